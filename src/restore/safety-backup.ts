import { setTimeout as pause } from 'node:timers/promises'
import { type Backup, backUp } from '../backup/backup.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { seriesOf } from '../catalog/names.ts'
import { BackupError } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import type { Selection } from '../postgres/dump-choices.ts'
import type { TargetFacts } from '../postgres/target/target-facts.ts'
import { withoutManaged } from '../presets/preset.ts'
import { isSource } from './plan/is-source.ts'
import type { PreparedRestore } from './prepare.ts'
import type { PreRestore } from './report.ts'
import type { RestoreDeps, RestoreRequest } from './request.ts'

const EVERYTHING: Selection = {
  tables: [],
  excludeTables: [],
  schemas: [],
  excludeSchemas: [],
  excludeTableData: [],
}

/**
 * Backs the target up whole, as class pre-restore, sealed as the backup that is about to replace it.
 * @throws BackupError `pre-restore-backup-failed`: nothing was changed then
 */
export async function backUpTarget(
  { choices, run }: RestoreRequest,
  { connection, manifest, target }: Pick<PreparedRestore, 'connection' | 'manifest' | 'target'>,
  parts: RestoreDeps,
): Promise<PreRestore> {
  const { reporter, store } = parts
  reporter.info(`Backing up ${target.database} first, as the way back`)
  const make = (): Promise<Backup> =>
    withOwnController(parts.controller.signal, controller =>
      backUp(
        {
          connection,
          series: preRestoreSeries(manifest, target),
          backupClass: 'pre-restore',
          mode: 'full',
          format: 'custom',
          compression: { kind: 'auto' },
          selection: choices.preset ? withoutManaged(EVERYTHING, choices.preset) : EVERYTHING,
          noOwner: false,
          noAcl: false,
          globals: false,
          lockTimeoutMs: undefined,
          clientMajor: 'auto',
          // A target may hold one view and no table; what is empty is not backed up at all.
          minimums: { bytes: 1, tables: 0, expectTables: [] },
          failOn: [],
          run,
        },
        {
          ...parts,
          shelves: [{ name: 'destination', store }],
          encryption: parts.encryptLike(manifest.encryption),
          controller,
        },
      ),
    )
  try {
    const backup = await make().catch(retryInAnotherSecond(make, parts))
    return { kind: 'made', ...backup }
  } catch (error) {
    if (!(error instanceof BackupError) || error.kind === 'cancelled') throw error
    throw preRestoreFailed(target.database, error)
  }
}

/** A backup that fails stops all of its parts by its controller: the restore must be able to go on after that. */
async function withOwnController<T>(
  outer: AbortSignal,
  work: (controller: AbortController) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const stop = (): void => controller.abort(outer.reason)
  outer.addEventListener('abort', stop, { once: true })
  if (outer.aborted) stop()
  try {
    return await work(controller)
  } finally {
    outer.removeEventListener('abort', stop)
  }
}

/** A key holds the second in which a backup begins: another restore into the same target may have taken it. */
function retryInAnotherSecond(
  make: () => Promise<Backup>,
  { controller }: RestoreDeps,
): (error: unknown) => Promise<Backup> {
  return async error => {
    if (!(error instanceof BackupError) || error.code !== 'storage-key-exists') throw error
    await pause(1_000, undefined, { signal: controller.signal })
    return await make()
  }
}

/**
 * The target's own name, never the series of the backup that is restored: a copy of staging has no business among
 * production's. Where both databases have one name, as all of Supabase's have, the target's series is distinguished.
 */
export function preRestoreSeries(manifest: Manifest, target: TargetFacts): string {
  const series = seriesOf(target.database)
  return series === manifest.series && isSource(manifest, target) !== 'yes' ? `${series}-target` : series
}

function preRestoreFailed(database: string, cause: BackupError): BackupError {
  return new BackupError(
    {
      kind: 'refusal',
      code: 'pre-restore-backup-failed',
      message: sentence(
        `The restore was not begun and nothing was changed, since ${database} could not be backed up first: ${cause.message}`,
      ),
      hint: `${cause.hint} Or write pre-restore-backup: false, where what ${database} holds may be lost.`,
    },
    cause,
  )
}
