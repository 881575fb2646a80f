import type { TableName } from '../fingerprint/copy-statement.ts'

/**
 * Empties tables, and fails rather than touch another one: never CASCADE, and never a child by way of its parent. Empty
 * where there are none.
 */
export function truncateStatement(tables: readonly TableName[]): string {
  if (tables.length === 0) return ''
  return `TRUNCATE ONLY ${tables.map(({ schema, name }) => `${quoted(schema)}.${quoted(name)}`).join(', ONLY ')};`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
