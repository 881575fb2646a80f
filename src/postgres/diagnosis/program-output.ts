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
  /^(?:Command was: |LINE \d+: |QUERY: |STATEMENT: |DETAIL: +(?:Failing row contains|Key \(|Partition key of the failing row))/
const COPY_PLACE = /^(CONTEXT: +COPY .*?, line \d+).*$/

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
    if (COPY_PLACE.test(line)) quoting = true
  }
  return kept.join('\n')
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
