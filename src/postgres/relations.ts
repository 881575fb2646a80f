import type { Connection } from './connection/connection.ts'
import { inSession } from './probe/in-session.ts'
import type { QualifiedName } from './table-pattern.ts'

/** What `pg_dump --table` can name: tables of all kinds, views and sequences. */
export interface DumpableRelation extends QualifiedName {
  readonly oid: string
  /** The tables that it is a partition of, or inherits from. */
  readonly parents: readonly string[]
}

/** Something that a relation cannot be made without. */
export interface Need extends QualifiedName {
  /** The relation that needs it. */
  readonly by: string
  readonly kind: 'relation' | 'type' | 'function'
  /** Whether a foreign key refers to its rows. */
  readonly byKey: boolean
  /** Of a relation. */
  readonly oid: string
}

export interface Relations {
  readonly schemas: readonly string[]
  readonly relations: readonly DumpableRelation[]
  readonly needs: readonly Need[]
}

/** Nothing of the system's, or of a session's own. */
const RELATIONS = `
  SELECT c.oid::text, n.nspname AS schema, c.relname AS name,
         coalesce(array_agg(i.inhparent::text) FILTER (WHERE i.inhparent IS NOT NULL), '{}') AS parents
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
   WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relpersistence <> 't'
     AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
   GROUP BY c.oid, n.nspname, c.relname`

/**
 * What the columns, defaults, foreign keys, rules, triggers and policies of relations refer to, except what comes with the
 * server or an extension, and sequences that belong to a column, which pg_dump takes with their tables. A row type is its
 * table.
 */
const NEEDS = `
  WITH owned (classid, objid, rel) AS (
    SELECT 'pg_class'::regclass::oid, oid, oid FROM pg_class
     UNION ALL SELECT 'pg_constraint'::regclass, oid, conrelid FROM pg_constraint WHERE conrelid <> 0
     UNION ALL SELECT 'pg_rewrite'::regclass, oid, ev_class FROM pg_rewrite
     UNION ALL SELECT 'pg_attrdef'::regclass, oid, adrelid FROM pg_attrdef
     UNION ALL SELECT 'pg_trigger'::regclass, oid, tgrelid FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL SELECT 'pg_policy'::regclass, oid, polrelid FROM pg_policy
  ), needed AS (
    SELECT DISTINCT o.rel, d.refclassid, d.refobjid, o.classid = 'pg_constraint'::regclass AS key
      FROM pg_depend d JOIN owned o USING (classid, objid)
     WHERE d.deptype IN ('n', 'a') AND d.refobjid >= 16384 AND d.refobjid <> o.rel
       AND NOT EXISTS (SELECT FROM pg_depend e
                        WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')
  )
  SELECT rel::text AS by, 'relation' AS kind, key AS "byKey", c.oid::text, n.nspname AS schema, c.relname AS name
    FROM needed JOIN pg_class c ON refclassid = 'pg_class'::regclass AND c.oid = refobjid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') OR (c.relkind = 'S' AND NOT EXISTS (
           SELECT FROM pg_depend o WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid
                                     AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')))
   UNION
  SELECT rel::text, CASE WHEN c.relkind IN ('r', 'p', 'f', 'v', 'm') THEN 'relation' ELSE 'type' END,
         false, coalesce(c.oid, t.oid)::text, n.nspname, t.typname
    FROM needed
    JOIN pg_type a ON refclassid = 'pg_type'::regclass AND a.oid = refobjid
    JOIN pg_type t ON t.oid = CASE WHEN a.typelem <> 0 AND a.typlen = -1 THEN a.typelem ELSE a.oid END
    JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
   WHERE t.oid >= 16384
     AND NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
   UNION
  SELECT rel::text, 'function', false, p.oid::text, n.nspname, p.proname
    FROM needed JOIN pg_proc p ON refclassid = 'pg_proc'::regclass AND p.oid = refobjid
    JOIN pg_namespace n ON n.oid = p.pronamespace`

/**
 * Asks which relations there are, and what they need, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
export async function askRelations(connection: Connection, signal: AbortSignal): Promise<Relations> {
  return inSession(connection, { signal }, async session => ({
    schemas: (await session.rows<{ name: string }>('SELECT nspname AS name FROM pg_namespace')).map(
      ({ name }) => name,
    ),
    relations: await session.rows<DumpableRelation>(RELATIONS),
    needs: await session.rows<Need>(NEEDS),
  }))
}
