/** An error of the server, as psql prints it with VERBOSITY=verbose: the same in every language, except the words. */
export interface ServerError {
  /** PostgreSQL's five characters. */
  readonly sqlstate: string
  /** Names that the server adds to its error, apart from the words. A function that raises an error may put anything there. */
  readonly names: {
    readonly schema?: string
    readonly table?: string
    readonly column?: string
    readonly datatype?: string
    readonly constraint?: string
  }
  /** The source file of the server that raised it: `nbtinsert.c`. Undefined where a pooler left it out. */
  readonly source?: string
  /** Whether it points at a place in the statement. */
  readonly isPlaced: boolean
  /** Where it was raised, the innermost first; in the server's language. */
  readonly context: readonly string[]
}

/** A severity is one word of the server's language; the client puts two spaces behind it. */
const BEGINS = /^(?:psql:.*?: )?[^\s:]+: {2}([0-9A-Z]{5}): /
/** The place in the statement: the statement itself is wrong, not a value that it came across. */
const PLACE = /^LINE \d+: /
const FIELD =
  /^(DETAIL|HINT|QUERY|CONTEXT|(?:SCHEMA|TABLE|COLUMN|DATATYPE|CONSTRAINT) NAME|LOCATION): {1,2}(.*)$/
const NAMES = new Map([
  ['SCHEMA NAME', 'schema'],
  ['TABLE NAME', 'table'],
  ['COLUMN NAME', 'column'],
  ['DATATYPE NAME', 'datatype'],
  ['CONSTRAINT NAME', 'constraint'],
] as const)
/** `LOCATION:  _bt_check_unique, nbtinsert.c:666` */
const SOURCE = /, ([\w.]+):\d+$/

/**
 * Reads the last of what a server reported through psql, which ends at the first error: warnings come before it, and may have
 * any SQLSTATE. Undefined where that is no error.
 */
export function serverError(stderr: string): ServerError | undefined {
  const lines = stderr.split('\n')
  const first = lines.findLastIndex(line => BEGINS.test(line))
  const sqlstate = BEGINS.exec(lines[first] ?? '')?.[1]
  if (sqlstate === undefined || /^0[012]/.test(sqlstate)) return undefined
  const names: Record<string, string> = {}
  const context: string[] = []
  let source: string | undefined
  let inContext = false
  let isPlaced = false
  for (const line of lines.slice(first + 1)) {
    isPlaced ||= PLACE.test(line)
    const [, field, value = ''] = FIELD.exec(line) ?? []
    if (field === undefined) {
      if (inContext) context.push(line)
      continue
    }
    inContext = field === 'CONTEXT'
    if (inContext) context.push(value)
    const name = [...NAMES].find(([label]) => label === field)?.[1]
    if (name !== undefined) names[name] = value
    if (field === 'LOCATION') source = SOURCE.exec(value)?.[1]
  }
  return { sqlstate, names, context, isPlaced, ...(source === undefined ? {} : { source }) }
}

/** The same text as psql writes it without VERBOSITY=verbose, as the signs know it. */
export function terse(stderr: string): string {
  return stderr.replaceAll(/^((?:psql:.*?: )?[^\s:]+: {2})[0-9A-Z]{5}: /gm, '$1')
}

/** Of languages for functions: what they raise is in words of the database's own. */
const RAISED = /^(?:pl_|plp|pltcl|plv8|plr)/
/** Functions of these look names up that may be values of rows: `v::regclass`, `to_tsvector(v::regconfig, …)`. */
const LOOKS_UP = /^(?:namespace|regproc)\.c$/

/** Whether a function raised it, in words and with a SQLSTATE of its own choice. */
export function wasRaised({ source, sqlstate }: ServerError): boolean {
  return sqlstate === 'P0001' || (source !== undefined && RAISED.test(source))
}

/**
 * Whether the names in an error are those of objects: not where a function raised it, or ran on the way to it, since it may
 * have put the value of a row into the words, the names or the SQL that it ran.
 */
export function namesObjects(error: ServerError): boolean {
  const { context, isPlaced, source, sqlstate } = error
  if (source === undefined || wasRaised(error)) return false
  if (sqlstate.startsWith('42') || sqlstate.startsWith('3F'))
    return context.length === 0 && (isPlaced || !LOOKS_UP.test(source))
  return context.every(line => line.startsWith('COPY '))
}

/** Classes of appendix A of PostgreSQL's documentation, in its words. */
const CLASSES = new Map([
  ['08', 'connection exception'],
  ['0A', 'feature not supported'],
  ['21', 'cardinality violation'],
  ['22', 'data exception'],
  ['23', 'integrity constraint violation'],
  ['25', 'invalid transaction state'],
  ['28', 'invalid authorization specification'],
  ['2B', 'dependent objects still exist'],
  ['38', 'external routine exception'],
  ['39', 'external routine invocation exception'],
  ['3D', 'invalid catalog name'],
  ['3F', 'invalid schema name'],
  ['40', 'transaction rollback'],
  ['42', 'syntax error or access rule violation'],
  ['44', 'check option violation'],
  ['53', 'insufficient resources'],
  ['54', 'program limit exceeded'],
  ['55', 'object not in prerequisite state'],
  ['57', 'operator intervention'],
  ['58', 'system error'],
  ['F0', 'configuration file error'],
  ['HV', 'foreign data wrapper error'],
  ['P0', 'an exception that a function raised'],
  ['XX', 'internal error'],
])

/** What an error is about, without any word of the server: `SQLSTATE 22012, data exception`. */
export function category(sqlstate: string): string {
  const named = CLASSES.get(sqlstate.slice(0, 2))
  return `SQLSTATE ${sqlstate}${named === undefined ? '' : `, ${named}`}`
}

/** Classes whose messages name objects and quote no values: all but data exceptions (22) and what functions raise. */
const NAMING = /^(?:0A|23|25|28|2B|3D|3F|40|42|53|54|55|57|58)/
/** Quotes the word that is not understood: perhaps a password that lacks its own quotation marks. */
const SYNTAX = '42601'

/**
 * Whether the message of an error may quote the value of a row, or a literal of the SQL.
 * @param source the file of the server that raised it, where that is known
 */
export function mayQuoteValues(sqlstate: string, source: string | undefined): boolean {
  if (!NAMING.test(sqlstate) || sqlstate === SYNTAX) return true
  return source !== undefined && (RAISED.test(source) || LOOKS_UP.test(source))
}
