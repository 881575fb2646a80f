/** `12.34 USD`; of small sums `0.0042 USD`, so that they are not nothing. */
export function formatCost(sum: number, currency: string): string {
  const digits = sum >= 0.1 || sum === 0 ? 2 : sum >= 0.0001 ? 4 : 6
  return `${sum.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`
}

/** `2026-11-22 03:07`, UTC. */
export function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}
