import { category, mayQuoteValues } from './diagnosis/server-error.ts'

/** An error of the server, as far as it is known. */
interface Told {
  readonly message: string
  /** Five characters. */
  readonly sqlstate: string
  /** The file of the server that raised it: `int8.c`. */
  readonly source: string | undefined
}

/**
 * The server's message for an error, without what may be a value of a row, or a literal of the SQL. Quotation marks are told
 * from text in English only: of a message in another language its category is left.
 * @param sql what was run: an exception that it raises in its own words may be told in them
 */
export function withoutValues({ message, source, sqlstate }: Told, sql: string): string {
  if (!mayQuoteValues(sqlstate, source)) return message
  const isRaised = sqlstate.startsWith('P0') || /^(?:pl|plp)/.test(source ?? '')
  if (isRaised && sql.includes(message)) return message
  if (isRaised)
    return `an exception was raised (${sqlstate}), whose words may hold values: the server's log has them`
  const rest = withoutQuotations(message)
  return /^(?:[\x20-\x7e]|…)*$/.test(rest) ? rest : `${category(sqlstate)}: the server's log has its words`
}

/** From the first quotation mark to the last: a value may hold any number of them. */
function withoutQuotations(message: string): string {
  return message.replace(/"(?:.*"|.*$)/s, '"…"')
}
