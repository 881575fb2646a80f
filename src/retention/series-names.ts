import { closest } from '../core/closest.ts'
import { BackupError, defineError } from '../core/errors.ts'
import type { Policy } from './policy.ts'

/** The series that the policy has rules for and the store has no backup of: their rules do nothing. */
export function seriesWithoutBackups(policy: Policy, stored: readonly string[]): string[] {
  return [...policy.series.keys()].filter(name => !stored.includes(name))
}

const POLICY_SERIES_UNKNOWN = defineError({
  topic: 'pruning',
  code: 'policy-series-unknown',
  kind: 'refusal',
  meaning:
    'The policy has rules for a series that has no backup, and whose name is nearly that of one that has: the rules would do nothing, and the other series would be pruned by rules that were not meant for it.',
  fix: 'Correct the name in the policy, or write rules for both series.',
})

/**
 * A series' name that is only nearly one that the store has is a slip, and the longer time that was written for it would
 * not be kept: nothing may be removed by such a policy.
 * @param stored the series that the store has backups of
 * @throws BackupError `policy-series-unknown`
 */
export function requireKnownSeries(policy: Policy, stored: readonly string[]): void {
  const unnamed = stored.filter(name => !policy.series.has(name))
  for (const name of seriesWithoutBackups(policy, stored)) {
    const meant = closest(name, unnamed)
    if (meant === undefined) continue
    throw new BackupError({
      ...POLICY_SERIES_UNKNOWN,
      message: `The policy has rules for the series ${name}, of which there is no backup, and none for ${meant}, of which there are some: nothing was removed.`,
      hint: `Correct the name in the policy, or write rules for ${meant} too.`,
    })
  }
}
