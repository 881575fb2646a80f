/** A file of the repository that is written by `npm run generate`, whole or in part. */
export interface GeneratedFile {
  /** Relative to the repository. */
  readonly path: string
  /** The whole new text, given the present one (`''` where there is none). */
  render(present: string): string
}

/**
 * Puts `text` between `<!-- <name>:start -->` and `<!-- <name>:end -->` of a page; all else stays.
 * @throws Error when the page lacks the markers
 */
export function between(page: string, name: string, text: string): string {
  const start = `<!-- ${name}:start -->`
  const end = `<!-- ${name}:end -->`
  const from = page.indexOf(start)
  const to = page.indexOf(end)
  if (from === -1 || to < from) throw new Error(`no ${start} … ${end} to write between`)
  return `${page.slice(0, from + start.length)}\n${text}\n${page.slice(to)}`
}
