/** The first names of many, for a message. */
export function named(names: readonly string[], most = 5): string {
  const distinct = [...new Set(names)]
  const more = distinct.length - most
  return distinct.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
