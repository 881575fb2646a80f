import { formatDuration } from '../../core/durations.ts'
import { formatSize } from '../../core/sizes.ts'
import { firstOf } from '../../core/words.ts'
import type { Estimate } from '../estimate.ts'
import { type Finding, fine, skipped, warned } from '../finding.ts'
import { SUBJECTS } from './subjects.ts'

/** The oldest major version that PostgreSQL's community maintains in November 2026. */
const OLDEST_MAINTAINED = 14

export function evaluateVersion({
  isInRecovery,
  major,
  unlogged,
  version,
}: {
  readonly version: string
  readonly major: number
  readonly isInRecovery: boolean
  /** Names of selected tables whose rows a standby does not have. */
  readonly unlogged: readonly string[]
}): Finding {
  if (unlogged.length > 0) {
    return warned(
      SUBJECTS.version,
      `PostgreSQL ${version}, a standby: it has no rows of unlogged tables, so that a backup leaves those of ${firstOf(unlogged, 5)} out; and it cancels a backup that holds its replay up.`,
      'Back up the primary, or make the tables logged (ALTER TABLE … SET LOGGED).',
    )
  }
  if (isInRecovery) {
    return warned(
      SUBJECTS.version,
      `PostgreSQL ${version}, a standby: it cancels a backup that holds its replay up.`,
      'Raise max_standby_streaming_delay there, set hot_standby_feedback, or back up the primary.',
    )
  }
  if (major < OLDEST_MAINTAINED) {
    return warned(
      SUBJECTS.version,
      `PostgreSQL ${version} gets no fixes any more.`,
      `Plan an upgrade: ${OLDEST_MAINTAINED} is the oldest that does.`,
    )
  }
  return fine(SUBJECTS.version, `PostgreSQL ${version}.`)
}

/** What it may take: an estimate, and said to be one. */
export function evaluateSize(estimate: Estimate | undefined): Finding {
  if (!estimate) return skipped(SUBJECTS.size, 'The role may not know how large the database is.')
  const { databaseBytes, egressBytes, fastestMs, slowMs, storedBytes } = estimate
  return fine(
    SUBJECTS.size,
    `${formatSize(databaseBytes)} on the server's disk. An estimate by docs/benchmarks.md: ${formatDuration(fastestMs)} to ${formatDuration(slowMs)}, at most ${formatSize(egressBytes)} out of the database's network, about ${formatSize(storedBytes)} stored.`,
  )
}
