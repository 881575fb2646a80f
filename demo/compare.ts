import type { PostgresServer } from '../__tests__/support/postgres-server.ts'

export interface TableCount {
  readonly table: string
  readonly rows: number
}

/** Counts every table of a database, by SQL: the second opinion to what the manifest says. */
export async function countRows(server: PostgresServer, database: string): Promise<TableCount[]> {
  const tables = await server.sql(
    database,
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
       AND NOT EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = format('%I.%I', schemaname, tablename)::regclass)
     ORDER BY 1`,
  )
  const names = tables.map(({ name }) => String(name))
  const counts = await server.sql(
    database,
    names.map(name => `SELECT '${name}' AS name, count(*) AS rows FROM ${name}`).join(' UNION ALL ') +
      ' ORDER BY 1',
  )
  return counts.map(({ name, rows }) => ({ table: String(name), rows: Number(rows) }))
}

/** The tables that differ between two counts. */
export function differences(one: readonly TableCount[], other: readonly TableCount[]): string[] {
  const rows = (counts: readonly TableCount[]) => new Map(counts.map(each => [each.table, each.rows]))
  const [before, after] = [rows(one), rows(other)]
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter(name => before.get(name) !== after.get(name))
}
