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

/** Controls of terminals, and of the direction of text: all but line breaks and tabs. */
const CONTROLS = /(?![\t\r\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** A text that changes nothing on the terminal of whoever reads a downloaded log: names of objects and tables can hold anything. */
export function withoutControls(text: string): string {
  return text.replaceAll(CONTROLS, '\ufffd')
}
