/** How a message of a program starts: everything else that carries its name only says its progress. */
const MEANINGFUL =
  /^pg_\w+: (?:terminated by user|error|warning|detail|hint|fatal|\[|(?:unrecognized|invalid) option|option )/
const NAMED = /^pg_\w+: /

/**
 * A program that is ended by a signal says so from its handler, wherever it was in a line of its own, and ends. What it
 * says is the last that it says.
 */
const INTERRUPTED = /(?<=.)(pg_\w+: terminated by user)\s*$/

/** What a program wrote, without the lines of --verbose: they name tables, which may be called anything. */
export function withoutProgress(stderr: string): string {
  return stderr
    .replace(INTERRUPTED, '\n$1')
    .split('\n')
    .filter(line => !NAMED.test(line) || MEANINGFUL.test(line))
    .join('\n')
}

/** What begins a part of a server's message, or of a program's own. */
const PART = /^(?:psql|pg_\w+)\b.*: |^(?:ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|LOG|DETAIL|HINT|CONTEXT): /
/** Parts that quote statements, which may hold passwords, or rows. */
const QUOTING =
  /^(?:Command was: |pg_\w+: detail: (?:Command|Query) was: |LINE \d+: |QUERY: |STATEMENT: |(?:CONTEXT: +)?SQL (?:statement|expression) "|DETAIL: +(?:Failing row contains|Key \(|Partition key of the failing row))/
/** Where a function was called for a row, its own place comes first, and this one on a line by itself. */
const COPY_PLACE = /^((?:CONTEXT: +)?COPY .*?, line \d+).*$/
/** A table's name may have line breaks, and then the row comes in a later line than this. */
const COPY_BEGIN = /^(?:CONTEXT: +)?COPY (?!failed)/

/** What a program wrote, without the statements that failed and the values in them. */
export function withoutStatements(stderr: string): string {
  let quoting = false
  const kept: string[] = []
  for (const line of stderr.split('\n')) {
    if (QUOTING.test(line)) quoting = true
    else if (PART.test(line)) quoting = false
    if (quoting) continue
    kept.push(line.replace(COPY_PLACE, '$1'))
    // The value of a column may go on in the next lines.
    if (COPY_BEGIN.test(line)) quoting = true
  }
  return kept.join('\n')
}

/** What a server says of its own files and of libraries, not of what it was asked to do. */
export const OF_SERVER =
  /ERROR:\s+could not \w+ (?:file|library|directory|relation mapping|shared memory|fork)/
/** A severity is one word of the server's language; libpq puts two spaces behind it. */
const SERVER_SPEAKS = /^(.*?(?:^|: ))([^\s:]+): {2}(?=\S)/
/** What the client says by itself begins with its name. */
const CLIENT_SPEAKS = /^(?:psql|pg_\w+)(?::[^\n]*?)?: (?:error|warning|fatal|detail|hint): /
/** Nothing is known of rows before a session begins; and what a catalog query fails with is not about them. */
const BEFORE_ROWS = /connection to server (?:at|on socket) .*failed: |^pg_dump\w*: error: query failed: /

/** Whether the server speaks another language than English: then no sign can be found in its words. */
export function speaksAnotherLanguage(text: string): boolean {
  const severities = text.split('\n').flatMap(line => SERVER_SPEAKS.exec(line)?.[2] ?? [])
  return severities.length > 0 && !severities.some(severity => /^(?:ERROR|FATAL|PANIC)$/.test(severity))
}

/**
 * The same without the server's words: what a function raises may be about rows, and in what language only the server
 * knows. Distinguished by how a client prints them, not by what they say.
 */
export function withoutServerWords(text: string): string {
  return cutServer(text, (line, before) =>
    OF_SERVER.test(line) || BEFORE_ROWS.test(line)
      ? line
      : `${before}(its words may hold values of rows: the server's log has them)`,
  )
}

/** What a program says of itself and its own files. */
export function ownWords(text: string): string {
  return cutServer(text, (_line, before) => before)
}

/** @param instead of a line on which the server begins to speak; `before`, the program */
function cutServer(text: string, instead: (line: string, before: string) => string): string {
  let words = false
  return text
    .split('\n')
    .flatMap(line => {
      const [, before] = SERVER_SPEAKS.exec(line) ?? []
      if (before !== undefined) {
        words = true
        return [instead(line, before)]
      }
      if (CLIENT_SPEAKS.test(line)) words = false
      return words ? [] : [line]
    })
    .join('\n')
}

/** The longest quotation in a message. Characters. */
const QUOTED_AT_MOST = 300

/** The first error that the text says, on one line; without one, its last line. */
export function lastWords(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '' && !/^pg_\w+: hint:/.test(line))
  const first = lines.findIndex(line => /error:|ERROR:|FATAL:/.test(line))
  const words = first === -1 ? lines.slice(-1) : lines.slice(first, first + 3)
  const line = words.join(' ').replace(/\s+/g, ' ').trim()
  return line.length > QUOTED_AT_MOST ? `${line.slice(0, QUOTED_AT_MOST)}…` : line
}
