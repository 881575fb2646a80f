import type { Verdict } from '../retention/plan-retention.ts'
import { counts, isOwn, type RetentionGroup, type StoredBackup } from '../retention/stored-backup.ts'

/** The groups in which something is to go, each with all of its backups. */
export function touchedGroups(verdicts: readonly Verdict[]): StoredBackup[][] {
  const groups = Map.groupBy(verdicts, ({ backup: { group } }) => nameOfGroup(group))
  return [...groups.values()]
    .filter(group => group.some(({ verdict }) => verdict === 'remove'))
    .map(group => group.map(({ backup }) => backup))
}

/**
 * What others are removed for: the newest backup of each group in which something is to go, and the newest that a drill
 * proved. That they are what their names say has to be known, not guessed: their manifests are read in any case.
 */
export function keystones(verdicts: readonly Verdict[]): StoredBackup[] {
  return touchedGroups(verdicts).flatMap(group => {
    const proven = group.filter(counts)
    const found = [proven[0], proven.find(isOwn), proven.find(({ drilled }) => drilled !== undefined)]
    return [...new Set(found)].filter(each => each !== undefined)
  })
}

/** The same for equal groups. */
export function nameOfGroup({ series, what }: RetentionGroup): string {
  return JSON.stringify([series, what])
}
