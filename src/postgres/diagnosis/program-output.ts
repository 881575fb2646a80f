/** How a message of a program starts: everything else that carries its name only tells its progress. */
const TELLING = /^pg_\w+: (?:error|warning|detail|hint|fatal|\[|(?:unrecognized|invalid) option|option )/
const NAMED = /^pg_\w+: /

/** What a program wrote, without the lines of --verbose: they name tables, which may be called anything. */
export function withoutProgress(stderr: string): string {
  return stderr
    .split('\n')
    .filter(line => !NAMED.test(line) || TELLING.test(line))
    .join('\n')
}

/** What begins a part of a server's message, or of a program's own. */
const PART = /^(?:psql|pg_\w+)\b.*: |^(?:ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|LOG|DETAIL|HINT|CONTEXT): /
/** Parts that quote statements, which may hold passwords, or rows. */
const QUOTING =
  /^(?:Command was: |LINE \d+: |QUERY: |STATEMENT: |(?:CONTEXT: +)?SQL (?:statement|expression) "|DETAIL: +(?:Failing row contains|Key \(|Partition key of the failing row))/
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

const SERVER_ERROR = /^(.*?\bERROR: +)(.*)$/
/** What a server says of its own files and of libraries, not of what it was told to do. */
export const OF_SERVER =
  /ERROR:\s+could not \w+ (?:file|library|directory|relation mapping|shared memory|fork)/

/**
 * The same without the server's words for an error that has no name here: what a function raises may be about rows. Where
 * it was raised is left, the table and the function.
 */
export function withoutServerWords(text: string): string {
  let words = false
  return text
    .split('\n')
    .flatMap(line => {
      const [, before] = OF_SERVER.test(line) ? [] : (SERVER_ERROR.exec(line) ?? [])
      if (before === undefined) {
        if (PART.test(line)) words = false
        return words ? [] : [line]
      }
      words = true
      return [`${before}(its words may hold values of rows: the server's log has them)`]
    })
    .join('\n')
}

/** The longest quotation in a message. Characters. */
const QUOTED_AT_MOST = 300

/** The first error that the text tells, on one line; without one, its last line. */
export function lastWords(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '' && !/^pg_\w+: hint:/.test(line))
  const first = lines.findIndex(line => /error:|ERROR:|FATAL:/.test(line))
  const words = first === -1 ? lines.slice(-1) : lines.slice(first, first + 3)
  const line = words.join(' ').replace(/\s+/g, ' ').trim()
  return line.length > QUOTED_AT_MOST ? `${line.slice(0, QUOTED_AT_MOST)}…` : line
}
