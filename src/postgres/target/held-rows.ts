import { quoteLiteral } from '../../core/sql-quoting.ts'
import type { Session } from '../probe/session.ts'
import type { ExtensionTable } from './target-facts.ts'

/** A table that may hold rows where a database counts as empty otherwise. */
export interface Candidate {
  readonly schema: string
  readonly name: string
  /** Quoted, with its schema. */
  readonly quoted: string
  /** `WHERE …`; null: not of an extension. */
  readonly condition: string | null
  /** Whether the role sees all of its rows. */
  readonly readable: boolean
  /** Whether it takes room on disk. */
  readonly stored: boolean
}

const CANDIDATE = `
  n.nspname AS schema, c.relname AS name, format('%I.%I', n.nspname, c.relname) AS quoted,
  has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
    AND NOT row_security_active(c.oid) AS readable,
  c.relkind = 'p' OR pg_relation_size(c.oid) > 0 AS stored`

/** Tables that extensions mark as the user's (pg_extension_config_dump), and those of schemas that a platform manages. */
const candidatesQuery = (schemas: readonly string[]): string => `
  SELECT ${CANDIDATE}, coalesce(x.condition, '') AS condition
    FROM pg_extension e CROSS JOIN unnest(e.extconfig, e.extcondition) AS x (oid, condition)
    JOIN pg_class c ON c.oid = x.oid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p')
   UNION ALL
  SELECT ${CANDIDATE}, NULL
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'r' AND n.nspname IN (${schemas.map(quoteLiteral).join(', ')})
     AND NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
   ORDER BY 1, 2`

export interface HeldRows {
  readonly extensionTables: readonly ExtensionTable[]
  /** Of tables of schemas that a platform manages. */
  holdsRows(schema: string, name: string): boolean | undefined
}

/**
 * Looks for a row in each of the few tables that count only where they have one. Where the role may not see all rows, a
 * table that takes room on disk counts as one with rows. To be asked with an empty search_path, as pg_dump has it.
 */
export async function askHeldRows(session: Session, schemas: readonly string[]): Promise<HeldRows> {
  const candidates = await session.rows<Candidate>(candidatesQuery(schemas))
  const seen = await lookInto(
    session,
    candidates.filter(({ readable, stored }) => readable && stored),
  )
  const found = candidates.map(each => ({ ...each, holdsRows: seen.get(each.quoted) ?? each.stored }))
  const managed = new Map(
    found.flatMap(({ condition, holdsRows, name, schema }) =>
      condition === null ? [[JSON.stringify([schema, name]), holdsRows] as const] : [],
    ),
  )
  return {
    extensionTables: found.flatMap(({ condition, holdsRows, name, schema }) =>
      condition === null ? [] : [{ schema, name, condition, holdsRows }],
    ),
    holdsRows: (schema, name) => managed.get(JSON.stringify([schema, name])),
  }
}

/** Nothing is known where that fails: an extension's condition may be anything. */
async function lookInto(session: Session, tables: readonly Candidate[]): Promise<Map<string, boolean>> {
  if (tables.length === 0) return new Map()
  const questions = tables.map(
    ({ condition, quoted }) =>
      `SELECT ${quoteLiteral(quoted)} AS "table", EXISTS (SELECT FROM ${quoted} ${condition ?? ''}) AS found`,
  )
  const rows = await session.rowsIfAllowed<{ table: string; found: boolean }>(questions.join(' UNION ALL '))
  return new Map(rows.map(({ found, table }) => [table, found]))
}
