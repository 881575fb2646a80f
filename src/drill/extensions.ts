import type { Manifest } from '../catalog/manifest.ts'
import { BackupError, defineError } from '../core/errors.ts'
import type { TocEntry } from '../postgres/toc/toc-entry.ts'
import type { DrilledExtension } from './record/findings.ts'

/** Comes with every database, and is never dumped. */
const BUILT_IN = 'plpgsql'

interface Version {
  readonly name: string
  readonly version: string
}

/** An extension that cannot be had, with the reason for people. */
export interface Missing {
  readonly name: string
  readonly why: string
}

/**
 * Names of the extensions that a backup creates: by its table of contents, or, before that was read, where the manifest
 * leaves no doubt. The manifest lists those of the database, and a dump of some schemas or tables has none of them.
 */
export function createdExtensions(manifest: Manifest, toc?: readonly TocEntry[]): string[] {
  if (toc) return toc.filter(({ kind }) => kind === 'EXTENSION').map(({ name }) => name)
  const { entries, extensions } = manifest.contents
  const names = extensions.map(({ name }) => name).filter(name => name !== BUILT_IN)
  return names.length === (entries['EXTENSION'] ?? 0) ? names : []
}

/** What became of each of them. @param installed in the restored database */
export function drilledExtensions(
  { contents }: Manifest,
  created: readonly string[],
  skipped: readonly string[],
  installed: readonly Version[],
): DrilledExtension[] {
  const versionOf = (all: readonly Version[], wanted: string): string =>
    all.find(({ name }) => name === wanted)?.version ?? ''
  return created.map(name => {
    const version = versionOf(contents.extensions, name)
    if (skipped.includes(name)) return { name, version, outcome: 'skipped' }
    return { name, version, restored: versionOf(installed, name), outcome: 'created' }
  })
}

/** A backup does not say which version of an extension it was made with to the server that creates it. */
export function ofOtherVersions(extensions: readonly DrilledExtension[]): string[] {
  return extensions.flatMap(({ name, restored, version }) =>
    restored === undefined || restored === version
      ? []
      : [`extension ${name}: version ${restored} in the drill, ${version} in the source`],
  )
}

/** Can be created in one database of a server only, which a scratch database beside others never is. */
const OF_ONE_DATABASE = new Set(['pg_cron'])

export function isOfOneDatabase(name: string): boolean {
  return OF_ONE_DATABASE.has(name)
}

const DRILL_EXTENSION_UNSUPPORTED = defineError({
  topic: 'drills',
  code: 'drill-extension-unsupported',
  kind: 'refusal',
  meaning:
    'The backup needs TimescaleDB, which takes steps of its own around a load (timescaledb_pre_restore, timescaledb_post_restore) that a drill does not know.',
  fix: 'Read such a backup with verify, and restore it by hand with these steps to prove it.',
})

/**
 * TimescaleDB's own steps before and after a load (timescaledb_pre_restore, timescaledb_post_restore) are none of ours, and
 * without them its catalog refuses rows.
 * @throws BackupError `drill-extension-unsupported`
 */
export function refuseUnsupported(created: readonly string[]): void {
  if (!created.includes('timescaledb')) return
  throw new BackupError({
    ...DRILL_EXTENSION_UNSUPPORTED,
    message:
      'The backup needs the extension timescaledb, which takes steps of its own around a load that a drill does not know.',
    hint: 'Read such a backup with verify, and restore it by hand with timescaledb_pre_restore() and timescaledb_post_restore() to prove it.',
  })
}

const DRILL_EXTENSIONS_MISSING = defineError({
  topic: 'drills',
  code: 'drill-extensions-missing',
  kind: 'environment',
  meaning: 'The backup needs extensions that the server lacks and that cannot be installed.',
  fix: 'Give a repository that has them as client-repository, or a server that has them as server-url, or write missing-extensions: skip to leave out what needs them as not verified (not for SQL text).',
})

/** @param where the server, for people */
export function extensionsMissing(
  missing: readonly Missing[],
  where: string,
  { canSkip }: { readonly canSkip: boolean },
): BackupError {
  const each = missing.map(({ name, why }) => `${name} (${why})`).join('; ')
  const skip = canSkip
    ? ', or write missing-extensions: skip to leave out what needs them as not verified'
    : ''
  return new BackupError({
    ...DRILL_EXTENSIONS_MISSING,
    message: `The backup needs extensions that ${where} does not have: ${each}.`,
    hint: `Give a repository that has them as client-repository, or a server that has them as server-url${skip}.`,
  })
}
