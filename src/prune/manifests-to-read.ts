import { nameOfGroup, type RetentionGroup, successorOf } from '../catalog/group.ts'
import type { Verdict } from '../retention/plan-retention.ts'
import { isPrimary, isRetainable, type StoredBackup } from '../retention/stored-backup.ts'

/**
 * The groups in which something is to go, each with all of its backups, and those that stand in for legacy backups that
 * are to go.
 * @param others groups that something else goes for
 */
export function touchedGroups(
  verdicts: readonly Verdict[],
  others: readonly RetentionGroup[] = [],
): Verdict[][] {
  const losing = verdicts.filter(({ verdict }) => verdict === 'remove').map(({ backup }) => backup)
  const successors = losing.flatMap(({ group, legacy }) => (legacy ? (successorOf(group) ?? []) : []))
  const touched = new Set([...losing.map(({ group }) => group), ...successors, ...others].map(nameOfGroup))
  const groups = Map.groupBy(verdicts, ({ backup: { group } }) => nameOfGroup(group))
  return [...groups].flatMap(([name, group]) => (touched.has(name) ? [group] : []))
}

/**
 * Whose manifests are read in any case. Of each group of `touchedGroups`, what others go for: its newest, the newest that a
 * drill proved, and those that have places of keep rules. And all that is to go: it may be the only backup of a choice of
 * schemas, tables or exclusions, which its name does not say.
 */
export function manifestsToRead(
  verdicts: readonly Verdict[],
  others: readonly RetentionGroup[] = [],
): StoredBackup[] {
  return touchedGroups(verdicts, others).flatMap(group => {
    const proven = group.map(({ backup }) => backup).filter(each => isRetainable(each) && isPrimary(each))
    const drilled = (['proven', 'partly proven'] as const).map(how =>
      proven.find(each => each.drilled === how),
    )
    const deciding = group.filter(each => each.hasPlace || each.verdict === 'remove')
    return [...new Set([proven[0], ...drilled, ...deciding.map(({ backup }) => backup)])].filter(
      each => each !== undefined,
    )
  })
}

/**
 * Those whose verdict says that they count: of every group its newest, and those with places of keep rules. Whether a
 * drill refuted them has to be known even if nothing goes for them.
 */
export function claimants(verdicts: readonly Verdict[]): StoredBackup[] {
  const newest = new Map<string, StoredBackup>()
  for (const { backup } of verdicts) {
    const name = nameOfGroup(backup.group)
    if (isRetainable(backup) && isPrimary(backup) && !newest.has(name)) newest.set(name, backup)
  }
  const placed = verdicts.filter(({ hasPlace }) => hasPlace).map(({ backup }) => backup)
  return [...new Set([...newest.values(), ...placed])]
}
