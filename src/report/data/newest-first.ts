/** For sorting: the newest first, by key where two began at once, so that the order is always the same. */
export function compareNewest(
  one: { readonly at: string; readonly key: string },
  other: { readonly at: string; readonly key: string },
): number {
  return Date.parse(other.at) - Date.parse(one.at) || (one.key < other.key ? -1 : 1)
}
