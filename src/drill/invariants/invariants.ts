import type { Connection } from '../../postgres/connection/connection.ts'
import { ASKING_PATIENTLY } from '../../postgres/probe/beginning.ts'
import { inSession } from '../../postgres/probe/in-session.ts'
import type { Session } from '../../postgres/probe/session.ts'
import type { Broken } from '../record/findings.ts'
import {
  behindQuery,
  describeBehind,
  type Position,
  SEQUENCES_QUERY,
  type UsedSequence,
} from './sequences.ts'

/** As long as it takes: an index on a large table is quick, a table without one is only read when it is small. */
const beginning = ASKING_PATIENTLY

/**
 * What does not hold in a database though it was loaded, a line each that names the object: sequences that would give
 * values which their column already has, indexes that are not valid, foreign keys that are switched off. Not what a dump
 * itself says, such as a constraint that is NOT VALID: that is as it was in the source, or a definition that differs.
 * Looks at what the role may read only.
 * Throws BackupError with what keeps us from the server, or the signal's reason.
 */
export async function findBroken(
  connection: Connection,
  { signal }: { readonly signal: AbortSignal },
): Promise<Broken[]> {
  return await inSession(connection, { signal, beginning }, async session => [
    ...(await sequencesBehind(session)),
    ...(await lines(session, INVALID_INDEXES_QUERY)),
    ...(await lines(session, DISABLED_KEYS_QUERY)),
  ])
}

async function lines(session: Session, query: string): Promise<Broken[]> {
  return (await session.rows<{ words: string }>(query)).map(({ words }) => ({ line: words }))
}

async function sequencesBehind(session: Session): Promise<Broken[]> {
  const broken: Broken[] = []
  for (const used of await session.rows<UsedSequence>(SEQUENCES_QUERY)) {
    const [position] = await session.rows<Position>(behindQuery(used))
    if (!position?.behind) continue
    broken.push({
      line: describeBehind(used, position),
      by: { sequence: used.sequence, tables: used.tables },
    })
  }
  return broken
}

const ORDINARY = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`

/** An index over partitions is not valid until each of them has its part: what a dump itself says, and so no damage. */
const INVALID_INDEXES_QUERY = `
  SELECT format('index %I.%I of table %I is not %s', n.nspname, x.relname, t.relname,
                CASE WHEN NOT i.indisready THEN 'ready' ELSE 'valid' END) AS words
    FROM pg_index i
    JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = x.relnamespace
    JOIN pg_class t ON t.oid = i.indrelid
   WHERE NOT (i.indisvalid AND i.indisready) AND ${ORDINARY} AND x.relkind <> 'I'
   ORDER BY 1`

/** The server checks a foreign key by triggers of its own, which DISABLE TRIGGER ALL switches off, and no dump says. */
const DISABLED_KEYS_QUERY = `
  SELECT DISTINCT format('foreign key %I of %I.%I is switched off', c.conname, n.nspname, t.relname) AS words
    FROM pg_trigger g JOIN pg_constraint c ON c.oid = g.tgconstraint AND c.contype = 'f'
    JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
   WHERE g.tgisinternal AND g.tgenabled = 'D' AND ${ORDINARY}
   ORDER BY 1`
