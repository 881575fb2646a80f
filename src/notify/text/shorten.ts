/** A text of at most so many characters (UTF-16), the last one a `…` where it was cut. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  // Half a character must not be left at the end.
  return `${text.slice(0, Math.max(0, most - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** The same for a text that grows by escaping: what is cut is the text, what is counted is what it becomes. */
export function shortenEscaped(text: string, most: number, escaped: (text: string) => string): string {
  let kept = shorten(text, most)
  for (let now = escaped(kept); now.length > most; now = escaped(kept))
    kept = shorten(text, kept.length - Math.ceil((now.length - most) / 6))
  return escaped(kept)
}
