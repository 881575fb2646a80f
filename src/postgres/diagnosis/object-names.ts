import type { ServerError } from './server-error.ts'
import type { Evidence, Found } from './signs.ts'

/** What the server names beside its words. */
export function named({ server }: Evidence): Found {
  if (!server) return {}
  const { column, constraint, datatype, table = copiedTable(server) } = server.names
  return dropUndefined({ table, name: constraint ?? column ?? datatype, routine: routineOf(server) })
}

function dropUndefined(found: Record<string, string | undefined>): Found {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

function copiedTable({ context }: ServerError): string | undefined {
  return context.flatMap(line => /^COPY ([^,]+), /.exec(line)?.[1] ?? [])[0]
}

const ROUTINE = /^PL\/\w+ function ([^\n]*?)(?: line \d+ at [\w ]+)?$/

function routineOf({ context }: ServerError): string | undefined {
  return context.flatMap(line => ROUTINE.exec(line)?.[1] ?? [])[0]
}

/** Of a bare name, a call, or words of a message with names in quotation marks. */
export function isNamed(text: string, names: ReadonlySet<string> = new Set()): boolean {
  if (names.has(text)) return true
  const call = /^(?:(?:[\w$]+\.)?([\w$]+))\(/.exec(text)?.[1]
  if (call !== undefined && names.has(call)) return true
  const quoted = [...text.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name)
  const rest = text.replaceAll(/"[^"]*"/g, '')
  return (
    quoted.length > 0 &&
    /^[a-z ]*$/.test(rest) &&
    quoted.every(name => names.has(name) || names.has(name.slice(name.lastIndexOf('.') + 1)))
  )
}

/** Statements that read rows, and may find the name of something in them. */
const READS_ROWS =
  /^Command was: (?!(?:CREATE (?!(?:UNIQUE )?INDEX)|COMMENT|GRANT|REVOKE|DROP|SET|ALTER \w+ [^\n]*? (?:OWNER|SET)\b))/m

/** The same as namesObjects for what pg_restore says of an error, which has no SQLSTATE. */
export function isAboutObjects(text: string): boolean {
  const contexts = [...text.matchAll(/^CONTEXT: {1,2}(.*)$/gm)].map(([, line = '']) => line)
  if (contexts.some(line => !line.startsWith('COPY '))) return false
  const missing = /: ERROR: +[^\n]* does not exist/.test(text)
  return !missing || (contexts.length === 0 && !READS_ROWS.test(text))
}

/** `pg_restore: from TOC entry 3205; 1259 16500 INDEX places_idx postgres`: kind, name, owner. */
const ENTRY = /^pg_restore: from TOC entry \d+; \d+ \d+ ([A-Z][A-Z ]*[A-Z]) (\S.*) \S+$/m

/** The entry of the table of contents that pg_restore was at, where the backup's own objects are named so. */
export function entryIn(stderr: string, names: ReadonlySet<string> = new Set()): Found {
  const [, kind, name = ''] = ENTRY.exec(stderr) ?? []
  return kind !== undefined && name.split(' ').every(part => names.has(part) || isNamed(part, names))
    ? { entry: `${kind} ${name}` }
    : {}
}
