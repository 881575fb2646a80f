import { quoteLiteral } from '../../core/sql-quoting.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { Connection } from '../../postgres/connection/connection.ts'
import { ASKING_PATIENTLY } from '../../postgres/probe/beginning.ts'
import { inSession } from '../../postgres/probe/in-session.ts'
import type { ForeignKey } from '../../postgres/target/target-facts.ts'
import { FIRST_NORMAL_OID } from '../../postgres/target/target-queries.ts'
import type { AskedKey } from './unchecked-keys.ts'

/** As long as it takes: a key without an index is a join of two whole tables. */
const beginning = ASKING_PATIENTLY

interface KeyRow {
  readonly name: string
  readonly schema: string
  readonly table: string
  readonly to_schema: string
  readonly to_table: string
  /** Counts the rows that point to nothing; null where the role does not see all rows, or another server has some. */
  readonly question: string | null
}

/** Written as the server asks it where a key is added (RI_Initial_Check), with the key's own operators. */
const keysQuery = (tables: readonly TableName[]): string => `
  WITH named AS (
    SELECT c.oid
      FROM (VALUES ${tables.map(row).join(', ')}) f (schema, name)
      JOIN pg_catalog.pg_namespace n ON n.nspname = f.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = f.name),
  filled AS (
    SELECT oid FROM named
     UNION SELECT a.relid FROM named, pg_catalog.pg_partition_ancestors(named.oid) a
     UNION SELECT t.relid FROM named, pg_catalog.pg_partition_tree(named.oid) t),
  touched AS (
    SELECT * FROM pg_catalog.pg_constraint
     WHERE contype = 'f' AND conparentid = 0 AND convalidated
       AND pg_catalog.to_jsonb(pg_constraint)->>'conenforced' IS DISTINCT FROM 'false'
       AND (conrelid IN (SELECT oid FROM filled) OR confrelid IN (SELECT oid FROM filled)))
  SELECT k.conname AS name, n.nspname AS schema, c.relname AS "table", rn.nspname AS to_schema, r.relname AS to_table,
         CASE WHEN pg_catalog.to_jsonb(k)->>'conperiod' IS DISTINCT FROM 'true'
               AND ${readable('n', 'c')} AND ${readable('rn', 'r')} AND NOT columns.casts
              THEN pg_catalog.format('SELECT count(*)::text AS count FROM %s%I.%I f WHERE (%s) AND NOT EXISTS (SELECT FROM %s%I.%I p WHERE %s)',
                     CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END, n.nspname, c.relname, columns.matched,
                     CASE r.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END, rn.nspname, r.relname, columns.equal) END AS question
    FROM touched k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_class r ON r.oid = k.confrelid JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
    CROSS JOIN LATERAL (
      SELECT pg_catalog.string_agg(pg_catalog.format('f.%I IS NOT NULL', a.attname),
               CASE k.confmatchtype WHEN 'f' THEN ' OR ' ELSE ' AND ' END) AS matched,
             pg_catalog.string_agg(pg_catalog.format('p.%I OPERATOR(%I.%s) f.%I%s', pa.attname, pn.nspname, o.oprname, a.attname,
               CASE WHEN pa.attcollation NOT IN (0, a.attcollation)
                    THEN pg_catalog.format(' COLLATE %I.%I', ln.nspname, l.collname) END), ' AND ') AS equal,
             -- A cast of somebody's own runs their function, which the server itself only does with the owner's rights.
             pg_catalog.bool_or(EXISTS (SELECT FROM pg_catalog.pg_cast x WHERE x.casttarget IN (o.oprleft, o.oprright)
               AND x.castcontext = 'i' AND x.castfunc >= ${FIRST_NORMAL_OID})) AS casts
        FROM ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey), pg_catalog.unnest(k.conpfeqop)) u (own, its, op)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.own
        JOIN pg_catalog.pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = u.its
        JOIN pg_catalog.pg_operator o ON o.oid = u.op JOIN pg_catalog.pg_namespace pn ON pn.oid = o.oprnamespace
        LEFT JOIN pg_catalog.pg_collation l ON l.oid = pa.attcollation
        LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace) columns
   ORDER BY 2, 3, 1`

/** Whether the role sees every row of a table here, and none of them is on another server. */
function readable(schema: string, table: string): string {
  return `pg_catalog.has_schema_privilege(${schema}.oid, 'USAGE') AND pg_catalog.has_table_privilege(${table}.oid, 'SELECT')
               AND NOT pg_catalog.row_security_active(${table}.oid)
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_partition_tree(${table}.oid) t
                                 JOIN pg_catalog.pg_class x ON x.oid = t.relid WHERE x.relkind = 'f')`
}

function row({ name, schema }: TableName): string {
  return `(${quoteLiteral(schema)}::name, ${quoteLiteral(name)}::name)`
}

/**
 * Asks by which foreign keys of these tables, or to them, rows point to nothing. A key that was never validated, or is not
 * enforced, promises nothing and is not asked. The answers are numbers; no value of a row is read.
 * @param isOfConcern of which keys
 * Throws BackupError with what keeps us from the server, or the signal's reason.
 */
export async function askDanglingKeys(
  connection: Connection,
  tables: readonly TableName[],
  {
    isOfConcern,
    signal,
  }: { readonly isOfConcern: (key: ForeignKey) => boolean; readonly signal: AbortSignal },
): Promise<readonly AskedKey[]> {
  if (tables.length === 0) return []
  return await inSession(connection, { signal, beginning }, async session => {
    const asked: AskedKey[] = []
    for (const { question, ...row } of await session.rows<KeyRow>(keysQuery(tables))) {
      const key = foreignKeyOf(row)
      if (!isOfConcern(key)) continue
      const [answer] = question === null ? [] : await session.rowsIfAllowed<{ count: string }>(question)
      asked.push({ ...key, dangling: answer && Number(answer.count) })
    }
    return asked
  })
}

function foreignKeyOf({ name, schema, table, to_schema, to_table }: Omit<KeyRow, 'question'>): ForeignKey {
  return { name, table: { schema, name: table }, references: { schema: to_schema, name: to_table } }
}
