import type { Connection } from '../../postgres/connection/connection.ts'
import { inSession } from '../../postgres/probe/in-session.ts'

/** A lock that pg_dump would have to wait for, held or waited for by somebody. */
export interface HinderingLock {
  readonly schema: string
  readonly name: string
  readonly pid: number
  readonly granted: boolean
  /** How long the transaction of it has run; undefined where the role may not know. Seconds. */
  readonly seconds: number | undefined
}

/** A table or sequence that a backup might hold. */
export interface DumpedRelation {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'sequence'
  readonly owner: string
  readonly rowSecurity: boolean
}

export interface DumpBlockers {
  readonly locks: readonly HinderingLock[]
  readonly relations: readonly DumpedRelation[]
  readonly largeObjects: number
  readonly unreadableLargeObjects: number
}

/** pg_dump takes ACCESS SHARE on each table, which only ACCESS EXCLUSIVE excludes; it queues behind one that waits, too. */
const LOCKS = `
  SELECT n.nspname AS schema, c.relname AS name, l.pid, l.granted,
         extract(epoch FROM clock_timestamp() - a.xact_start)::int AS seconds
    FROM pg_locks l
    JOIN pg_class c ON c.oid = l.relation
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_stat_activity a ON a.pid = l.pid
   WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_backend_pid()
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
   ORDER BY 5 DESC NULLS LAST, 1, 2`

const RELATIONS = `
  SELECT n.nspname AS schema, c.relname AS name, pg_get_userbyid(c.relowner) AS owner,
         CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind,
         c.relrowsecurity AS "rowSecurity"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
   ORDER BY 1, 2`

/** Since PostgreSQL 19, pg_read_all_data is for large objects as well. */
const LARGE_OBJECTS = `
  SELECT count(*)::int AS "largeObjects",
         (count(*) FILTER (WHERE NOT pg_has_role(m.lomowner, 'USAGE') AND NOT EXISTS (
           SELECT FROM aclexplode(m.lomacl) a
            WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_has_role(a.grantee, 'USAGE')))
           AND NOT (current_setting('server_version_num')::int >= 190000 AND EXISTS (
             SELECT FROM pg_roles r WHERE r.rolname = 'pg_read_all_data' AND pg_has_role(r.oid, 'USAGE')))))::int
           AS "unreadableLargeObjects"
    FROM pg_largeobject_metadata m`

/**
 * What may keep pg_dump from reading, besides what `probeServer` says, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
export async function findDumpBlockers(connection: Connection, signal: AbortSignal): Promise<DumpBlockers> {
  return inSession(connection, { signal }, async session => {
    const locks = await session.rows<Omit<HinderingLock, 'seconds'> & { seconds: number | null }>(LOCKS)
    const [large] =
      await session.rows<Pick<DumpBlockers, 'largeObjects' | 'unreadableLargeObjects'>>(LARGE_OBJECTS)
    return {
      locks: locks.map(lock => ({ ...lock, seconds: lock.seconds ?? undefined })),
      relations: await session.rows<DumpedRelation>(RELATIONS),
      largeObjects: large?.largeObjects ?? 0,
      unreadableLargeObjects: large?.unreadableLargeObjects ?? 0,
    }
  })
}
