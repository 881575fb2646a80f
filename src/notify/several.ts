/** How many of several texts are told; the job summary has them all. */
const MOST = 3

/** The first of several texts, and how many more there are; undefined for none. */
export function severalOf(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined
  const more = texts.length - MOST
  return texts.slice(0, MOST).join('; ') + (more > 0 ? `; and ${more} more` : '')
}
