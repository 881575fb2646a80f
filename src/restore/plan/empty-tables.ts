import { quoteIdentifier } from '../../core/sql-quoting.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { ForeignKey } from '../../postgres/target/target-facts.ts'
import { keyOf } from './data-of-tables.ts'
import type { ExistingTable } from './existing-tables.ts'

/**
 * SQL that empties tables of what the backup replaces, and fails rather than touch another one: never CASCADE, never a child
 * by way of its parent, never only the rows that a policy shows. Empty where there are none. TRUNCATE refuses what others
 * point to, also where foreign keys are not checked (session_replication_role): from those tables rows are deleted one by
 * one, and from those of which an extension keeps some. `sparing`: without triggers, those of foreign keys among them.
 */
export function emptyTables(
  tables: readonly ExistingTable[],
  {
    foreignKeys,
    deleting,
    sparing = false,
  }: {
    readonly foreignKeys: readonly ForeignKey[]
    readonly deleting: boolean
    readonly sparing?: boolean
  },
): string {
  const slow = deleting ? new Set(tables.map(keyOf)) : notTruncated(tables, foreignKeys)
  const truncated = tables.filter(table => !slow.has(keyOf(table)))
  const deleted = tables.filter(table => slow.has(keyOf(table)))
  return [
    ...(truncated.length > 0 ? [`TRUNCATE ONLY ${truncated.map(qualified).join(', ONLY ')};`] : []),
    ...(deleted.length > 0 ? [AS_PG_DUMP, ...spared(deleted.map(deletion), sparing)] : []),
  ].join('\n')
}

/** What pg_dump's own SQL begins with: without names to search for, and with an error where a policy would hide rows. */
const AS_PG_DUMP = `SELECT pg_catalog.set_config('search_path', '', false);\nSET row_security = off;`

function spared(statements: readonly string[], sparing: boolean): readonly string[] {
  if (!sparing) return statements
  return ['SET session_replication_role = replica;', ...statements, 'RESET session_replication_role;']
}

function deletion(table: ExistingTable): string {
  return `DELETE FROM ONLY ${qualified(table)}${table.condition ? ` ${table.condition}` : ''};`
}

/** With a condition, or pointed to by a table that is not truncated in the same statement. */
function notTruncated(tables: readonly ExistingTable[], foreignKeys: readonly ForeignKey[]): Set<string> {
  const runAll = new Set(tables.filter(({ condition }) => !condition).map(keyOf))
  const slow = new Set(tables.filter(({ condition }) => condition).map(keyOf))
  let before: number
  do {
    before = slow.size
    for (const { references, table } of foreignKeys) {
      if (!runAll.has(keyOf(references)) || runAll.has(keyOf(table))) continue
      runAll.delete(keyOf(references))
      slow.add(keyOf(references))
    }
  } while (slow.size > before)
  return slow
}

function qualified({ schema, name }: TableName): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
}
