import { archivedSeries } from '../catalog/archive-key.ts'
import type { BackupClass } from '../catalog/backup-class.ts'
import { whatOf } from '../catalog/contents.ts'
import { groupOf, type RetentionGroup } from '../catalog/group.ts'
import { isOwnLayout } from '../catalog/layout.ts'
import { legacyName } from '../catalog/legacy/legacy-name.ts'
import type { LegacyPattern } from '../catalog/legacy/legacy-pattern.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { isPlainKey } from '../catalog/plain-key.ts'
import type { ListedBackup } from '../catalog/stored-backups.ts'
import { timeInName } from '../catalog/time-in-name.ts'
import { storedLate } from '../retention/clock.ts'
import type { Policy } from '../retention/policy.ts'
import type { StoredBackup } from '../retention/stored-backup.ts'

/** What a listing's objects are taken for. */
export type Classified =
  | { readonly kind: 'backup'; readonly backup: StoredBackup }
  /** It has a manifest, and a name that has no time: the manifest has to. */
  | { readonly kind: 'unnamed' }
  /** It has no manifest, and is where only we put things. */
  | { readonly kind: 'orphan' }
  /** None of our business. */
  | { readonly kind: 'strange' }

/** The group of archived copies, which are kept as monthly backups are, no matter which class they were made with. */
const ARCHIVED = 'archived'
/** Classes that the folder says. */
const FOLDERS = ['pre-deploy', 'pre-restore'] as const

/** Says what the objects of one base name are, by their keys alone. */
export function classify(listed: ListedBackup, { legacy }: Policy): Classified {
  const { key, manifestBytes } = listed
  if (!isPlainKey(key)) return { kind: 'strange' }
  if (manifestBytes !== undefined) {
    const startedAt = timeInName(key)
    return startedAt ? { kind: 'backup', backup: namedBackup(listed, startedAt) } : { kind: 'unnamed' }
  }
  const backup = legacyBackup(listed, legacy?.patterns ?? [])
  if (backup) return { kind: 'backup', backup }
  return { kind: isOwnLayout(key) ? 'orphan' : 'strange' }
}

/**
 * What our names call roles or records (`cluster_….globals.sql`, `export_….users.json`) may be all that somebody has: where
 * no dump is beside it, it is the backup. One with other things beside it has another ending, and is stood in for by none
 * without them. A checksum file alone is no backup.
 */
function legacyBackup(listed: ListedBackup, patterns: readonly LegacyPattern[]): StoredBackup | undefined {
  const { companions, dumpBytes, key } = listed
  const beside = companions.toSorted()
  const [head = key, ...others] = dumpBytes === undefined ? beside : [key, ...beside]
  const old = legacyName(head, patterns)
  if (!old) return undefined
  const { group, legacyKind, startedAt } = old
  const endings = others.map(each => legacyName(each, patterns)?.group.ending ?? '')
  const ending = [group.ending, ...endings].join('')
  const bytes = dumpBytes ?? (beside.length > 0 ? listed.bytes : 0)
  return { ...blank(listed), group: { ...group, ending }, startedAt, bytes, legacy: true, legacyKind }
}

function namedBackup(listed: ListedBackup, startedAt: Date): StoredBackup {
  const { dumpBytes, key } = listed
  const series = archivedSeries(key)
  const [, folder] = key.split('/')
  return {
    ...blank(listed),
    group: series === undefined ? groupOf(key) : { series, what: ARCHIVED },
    backupClass: series === undefined ? FOLDERS.find(each => each === folder) : 'monthly',
    startedAt,
    // Copies are made late, and named as what they are of.
    storedLate: series === undefined ? storedLate(startedAt, listed.storedMs) : undefined,
    complete: dumpBytes !== undefined,
  }
}

function blank({ bytes, key }: ListedBackup): Omit<StoredBackup, 'group' | 'startedAt'> {
  return {
    key,
    bytes,
    backupClass: undefined,
    complete: false,
    legacy: false,
    storedLate: undefined,
    drilled: undefined,
    failedDrill: false,
    locked: undefined,
  }
}

export function isArchived({ group }: StoredBackup): boolean {
  return group.what === ARCHIVED
}

/** What says one database from another. */
export type Source = Manifest['source']

/** Which part of a manifest retention asks for: little, since there may be many. */
export interface ManifestFacts {
  readonly key: string
  readonly backupClass: BackupClass
  readonly startedAt: Date
  readonly group: RetentionGroup
  readonly storedBytes: number
  readonly source: Source
}

export function factsOfManifest(manifest: Manifest): ManifestFacts {
  const { class: backupClass, key, series, source, startedAt, stored } = manifest
  return {
    key,
    backupClass,
    startedAt: new Date(startedAt),
    storedBytes: stored.bytes,
    source,
    group: { series, what: whatOf(manifest) },
  }
}

/** The backup, now that its manifest was read: a dump of another size than that is none. */
export function withFacts(
  backup: StoredBackup,
  { dumpBytes }: ListedBackup,
  facts: ManifestFacts,
): StoredBackup {
  const complete = dumpBytes === facts.storedBytes
  if (isArchived(backup)) return { ...backup, complete }
  return { ...backup, group: facts.group, backupClass: facts.backupClass, complete }
}

/** A backup whose name has no time. */
export function backupOfManifest(listed: ListedBackup, facts: ManifestFacts): StoredBackup {
  const { group, startedAt } = facts
  const late = storedLate(startedAt, listed.storedMs)
  return withFacts({ ...blank(listed), group, startedAt, storedLate: late }, listed, facts)
}
