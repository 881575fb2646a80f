/** The runner keeps 10 annotations of a kind a step; one says how many more there are. */
export const MOST_ANNOTATIONS = 9

/** As many lines as the runner shows as annotations. */
export function shownAnnotations(lines: readonly string[]): string[] {
  const hidden = lines.length - MOST_ANNOTATIONS
  if (hidden <= 0) return [...lines]
  return [...lines.slice(0, MOST_ANNOTATIONS), `and ${hidden} more: see the job summary`]
}
