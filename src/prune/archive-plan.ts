import { archiveKeyOf } from '../catalog/archive-key.ts'
import { mayBeWhole } from '../catalog/contents.ts'
import { isYounger } from '../retention/class-age.ts'
import { keptByRules } from '../retention/keep-rules.ts'
import { type Policy, rulesFor } from '../retention/policy.ts'
import { isPrimary, isRetainable, type StoredBackup } from '../retention/stored-backup.ts'
import { isArchived } from './classify.ts'

/**
 * The months of each series of which nothing is archived yet, each with its complete full backups, the first one first:
 * that is to be archived, or the next where it turns out not to be what its name says. A copy that a drill refuted archives
 * no month; what it was made of is not copied again. A month that the policy would not keep in the archive is left out, or
 * it would be archived again after each removal.
 */
export function monthsToArchive(
  backups: readonly StoredBackup[],
  policy: Policy,
  now: Date,
): StoredBackup[][] {
  const copies = backups.filter(isArchived)
  const archived = new Set(copies.filter(isRetainable).map(monthOf))
  const copied = new Set(copies.filter(({ complete }) => complete).map(({ key }) => key))
  const candidates = backups.filter(
    each =>
      mayBeWhole(each.group.what) &&
      isRetainable(each) &&
      isPrimary(each) &&
      !archived.has(monthOf(each)) &&
      isToBeCopied(each, copied),
  )
  const oldestFirst = candidates.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime())
  const months = [...Map.groupBy(oldestFirst, monthOf).values()]
  const wouldStay = keptInArchive(copies.filter(isRetainable), months, policy, now)
  return months.filter(([first]) => first && wouldStay(first))
}

/** Says whether a copy of the first of a month would stay: for its age, or for a place that a keep rule has for it. */
function keptInArchive(
  copies: readonly StoredBackup[],
  months: readonly StoredBackup[][],
  policy: Policy,
  now: Date,
): (first: StoredBackup) => boolean {
  const all = [...copies, ...months.flatMap(([first]) => first ?? [])]
  const newestFirst = all.toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime())
  const kept = [...Map.groupBy(newestFirst, ({ group }) => group.series)].flatMap(([series, some]) => [
    ...keptByRules(some, rulesFor(policy, series), now).keys(),
  ])
  const placed = new Set(kept)
  return first =>
    placed.has(first) || isYounger(first.startedAt, rulesFor(policy, first.group.series).classes.monthly, now)
}

function isToBeCopied({ key }: StoredBackup, copied: ReadonlySet<string>): boolean {
  const copy = archiveKeyOf(key)
  return copy !== undefined && !copied.has(copy)
}

/** The copies of those months in the archive: what became of one decides whether its month is archived. */
export function copiesOf(
  months: readonly StoredBackup[][],
  backups: readonly StoredBackup[],
): StoredBackup[] {
  const wanted = new Set(months.flat().map(monthOf))
  return backups.filter(each => isArchived(each) && wanted.has(monthOf(each)))
}

function monthOf({ group, startedAt }: StoredBackup): string {
  return `${group.series}/${startedAt.toISOString().slice(0, 7)}`
}
