/**
 * Classes of SQLSTATE whose messages quote names of objects, or the SQL itself, and no values (appendix A of PostgreSQL's
 * documentation): all but data exceptions (22) and what functions raise themselves (P0, 38, 39 and the like).
 */
const NAMING = new Set(['0A', '23', '25', '28', '2B', '3D', '3F', '40', '42', '53', '54', '55', '57', '58'])
const RAISED = 'P0'
/** Quotes the word that is not understood, or a connection's: perhaps a password that lacks its own quotation marks. */
const SYNTAX = '42601'

/**
 * The server's message for an error, without what may be a value of a row, or a literal of the SQL.
 * @param sqlstate five characters
 * @param sql what was run: an exception that it raises in its own words may be told in them
 */
export function withoutValues(message: string, sqlstate: string, sql: string): string {
  const sqlClass = sqlstate.slice(0, 2)
  if (sqlstate === SYNTAX) return withoutQuotations(message)
  if (NAMING.has(sqlClass)) return message
  if (sqlClass !== RAISED) return withoutQuotations(message)
  return sql.includes(message)
    ? message
    : `an exception was raised (${sqlstate}), whose words may hold values: the server's log has them`
}

/** From the first quotation mark to the last: a value may hold any number of them. */
function withoutQuotations(message: string): string {
  return message.replace(/"(?:.*"|.*$)/s, '"…"')
}
