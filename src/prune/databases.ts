import { areTwoDatabases, describeSource } from '../catalog/same-database.ts'
import type { Verdict } from '../retention/plan-retention.ts'
import type { StoredBackup } from '../retention/stored-backup.ts'
import type { Source } from './classify.ts'

/**
 * The databases that backups are of, by names for people, each with the keys of its backups. A database is known by its
 * newest backup; one that moved within its address, or was renamed in its cluster, is the same.
 */
export function databasesOf(
  backups: readonly StoredBackup[],
  sources: ReadonlyMap<string, Source>,
): ReadonlyMap<string, readonly string[]> {
  const found: { readonly source: Source; readonly keys: string[] }[] = []
  for (const { key } of backups.toSorted(newestFirst)) {
    const source = sources.get(key)
    if (!source) continue
    const known = found.find(each => !areTwoDatabases(each.source, source))
    if (known) known.keys.push(key)
    else found.push({ source, keys: [key] })
  }
  return new Map(found.map(({ keys, source }, index) => [nameOf(source, index), keys]))
}

/** Two clusters may have one address, one after the other or through tunnels: a number distinguishes them. */
function nameOf(source: Source, index: number): string {
  return index === 0 ? describeSource(source) : `${describeSource(source)} (${index + 1})`
}

function newestFirst(one: StoredBackup, other: StoredBackup): number {
  return other.startedAt.getTime() - one.startedAt.getTime() || (one.key < other.key ? -1 : 1)
}

/** A warning for each series that has backups of several databases. */
export function sharedSeries(verdicts: readonly Verdict[]): string[] {
  const bySeries = Map.groupBy(verdicts, ({ backup }) => backup.group.series)
  return [...bySeries].flatMap(([series, all]) => {
    const databases = [...new Set(all.flatMap(({ backup }) => backup.group.database ?? []))]
    if (databases.length < 2) return []
    return [
      `The series ${series} has backups of ${databases.length} databases (${databases.join('; ')}). Each is kept by itself; write a series of its own for each, so that restores know which is meant`,
    ]
  })
}
