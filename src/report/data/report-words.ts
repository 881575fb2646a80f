/** `2026-11-22 03:07`, UTC. */
export function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}
