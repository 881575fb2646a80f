/** A message that ends with the words of another program, as one line and one sentence: their period is not doubled. */
export function sentence(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return /[.!?…]$/.test(line) ? line : `${line}.`
}
