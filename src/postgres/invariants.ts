import type { Broken } from '../backup/drill/findings.ts'
import type { Connection } from './connection/connection.ts'
import {
  behindQuery,
  describeBehind,
  type Position,
  SEQUENCES_QUERY,
  type UsedSequence,
} from './invariants/sequences.ts'
import { DISABLED_KEYS_QUERY, INVALID_INDEXES_QUERY } from './invariants/states.ts'
import { ASKING_PATIENTLY } from './probe/beginning.ts'
import { inSession } from './probe/in-session.ts'
import type { Session } from './probe/session.ts'

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
