/** What the runner reads from a step: lines of its log that are commands, and the files that it is given to write to. */

export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** Those that actions/runner 2.336 registers; anything else is an ordinary line. */
const COMMANDS = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/** `::name key=value,…::data` at the start of a line, or the older `##[name key=value;…]data` anywhere in it. */
export function parseCommand(line: string, resumeToken?: string): Command | undefined {
  const found = /^\s*::([^ ]*?)(?: (.*?))?::(.*)$/s.exec(line)
  const older = found ? null : /##\[([^ \]]*)(?: ([^\]]*))?\](.*)$/s.exec(line)
  const [, word = '', list = '', data = ''] = found ?? older ?? []
  const name = word.toLowerCase()
  if (!COMMANDS.has(name) && (resumeToken === undefined || name !== resumeToken.toLowerCase()))
    return undefined
  const properties: Record<string, string> = {}
  for (const pair of list.trim().split(found ? ',' : ';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && equals < pair.length - 1)
      properties[pair.slice(0, equals)] = unescapeAll(pair.slice(equals + 1))
  }
  return { name, properties, data: found ? unescapeData(data) : unescapeAll(data) }
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeAll(text: string): string {
  const punctuation = { '%3A': ':', '%2C': ',', '%3B': ';', '%5D': ']' }
  return unescapeData(
    Object.entries(punctuation).reduce((kept, [code, sign]) => kept.replaceAll(code, sign), text),
  )
}

/**
 * Reads GITHUB_OUTPUT, GITHUB_STATE or GITHUB_ENV: `name=value` and `name<<delimiter` blocks; the first of the two marks on
 * a line decides. Throws, as the runner fails the step, where the text is neither.
 */
export function parseFileCommand(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const block = line.indexOf('<<')
    if (equals >= 0 && (block < 0 || equals < block)) {
      values[line.slice(0, equals)] = line.slice(equals + 1)
      continue
    }
    const name = line.slice(0, block)
    const delimiter = line.slice(block + 2)
    if (block < 0) throw new Error(`Invalid format '${line}'`)
    if (!name || !delimiter) throw new Error(`Invalid format '${line}': no name or no delimiter`)
    const end = lines.indexOf(delimiter, at + 1)
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
    values[name] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return values
}
