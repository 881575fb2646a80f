/**
 * A text as it can be logged: the runner takes lines that begin with `::`, or hold `##[`, for commands, and names of
 * tables or a server's messages are not ours to trust.
 */
export function workflowLine(text: string): string {
  return text
    .replaceAll('##[', '##\u200b[')
    .split(/\r\n|[\r\n]/)
    .map(line => line.replace(/^(\s*):(?=:)/, '$1:\u200b'))
    .join('\n')
}
