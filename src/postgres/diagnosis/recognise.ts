import type { Failure } from './failure.ts'
import type { Evidence, Found } from './signs.ts'

/** The order of evidence: SQLSTATE, then words; and words do not contradict the SQLSTATE. */
export function recognise(
  table: readonly Failure[],
  evidence: Evidence,
): { readonly failure: Failure; readonly found: Found } | undefined {
  const { sqlstate } = evidence
  const certain = table.filter(({ signs }) => signs.some(({ beforeSqlstate }) => beforeSqlstate))
  const first = firstOf(certain, evidence)
  if (first) return first
  if (sqlstate === undefined) return firstOf(table, evidence)
  const claims = table.filter(failure => failure.signs.some(({ states }) => states?.includes(sqlstate)))
  const words = { ...evidence, sqlstate: undefined }
  // A row without any SQLSTATE of its own is known by words alone, and may say it more closely.
  const worded = table.filter(
    failure =>
      claims.includes(failure) ||
      (!OF_FUNCTIONS.test(sqlstate) && failure.signs.every(({ states }) => !states)),
  )
  return firstOf(worded, words) ?? firstOf(claims, evidence)
}

/** Whether the server has nothing against us, the time or its own state, but against what it was given to do. */
export function refusesStatements(sqlstate: string): boolean {
  return /^(?:0[A-Z]|2[0-9A-Z]|3[89B]|42|44|54|P0|HV)/.test(sqlstate) && !/^(?:25|28)/.test(sqlstate)
}

/** Classes that functions raise, in whose words anything may be. */
const OF_FUNCTIONS = /^(?:P0|2[123]|3[89]|4[24]|F0|HV)/

function firstOf(
  table: readonly Failure[],
  evidence: Evidence,
): { readonly failure: Failure; readonly found: Found } | undefined {
  for (const failure of table) {
    for (const { read } of failure.signs) {
      const found = read(evidence)
      if (found) return { failure, found }
    }
  }
  return undefined
}
