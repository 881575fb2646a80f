import { BackupError } from '../core/errors.ts'
import type { Mode } from '../postgres/dump-choices.ts'
import type { BackupClass } from './backup-class.ts'
import { holdsAsMuch, whatOf } from './contents.ts'
import type { Manifest } from './manifest.ts'
import { areTwoDatabases, describeSource } from './same-database.ts'
import type { KeyStart } from './start.ts'

/** Which backup is meant. */
export type Wanted =
  | KeyStart
  | {
      readonly kind: 'newest'
      readonly series: string | undefined
      readonly backupClass: BackupClass | undefined
      /** Only what was finished before. */
      readonly before: Date | undefined
      /** Only what was begun then or later. */
      readonly since?: Date | undefined
      /** What it must have; a backup of mode full has all. Undefined: anything. */
      readonly mode?: Mode
      /** Whether one with all definitions and rows is meant, if there is any. */
      readonly prefersWhole?: true
    }

/** The same, of those that have what is asked for. A key means what it says. */
export function having(mode: Mode, wanted: Wanted): Wanted {
  return wanted.kind === 'newest' ? { ...wanted, mode } : wanted
}

/** The manifests that are meant, the newest first. A key means exactly one; archived copies are meant by their keys only. */
export function matching(manifests: readonly Manifest[], wanted: Wanted): Manifest[] {
  const found = manifests.filter(manifest =>
    wanted.kind === 'key'
      ? manifest.key === wanted.key
      : !manifest.archived &&
        (wanted.series === undefined || manifest.series === wanted.series) &&
        (wanted.backupClass === undefined || manifest.class === wanted.backupClass) &&
        (wanted.mode === undefined || manifest.mode === 'full' || manifest.mode === wanted.mode) &&
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
 * Those among which the newest is meant, the newest first. Where something is asked for, or a whole backup is preferred, one
 * of some tables only, however new it is, is meant only where there is no other; and where a whole one is preferred, one
 * that leaves out more than another only where neither has all that the other has.
 */
export function candidates(manifests: readonly Manifest[], wanted: Wanted): readonly Manifest[] {
  const found = eligible(manifests, wanted)
  return wanted.kind === 'newest' && wanted.prefersWhole ? widest(found) : found
}

/** The same, no matter what they leave out. */
function eligible(manifests: readonly Manifest[], wanted: Wanted): readonly Manifest[] {
  const matches = matching(manifests, wanted)
  if (wanted.kind === 'key') return matches
  const own = withoutPreRestore(matches, wanted.backupClass)
  if (wanted.mode === undefined && !wanted.prefersWhole) return own
  const whole = own.filter(
    ({ mode, options }) => options.tables.length === 0 && (!wanted.prefersWhole || mode === 'full'),
  )
  return whole.length === 0 ? own : whole
}

/**
 * The one backup that is meant: the newest of those that match and have what is asked for.
 * @throws BackupError `backup-not-found`; `backup-ambiguous` where "newest" would choose among several databases, or one
 * that leaves out what another has
 */
export function choose(manifests: readonly Manifest[], wanted: Wanted, location: string): Manifest {
  const found = candidates(manifests, wanted)
  const [newest] = found
  if (!newest) throw backupNotFound(describeWanted(wanted), location)
  if (wanted.kind === 'key') return newest
  const series = [...new Set(found.map(each => each.series))]
  if (wanted.series === undefined && series.length > 1) throw ambiguous(series, location)
  const elsewhere = eligible(manifests, wanted).find(({ source }) => areTwoDatabases(newest.source, source))
  if (elsewhere) throw ambiguousDatabases(newest, elsewhere)
  if (wanted.mode === undefined && !wanted.prefersWhole) return newest
  const more = firstOfEachChoice(found).find(other => !holds(newest, other, wanted.mode))
  if (more) throw ambiguousChoices(newest, more)
  return newest
}

/**
 * The newest that was passed over for one that was made before and holds more: who asks for the latest should hear of it.
 * Undefined where there is none, and for what was asked for by its key.
 */
export function skipped(
  manifests: readonly Manifest[],
  wanted: Wanted,
  chosen: Manifest,
): Manifest | undefined {
  if (wanted.kind === 'key') return undefined
  return withoutPreRestore(matching(manifests, wanted), wanted.backupClass).find(
    ({ mode, options, series, startedAt }) =>
      series === chosen.series &&
      mode === chosen.mode &&
      options.tables.length === 0 &&
      Date.parse(startedAt) > Date.parse(chosen.startedAt),
  )
}

/** Those of each series that have all that any other of it has; where none has, all of them. */
function widest(manifests: readonly Manifest[]): readonly Manifest[] {
  const choices = firstOfEachChoice(manifests)
  const meant = manifests.filter(each =>
    choices.every(other => other.series !== each.series || holdsAsMuch(each, other)),
  )
  const found = new Set(meant.map(({ series }) => series))
  return manifests.filter(each => !found.has(each.series) || meant.includes(each))
}

/** Many backups are made by few choices. */
function firstOfEachChoice(manifests: readonly Manifest[]): readonly Manifest[] {
  return [...Map.groupBy(manifests, each => JSON.stringify([each.series, whatOf(each)])).values()].flatMap(
    ([first]) => first ?? [],
  )
}

/** Of what is asked for: where that is definitions, nothing is lost without rows. */
function holds(one: Manifest, other: Manifest, mode: Mode | undefined): boolean {
  return mode === undefined ? holdsAsMuch(one, other) : holdsAsMuch({ ...one, mode }, { ...other, mode })
}

/** `what` says which one was looked for. */
export function backupNotFound(what: string, location: string): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'backup-not-found',
    message: `There is no such backup in ${location}: ${what}.`,
    hint: 'Check destination, from, series and class; only objects with a manifest are backups.',
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

function ambiguousDatabases(newest: Manifest, other: Manifest): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'backup-ambiguous',
    message: `The series ${newest.series} holds backups of several databases: the newest of ${describeSource(newest.source)} is ${newest.key}, that of ${describeSource(other.source)} is ${other.key}.`,
    hint: 'Write the key of the one that is meant into from, and let each database be backed up with a series of its own.',
  })
}

function ambiguousChoices(newest: Manifest, more: Manifest): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'backup-ambiguous',
    message: `The newest backup, ${newest.key}, does not hold all that another does: it holds ${whatOf(newest)}; the newest that holds ${whatOf(more)} is ${more.key}.`,
    hint: 'Write the key of the one that is meant into from; backups that are made by another choice are best given a series of their own.',
  })
}

/** For messages. */
export function describeWanted(wanted: Wanted): string {
  if (wanted.kind === 'key') return wanted.key
  return [
    'the latest',
    wanted.series && `of series ${wanted.series}`,
    wanted.backupClass && `of class ${wanted.backupClass}`,
    wanted.mode && HAVING[wanted.mode],
    wanted.before && `before ${wanted.before.toISOString()}`,
  ]
    .filter(Boolean)
    .join(' ')
}

const HAVING: Readonly<Record<Mode, string>> = {
  full: 'that has definitions and rows',
  schema: 'that has definitions',
  data: 'that has rows',
}
