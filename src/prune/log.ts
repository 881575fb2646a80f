import { setImmediate } from 'node:timers/promises'
import { formatAge } from '../core/ages.ts'
import type { Explanation } from '../core/errors.ts'
import type { Reporter } from '../core/reporter.ts'
import { formatSize } from '../core/sizes.ts'
import type { Verdict } from '../retention/plan-retention.ts'
import type { StoredBackup } from '../retention/stored-backup.ts'
import { isArchived } from './classify.ts'
import type { Listing } from './listing.ts'
import type { Disposition, PrunedBackup, Swept } from './prune-report.ts'
import type { Removals } from './remove.ts'

/** Up to so many, the log has a line for each backup that is kept too. */
const MOST_KEPT = 200
const LINES_AT_ONCE = 500

/** Writes down every backup that is to go, and by which rule; of those that are kept, the rules at least. */
export async function logPlan(verdicts: readonly Verdict[], now: Date, reporter: Reporter): Promise<void> {
  const kept = verdicts.filter(({ verdict }) => verdict === 'keep')
  const shown = kept.length > MOST_KEPT ? verdicts.filter(({ verdict }) => verdict === 'remove') : verdicts
  for (const [index, { backup, rule, verdict }] of shown.entries()) {
    // Lines wait in memory until the process has a moment to write them.
    if (index % LINES_AT_ONCE === 0) await setImmediate()
    const age = formatAge(Math.max(0, now.getTime() - backup.startedAt.getTime()))
    reporter.info(
      `${verdict === 'keep' ? 'keep  ' : 'remove'} ${backup.key}, ${age} old, ${formatSize(backup.bytes)}: ${rule}`,
    )
  }
  if (kept.length > MOST_KEPT)
    for (const [rule, some] of Map.groupBy(kept, each => each.rule))
      reporter.info(`keep   ${some.length}: ${rule}`)
  reporter.info(`${kept.length} kept, ${verdicts.length - kept.length} to be removed`)
}

/** Each backup and what became of it; without `removals` nothing was removed. */
export function prunedBackups(
  verdicts: readonly Verdict[],
  { listed }: Listing,
  removals: Removals | undefined,
): PrunedBackup[] {
  return verdicts.map(verdict => {
    const { backup } = verdict
    const { bytes, group, key, startedAt } = backup
    return {
      key,
      startedAt,
      bytes: backup.legacy ? (listed.get(key)?.bytes ?? bytes) : bytes,
      series: group.series,
      what: group.what,
      backupClass: classOf(backup),
      disposition: dispositionOf(verdict, removals),
    }
  })
}

function dispositionOf({ backup, rule, verdict }: Verdict, removals: Removals | undefined): Disposition {
  if (verdict === 'keep') return { kind: backup.locked === undefined ? 'kept' : 'locked', rule }
  if (!removals) return { kind: 'planned', rule }
  const { dispositions, stopped } = removals
  return (
    dispositions.get(backup.key) ??
    (stopped ? { kind: 'failed', rule, problem: stopped } : { kind: 'removed', rule })
  )
}

function classOf(backup: StoredBackup): PrunedBackup['backupClass'] {
  if (backup.legacy) return 'legacy'
  return isArchived(backup) ? 'archived' : backup.backupClass
}

/** Why the step fails, each once: the same refusal of a thousand objects is one reason. */
export function reasonsToFail(
  backups: readonly PrunedBackup[],
  { leftovers, problem }: Swept,
  removals: Removals | undefined,
): Explanation[] {
  const dispositions = [...backups, ...leftovers].map(({ disposition }) => disposition)
  const failed = dispositions.flatMap(disposition =>
    disposition.kind === 'failed' ? [disposition.problem] : [],
  )
  const all = [removals?.stopped, ...failed, problem].filter(each => each !== undefined)
  return [...new Map(all.map(each => [each.code, each])).values()]
}
