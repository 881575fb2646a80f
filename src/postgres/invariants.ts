import type { Connection } from './connection/connection.ts'
import {
  behindQuery,
  describeBehind,
  type Position,
  SEQUENCES_QUERY,
  type UsedSequence,
} from './invariants/sequences.ts'
import { DISABLED_KEYS_QUERY, INVALID_INDEXES_QUERY, NOT_VALIDATED_QUERY } from './invariants/states.ts'
import { ASKING_PATIENTLY } from './probe/beginning.ts'
import { inSession } from './probe/in-session.ts'
import type { Session } from './probe/session.ts'

export interface InvariantOptions {
  readonly signal: AbortSignal
  /**
   * Whether the definitions are the backup's: compared and found equal, or loaded without an error where another major words
   * them otherwise. What a dump itself says, that a constraint is NOT VALID and that a partition has no part in an index, is
   * then as it was in the source, and no damage.
   */
  readonly definitionsEqual: boolean
}

/** As long as it takes: an index on a large table is quick, a table without one is only read when it is small. */
const beginning = ASKING_PATIENTLY

/**
 * What does not hold in a database though it was loaded, a line each that names the object: sequences that would give
 * values which their column already has, indexes that are not valid, constraints that were never validated, foreign keys
 * that are switched off. Looks at what the role may read only.
 * Throws BackupError with what keeps us from the server, or the signal's reason.
 */
export async function findBroken(
  connection: Connection,
  { signal, definitionsEqual }: InvariantOptions,
): Promise<string[]> {
  return await inSession(connection, { signal, beginning }, async session => [
    ...(await sequencesBehind(session)),
    ...(await lines(session, INVALID_INDEXES_QUERY(definitionsEqual))),
    ...(definitionsEqual ? [] : await lines(session, NOT_VALIDATED_QUERY)),
    ...(await lines(session, DISABLED_KEYS_QUERY)),
  ])
}

async function lines(session: Session, query: string): Promise<string[]> {
  return (await session.rows<{ words: string }>(query)).map(({ words }) => words)
}

async function sequencesBehind(session: Session): Promise<string[]> {
  const broken: string[] = []
  for (const used of await session.rows<UsedSequence>(SEQUENCES_QUERY)) {
    const [position] = await session.rows<Position>(behindQuery(used))
    if (position?.behind) broken.push(describeBehind(used, position))
  }
  return broken
}
