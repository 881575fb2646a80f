import { quoteLiteral } from '../../core/sql-quoting.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'

/** A sequence and a column that takes its values from it. */
export interface UsedSequence {
  /** As SQL has them: qualified, and quoted where it must be. */
  readonly sequence: string
  readonly table: string
  readonly column: string
  /** What FROM takes to read the column on this server alone, one for each part. */
  readonly parts: readonly string[]
  /** The table, and its partitions and children. */
  readonly tables: readonly TableName[]
  readonly ascending: boolean
}

/** What is larger is not read for want of an index. Bytes. */
const SMALL_BYTES = 64 * 1024 * 1024

/**
 * Sequences by what uses them: an identity (dependency i), a serial or OWNED BY (a), a default with nextval (of pg_attrdef).
 * Not those that CYCLE, which give values again on purpose, and not what has no index to find the largest value by and is
 * too large to be read: where values must be unique, there is one. Partitions are seen through the whole; but of a tree with
 * foreign tables only what is here is read: to look further is to log in to another server with what the backup knows of it.
 */
export const SEQUENCES_QUERY = `
  WITH used AS (
    SELECT d.objid AS seq, d.refobjid AS rel, d.refobjsubid AS attnum
      FROM pg_depend d
     WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
       AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
     UNION
    SELECT d.refobjid, a.adrelid, a.adnum
      FROM pg_depend d JOIN pg_attrdef a ON a.oid = d.objid
     WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n')
  SELECT format('%I.%I', sn.nspname, s.relname) AS sequence,
         format('%I.%I', tn.nspname, t.relname) AS "table",
         quote_ident(a.attname) AS "column",
         CASE WHEN tree.reaches_out THEN tree.local ELSE ARRAY[format('%I.%I', tn.nspname, t.relname)] END AS parts,
         q.seqincrement > 0 AS ascending, tree.tables
    FROM used u
    JOIN pg_class s ON s.oid = u.seq AND s.relkind = 'S' JOIN pg_namespace sn ON sn.oid = s.relnamespace
    JOIN pg_sequence q ON q.seqrelid = s.oid AND NOT q.seqcycle
    JOIN pg_class t ON t.oid = u.rel AND t.relkind IN ('r', 'p') AND NOT t.relispartition
    JOIN pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.attnum
                       AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
    CROSS JOIN LATERAL (
      WITH RECURSIVE member AS (
        SELECT t.oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN member ON member.oid = i.inhparent)
      SELECT bool_or(m.relkind = 'f') AS reaches_out,
             jsonb_agg(jsonb_build_object('schema', mn.nspname, 'name', m.relname)) AS tables,
             coalesce(array_agg(format('ONLY %I.%I', mn.nspname, m.relname))
                      FILTER (WHERE m.relkind = 'r' AND has_schema_privilege(mn.oid, 'USAGE')
                                AND has_table_privilege(m.oid, 'SELECT') AND NOT row_security_active(m.oid)), '{}') AS local
        FROM member JOIN pg_class m USING (oid) JOIN pg_namespace mn ON mn.oid = m.relnamespace) tree
   WHERE tn.nspname !~ '^pg_' AND tn.nspname <> 'information_schema'
     AND has_schema_privilege(sn.oid, 'USAGE') AND has_schema_privilege(tn.oid, 'USAGE')
     -- The planner may ask it of anything, and it fails for what is not a sequence.
     AND CASE s.relkind WHEN 'S' THEN has_sequence_privilege(s.oid, 'SELECT') END
     -- A policy hides rows, and runs functions of the table's owner with the rights of anyone who reads.
     AND has_column_privilege(t.oid, a.attnum, 'SELECT') AND NOT row_security_active(t.oid)
     AND (EXISTS (SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
                   WHERE i.indrelid = t.oid AND i.indkey[0] = a.attnum AND i.indpred IS NULL AND i.indisvalid
                     AND m.amname = 'btree')
          OR ${SMALL_BYTES} >= (SELECT sum(pg_relation_size(p.oid)) FROM pg_class p
                WHERE p.oid = t.oid OR p.oid IN (SELECT relid FROM pg_partition_tree(t.oid))))
   ORDER BY 1, 2, 3`

/** Whether the value that it gives next is one that the column has passed already; in numeric, since it may be the last. */
export function behindQuery({ sequence, column, parts, ascending }: UsedSequence): string {
  const furthest = ascending ? 'max' : 'min'
  const each = parts.map(part => `SELECT ${furthest}(${column}) AS value FROM ${part}`)
  return `
    SELECT v.next::text AS next, f.furthest::text AS furthest,
           coalesce(v.next ${ascending ? '<=' : '>='} f.furthest, false) AS behind
      FROM (SELECT s.last_value::numeric + CASE WHEN s.is_called THEN q.seqincrement ELSE 0 END AS next
              FROM ${sequence} s, pg_sequence q WHERE q.seqrelid = ${quoteLiteral(sequence)}::regclass) v,
           (SELECT ${furthest}(value) AS furthest FROM (${each.join(' UNION ALL ') || 'SELECT NULL::numeric AS value'}) p) f`
}

export interface Position {
  readonly next: string
  readonly furthest: string
  readonly behind: boolean
}

export function describeBehind({ sequence, table, column }: UsedSequence, position: Position): string {
  const { next, furthest } = position
  return `sequence ${sequence} is behind: it gives ${next} next, and ${table}.${column} is at ${furthest} already`
}
