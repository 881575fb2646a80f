import { nameOfGroup } from '../retention/group.ts'
import type { Verdict } from '../retention/plan-retention.ts'
import { counts, isOwn, type StoredBackup } from '../retention/stored-backup.ts'

/** The groups in which something is to go, each with all of its backups. */
export function touchedGroups(verdicts: readonly Verdict[]): Verdict[][] {
  const groups = Map.groupBy(verdicts, ({ backup: { group } }) => nameOfGroup(group))
  return [...groups.values()].filter(group => group.some(({ verdict }) => verdict === 'remove'))
}

/**
 * Whose manifests are read in any case. Of each group in which something is to go, what the others go for: its newest, the
 * newest that a drill proved, and those that have places of keep rules. That they are what their names say has to be
 * known, not guessed. And what is of some tables before it goes: its name does not tell of which.
 */
export function keystones(verdicts: readonly Verdict[]): StoredBackup[] {
  return touchedGroups(verdicts).flatMap(group => {
    const proven = group.map(({ backup }) => backup).filter(counts)
    const newest = [proven[0], proven.find(isOwn), proven.find(({ drilled }) => drilled !== undefined)]
    const named = group.filter(each => each.hasPlace || (each.verdict === 'remove' && ofTables(each)))
    return [...new Set([...newest, ...named.map(({ backup }) => backup)])].filter(each => each !== undefined)
  })
}

function ofTables({ backup: { group } }: Verdict): boolean {
  return group.what.startsWith('tables ')
}
