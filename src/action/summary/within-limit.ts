/** The runner drops the summary of a step that is larger than 1 MiB; some room is left for what others add. Bytes. */
const LIMIT = 1_000_000

const cut = (whole: string): string => `\n\n… cut off here: a job summary holds 1 MiB at most. ${whole}\n`

/**
 * A summary that the runner accepts: cut at the end of a line, with a note, where it would be too long.
 * @param whole a sentence that says where to find the rest
 */
export function withinLimit(markdown: string, limit = LIMIT, whole = 'The manifest has everything.'): string {
  if (Buffer.byteLength(markdown) <= limit) return markdown
  const room = limit - Buffer.byteLength(cut(whole))
  let kept = ''
  let bytes = 0
  for (const line of markdown.split('\n')) {
    bytes += Buffer.byteLength(line) + 1
    if (bytes > room) break
    kept += `${line}\n`
  }
  return kept.trimEnd() + cut(whole)
}
