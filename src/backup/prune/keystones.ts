import { TOLD_BY_FOLDER } from '../retention/class-age.ts'
import { nameOfGroup, successorOf } from '../retention/group.ts'
import type { Verdict } from '../retention/plan-retention.ts'
import { counts, isOwn, type RetentionGroup, type StoredBackup } from '../retention/stored-backup.ts'

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
 * drill proved, and those that have places of keep rules. That they are what their names say has to be known, not guessed.
 * And what is of some tables before it goes: its name does not tell of which. Of others that go by their names, the newest
 * and the oldest of each folder that tells a class, and of all others: whoever backs up a choice of schemas did so last or
 * first.
 */
export function keystones(
  verdicts: readonly Verdict[],
  others: readonly RetentionGroup[] = [],
): StoredBackup[] {
  return touchedGroups(verdicts, others).flatMap(group => {
    const proven = group.map(({ backup }) => backup).filter(counts)
    const drilled = (['proven', 'partly proven'] as const).map(how =>
      proven.find(each => each.drilled === how),
    )
    const newest = [proven[0], proven.find(isOwn), ...drilled]
    const named = group.filter(each => each.hasPlace || (each.verdict === 'remove' && ofTables(each)))
    const ends = endsOfClasses(group.filter(({ verdict }) => verdict === 'remove'))
    return [...new Set([...newest, ...[...named, ...ends].map(({ backup }) => backup)])].filter(
      each => each !== undefined,
    )
  })
}

/** By what the folder tells: a class that only a manifest does would make the next one the first of those unread. */
function endsOfClasses(going: readonly Verdict[]): Verdict[] {
  const classes = Map.groupBy(going, ({ backup: { backupClass } }) =>
    backupClass !== undefined && TOLD_BY_FOLDER.includes(backupClass) ? backupClass : 'other',
  )
  return [...classes.values()].flatMap(each => [each.at(0), each.at(-1)]).filter(each => each !== undefined)
}

function ofTables({ backup: { group } }: Verdict): boolean {
  return group.what.startsWith('tables ')
}
