import type { TableName } from '../fingerprint/copy-statement.ts'

/**
 * Empties tables, and fails rather than touch another one: never CASCADE, and never a child by way of its parent. Empty
 * where there are none.
 */
export function truncateStatement(tables: readonly TableName[]): string {
  if (tables.length === 0) return ''
  return `TRUNCATE ONLY ${tables.map(qualified).join(', ONLY ')};`
}

/**
 * Empties a platform's tables in a session without triggers: TRUNCATE fails where tables point to them that the backup does
 * not have, as a newer version of the platform's own does.
 */
export function deleteStatements(tables: readonly TableName[]): string {
  return tables.map(table => `DELETE FROM ONLY ${qualified(table)};`).join('\n')
}

function qualified({ schema, name }: TableName): string {
  return `${quoted(schema)}.${quoted(name)}`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
