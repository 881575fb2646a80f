/**
 * A job summary about as GitHub shows it: what can be unfolded is closed, and code has no tags. The Markdown is left as it is.
 */
export function summaryView(markdown: string): string {
  return markdown
    .replaceAll(/<details>\s*<summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, '▸ $1')
    .replaceAll(/<code>(.*?)<\/code>/g, '`$1`')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
