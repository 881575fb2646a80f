import type { BackupClass } from '../choices.ts'
import { BackupError } from '../errors.ts'
import type { Manifest } from '../manifest.ts'

/** Which backup is meant. */
export type Wanted =
  | { readonly kind: 'key'; readonly key: string }
  | {
      readonly kind: 'newest'
      readonly series: string | undefined
      readonly backupClass: BackupClass | undefined
      /** Only what was finished before. */
      readonly before: Date | undefined
      /** Only what was begun then or later. */
      readonly since?: Date | undefined
    }

/** The manifests that are meant, the newest first. A key means exactly one; archived copies are meant by their keys only. */
export function matching(manifests: readonly Manifest[], wanted: Wanted): Manifest[] {
  const found = manifests.filter(manifest =>
    wanted.kind === 'key'
      ? manifest.key === wanted.key
      : !manifest.archived &&
        (wanted.series === undefined || manifest.series === wanted.series) &&
        (wanted.backupClass === undefined || manifest.class === wanted.backupClass) &&
        (wanted.since === undefined || Date.parse(manifest.startedAt) >= wanted.since.getTime()) &&
        (wanted.before === undefined || Date.parse(manifest.finishedAt) < wanted.before.getTime()),
  )
  return found.toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt))
}

/**
 * Those that "latest" may mean. What a restore kept of its target is meant only where its class is asked for, or its key: a
 * copy of staging must not become the latest of production, whose name it may share.
 */
export function withoutPreRestore(
  manifests: readonly Manifest[],
  wanted: BackupClass | undefined,
): readonly Manifest[] {
  return wanted === undefined ? manifests.filter(each => each.class !== 'pre-restore') : manifests
}

/**
 * The one backup that is meant: the newest of those that match.
 * @throws BackupError `backup-not-found`; `backup-ambiguous` where "newest" would choose among several databases
 */
export function choose(manifests: readonly Manifest[], wanted: Wanted, location: string): Manifest {
  const matches = matching(manifests, wanted)
  const found = wanted.kind === 'newest' ? withoutPreRestore(matches, wanted.backupClass) : matches
  const [newest] = found
  if (!newest) throw backupNotFound(describeWanted(wanted), location)
  const series = [...new Set(found.map(each => each.series))]
  if (wanted.kind === 'newest' && wanted.series === undefined && series.length > 1)
    throw ambiguous(series, location)
  return newest
}

/** `what` says which one was looked for. */
export function backupNotFound(what: string, location: string): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'backup-not-found',
    message: `There is no such backup in ${location}: ${what}.`,
    hint: 'Check from, series and class; only objects with a manifest are backups.',
  })
}

function ambiguous(series: readonly string[], location: string): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'backup-ambiguous',
    message: `${location} holds backups of several series, and none was named: ${series.toSorted().join(', ')}.`,
    hint: 'Name one with series.',
  })
}

/** For messages. */
export function describeWanted(wanted: Wanted): string {
  if (wanted.kind === 'key') return wanted.key
  return [
    'the latest',
    wanted.series && `of series ${wanted.series}`,
    wanted.backupClass && `of class ${wanted.backupClass}`,
    wanted.before && `before ${wanted.before.toISOString()}`,
  ]
    .filter(Boolean)
    .join(' ')
}
