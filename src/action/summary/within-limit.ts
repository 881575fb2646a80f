/** The runner drops the summary of a step that is larger than 1 MiB; some room is left for what others add. Bytes. */
const LIMIT = 1_000_000

const CUT = '\n\n… cut off here: a job summary holds 1 MiB at most. The manifest has everything.\n'

/** A summary that the runner accepts: cut at the end of a line, with a note, where it would be too long. */
export function withinLimit(markdown: string, limit = LIMIT): string {
  if (Buffer.byteLength(markdown) <= limit) return markdown
  const room = limit - Buffer.byteLength(CUT)
  let kept = ''
  let bytes = 0
  for (const line of markdown.split('\n')) {
    bytes += Buffer.byteLength(line) + 1
    if (bytes > room) break
    kept += `${line}\n`
  }
  return kept.trimEnd() + CUT
}

/** The first of many, and how many more there are. */
export function firstOf(names: readonly string[], most = 20): string {
  const more = names.length - most
  return names.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
