import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { TargetRelation, TargetSequence } from './target-facts.ts'
import { dependent, ORDINARY_SCHEMA } from './target-queries.ts'

/** As pg_dump sees which partitions have to be loaded through their root (getPartitioningInfo): those hashed by an enum. */
const HASHED_BY_ENUM = `
  EXISTS (SELECT FROM pg_partition_ancestors(c.oid) a (relid) JOIN pg_partitioned_table p ON p.partrelid = a.relid
           WHERE (SELECT o.oid FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod
                   WHERE o.opcname = 'enum_ops' AND o.opcnamespace = 'pg_catalog'::regnamespace
                     AND m.amname = 'hash') = ANY (p.partclass))`

/** What a partition is one of, at any depth. */
const WITHIN = `
  (SELECT json_agg(json_build_object('schema', pn.nspname, 'name', p.relname))
     FROM pg_partition_ancestors(c.oid) a (relid)
     JOIN pg_class p ON p.oid = a.relid JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE c.relispartition AND p.oid <> c.oid)`

export interface RelationRow extends Omit<TargetRelation, 'holdsRows' | 'partition'> {
  readonly root_schema: string | null
  readonly root_name: string | null
  readonly through_root: boolean
  readonly within: readonly TableName[] | null
  readonly stores_nothing: boolean
}

/** Not asked for their real number of rows: that would read them all. Of a table, owner means that its schema's may drop it too. */
export const RELATIONS_QUERY = `
  SELECT n.nspname AS schema, c.relname AS name,
         CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                        WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind,
         CASE WHEN c.relkind IN ('v', 'S') THEN 0 ELSE greatest(c.reltuples, 0) END::float8 AS rows,
         c.relkind = 'p' AS partitioned, pg_get_userbyid(c.relowner) AS owner,
         pg_has_role(c.relowner, 'USAGE') OR pg_has_role(n.nspowner, 'USAGE') AS owned,
         EXISTS (SELECT FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner) AS granted,
         rn.nspname AS root_schema, r.relname AS root_name,
         c.relispartition AND ${HASHED_BY_ENUM} AS through_root, ${WITHIN} AS within,
         CASE WHEN c.relispartition AND c.relkind = 'r' THEN coalesce(pg_relation_size(c.oid) = 0, false)
              ELSE false END AS stores_nothing
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_class r ON c.relispartition AND r.oid = pg_partition_root(c.oid)
    LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND ${ORDINARY_SCHEMA}
     AND NOT ${dependent('pg_class', 'c.oid', "'e'")}
   ORDER BY 1, 2`

export const SEQUENCES_QUERY = `
  SELECT n.nspname AS schema, c.relname AS name, pg_has_role(c.relowner, 'USAGE') AS alterable
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'S' AND ${ORDINARY_SCHEMA} ORDER BY 1, 2`

export type SequenceRow = TargetSequence

/** Partitions have rows of their own in pg_constraint, on either side. */
export const FOREIGN_KEYS_QUERY = `
  SELECT k.conname AS name, n.nspname AS schema, c.relname AS "table", rn.nspname AS to_schema, r.relname AS to_table
    FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
   WHERE k.contype = 'f' ORDER BY 2, 3, 1, 4, 5`

export interface ForeignKeyRow {
  readonly name: string
  readonly schema: string
  readonly table: string
  readonly to_schema: string
  readonly to_table: string
}

/** Of an extension's table, those that call the extension's own functions are taken for its own: no catalog says. */
const TRIGGER_OF_EXTENSION = `
  EXISTS (SELECT FROM pg_depend d JOIN pg_depend f ON f.refclassid = d.refclassid AND f.refobjid = d.refobjid
           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
             AND f.classid = 'pg_proc'::regclass AND f.objid = t.tgfoid AND f.deptype = 'e')`

/** A partitioned table's are its partitions' as well. */
export const TRIGGERS_QUERY = `
  SELECT t.tgname AS name, n.nspname AS schema, c.relname AS "table",
         CASE t.tgenabled WHEN 'O' THEN 'origin' WHEN 'R' THEN 'replica' ELSE 'always' END AS fires
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND NOT ${TRIGGER_OF_EXTENSION}
   ORDER BY 2, 3, 1`

export const PUBLISHED_QUERY = `
  SELECT p.pubname AS name, n.nspname AS schema, c.relname AS "table"
    FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
    JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   ORDER BY 1, 2, 3`

export const SUBSCRIBED_QUERY = `
  SELECT s.subname AS name, n.nspname AS schema, c.relname AS "table"
    FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
    JOIN pg_class c ON c.oid = r.srrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   ORDER BY 1, 2, 3`

export interface MembershipRow {
  readonly name: string
  readonly schema: string
  readonly table: string
}

export interface TriggerRow {
  readonly name: string
  readonly schema: string
  readonly table: string
  readonly fires: 'origin' | 'replica' | 'always'
}
