import { archivedSeries } from '../catalog/archive-key.ts'
import type { BackupClass } from '../catalog/backup-class.ts'
import type { Catalog, UnreadableManifest } from '../catalog/catalog.ts'
import { backupNotFound, matching, withoutPreRestore } from '../catalog/choose.ts'
import type { Manifest } from '../catalog/manifest.ts'
import type { Start } from '../catalog/start.ts'
import { timeInName } from '../catalog/time-in-name.ts'
import { sampleOf } from './sample.ts'

/** Which backups of a catalog are meant. */
export interface Range {
  readonly start: Start
  readonly series: string | undefined
  readonly backupClass: BackupClass | undefined
  readonly since: Date | undefined
  /** Above 0, at most 1; undefined: all. */
  readonly sample: number | undefined
}

export interface Selected {
  /** The newest first. */
  readonly manifests: readonly Manifest[]
  readonly unreadable: readonly UnreadableManifest[]
  /** How many more matched, and were left out by `sample`. */
  readonly leftOut: number
}

/**
 * The backups that are meant. Of one whose manifest cannot be read, class and exact time are unknown: it counts wherever
 * it may be meant, since an altered manifest must not hide its backup.
 * @throws BackupError `backup-not-found`
 */
export function select(catalog: Catalog, range: Range, location: string): Selected {
  const { start, sample } = range
  const found = matching(
    catalog.manifests,
    start.kind === 'key' ? start : { ...range, kind: 'newest', before: undefined },
  )
  const meant = start.kind === 'latest' ? latestOfEach(withoutPreRestore(found, range.backupClass)) : found
  const manifests = sample === undefined ? meant : sampleOf(meant, sample)
  const unreadable = catalog.unreadable.filter(each => mayBeMeant(each, range, meant))
  if (manifests.length + unreadable.length === 0) throw backupNotFound(describe(range), location)
  return { manifests, unreadable, leftOut: meant.length - manifests.length }
}

function latestOfEach(newestFirst: readonly Manifest[]): Manifest[] {
  return [...Map.groupBy(newestFirst, ({ series }) => series).values()].flatMap(([newest]) => newest ?? [])
}

function mayBeMeant(
  { key }: UnreadableManifest,
  { backupClass, since, series, start }: Range,
  meant: readonly Manifest[],
): boolean {
  if (start.kind === 'key') return key === start.key
  if (archivedSeries(key) !== undefined) return false
  // A key begins with the series' folder.
  const own = key.slice(0, key.indexOf('/'))
  if (series !== undefined && series !== own) return false
  if (start.kind === 'latest' && backupClass === undefined && key.startsWith(`${own}/pre-restore/`))
    return false
  const time = timeInName(key)
  if (time === undefined) return true
  if (since !== undefined && time < since) return false
  const latest = meant.find(manifest => manifest.series === own)
  return start.kind === 'all' || !latest || time >= (timeInName(latest.key) ?? time)
}

/** For messages. */
function describe({ backupClass, since, series, start }: Range): string {
  if (start.kind === 'key') return start.key
  return [
    start.kind === 'all' ? 'any' : 'the latest',
    series && `of series ${series}`,
    backupClass && `of class ${backupClass}`,
    since && `since ${since.toISOString()}`,
  ]
    .filter(Boolean)
    .join(' ')
}
