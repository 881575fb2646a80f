import { archiveKeyOf } from '../catalog/archive-key.ts'
import { isYounger } from '../retention/class-age.ts'
import { type Policy, rulesFor } from '../retention/policy.ts'
import { counts, isOwn, type StoredBackup } from '../retention/stored-backup.ts'
import { mayBeWhole } from './holding.ts'
import { isArchived } from './sighting.ts'

/**
 * The months of each series of which nothing is archived yet, each with its complete full backups, the first one first:
 * that is to be archived, or the next where it turns out not to be what its name says. A month that the policy would not
 * keep in the archive is left out, or it would be archived again after each removal.
 */
export function monthsToArchive(
  backups: readonly StoredBackup[],
  policy: Policy,
  now: Date,
): StoredBackup[][] {
  const archived = new Set(backups.filter(isArchived).map(monthOf))
  const candidates = backups.filter(
    each =>
      mayBeWhole(each.group.what) &&
      counts(each) &&
      isOwn(each) &&
      !archived.has(monthOf(each)) &&
      archiveKeyOf(each.key) !== undefined &&
      isYounger(each.startedAt, rulesFor(policy, each.group.series).classes.monthly, now),
  )
  const oldestFirst = candidates.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime())
  return [...Map.groupBy(oldestFirst, monthOf).values()]
}

function monthOf({ group, startedAt }: StoredBackup): string {
  return `${group.series}/${startedAt.toISOString().slice(0, 7)}`
}
