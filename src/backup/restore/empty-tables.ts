import type { TableName } from '../fingerprint/copy-statement.ts'
import type { RestorePlan } from './restore-plan.ts'

/** What empties the tables of a plan, to be run after its session settings. Empty where there are none. */
export function emptyingStatement({
  empties,
  emptiesBy,
}: Pick<RestorePlan, 'empties' | 'emptiesBy'>): string {
  return emptiesBy === 'delete'
    ? empties.map(table => `DELETE FROM ONLY ${qualified(table)};`).join('\n')
    : truncateStatement(empties)
}

/**
 * Empties tables, and fails rather than touch another one: never CASCADE, and never a child by way of its parent. Empty
 * where there are none.
 */
export function truncateStatement(tables: readonly TableName[]): string {
  if (tables.length === 0) return ''
  return `TRUNCATE ONLY ${tables.map(qualified).join(', ONLY ')};`
}

function qualified({ schema, name }: TableName): string {
  return `${quoted(schema)}.${quoted(name)}`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
