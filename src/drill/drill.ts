import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { checkKeys } from '../catalog/check-keys.ts'
import { chooseBackup } from '../catalog/choose-backup.ts'
import { type DrillRecord, serializeDrillRecord } from '../catalog/drill-record.ts'
import { drillRecordKey } from '../catalog/drill-record-key.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { cancellation } from '../core/cancellation.ts'
import { BackupError, defineError, type Explanation } from '../core/errors.ts'
import { explainScratch } from '../restore/load/scratch-file.ts'
import type { ObjectStore } from '../storage/store.ts'
import type { DrillResult } from './context.ts'
import { isFaultOfBackup } from './fault.ts'
import { type DrillPrograms, findPrograms } from './programs.ts'
import { composeDrillRecord } from './record/compose-record.ts'
import type { DrillFindings, Restoration } from './record/findings.ts'
import { stopwatch } from './record/stages.ts'
import { brokenInSource, reasonsToFail } from './record/verdict.ts'
import type { DrillDeps, DrillRequest, RunStage } from './request.ts'
import { drillBackup } from './restore.ts'

/** The runner keeps 10 warnings of a step. */
const MOST_WARNINGS = 5

export interface Drill {
  readonly findings: DrillFindings
  readonly record: DrillRecord
  /** Why the step fails, each with what to do; empty where it does not. */
  readonly reasons: readonly Explanation[]
  /** Undefined where none was wanted, or none could be written, which is a reason then. */
  readonly recordKey: string | undefined
}

/**
 * Restores a backup into a place of its own, compares it with its manifest, puts it to the checks, and writes down what
 * came of it. That the backup does not restore, or not in time, is an outcome, not an error; what keeps it from being
 * tried (no key, no server, no access, an extension that cannot be had) is thrown, and leaves no record.
 * @throws BackupError with the first cause
 */
export async function drill(request: DrillRequest, parts: DrillDeps): Promise<Drill> {
  try {
    return await chooseAndDrill(request, parts)
  } catch (error) {
    throw cancellation(parts.signal) ?? error
  }
}

async function chooseAndDrill(request: DrillRequest, parts: DrillDeps): Promise<Drill> {
  const { now, reporter } = parts
  const startedAt = now()
  const watch = stopwatch()
  const stage: RunStage = (name, title, body) => watch.time(name, () => reporter.group(title, body))
  const manifest = await reporter.group('Choose', () => chooseForDrill(request, parts))
  const programs = await stage('server', 'Find client and server', () =>
    findPrograms(manifest, request, parts),
  )
  const drilled = await restoreAndProve(manifest, programs, request, parts, stage)
  const findings: DrillFindings = {
    ...drilled,
    manifest,
    startedAt,
    budgets: request.budgets,
    server: { version: programs.host.version, kind: programs.host.kind },
    clientVersion: programs.client.version,
    finishedAt: now(),
    times: watch.times(),
    run: request.run,
  }
  return conclude(findings, request, parts)
}

/** The wrong key is what a team must hear of first. */
async function chooseForDrill({ wanted }: DrillRequest, parts: DrillDeps): Promise<Manifest> {
  const { reporter, signal, store } = parts
  const manifest = await chooseBackup(wanted, { store, signal, reporter })
  reporter.info(`Backup: ${store.url(manifest.key)}, begun ${manifest.startedAt}`)
  await checkKeys([manifest], parts)
  if (manifest.mode === 'data') throw rowsOnly(manifest)
  return manifest
}

async function restoreAndProve(
  manifest: Manifest,
  programs: DrillPrograms,
  request: DrillRequest,
  parts: DrillDeps,
  stage: RunStage,
): Promise<DrillResult & Pick<DrillFindings, 'left'>> {
  const folder = join(parts.scratch, 'drill')
  const file = join(folder, 'drill.dump')
  const left: Explanation[] = []
  const reportLeft = (problem: Explanation): void => void left.push(problem)
  try {
    await makeOpenFolder(folder)
    return { ...(await drillBackup({ manifest, programs, request, file, stage, reportLeft }, parts)), left }
  } catch (error) {
    parts.signal.throwIfAborted()
    if (!isFaultOfBackup(error)) throw error
    parts.reporter.info(`The backup could not be restored: ${error.message}`)
    const restoration: Restoration = { kind: 'failed', problem: error }
    return { restoration, extensions: [], jobs: request.jobs, left }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Open to the account that pg_restore runs under; the run's own folder above it is not, no matter who comes by that way. */
async function makeOpenFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
    await chmod(folder, 0o755)
  } catch (error) {
    throw explainScratch(error, folder)
  }
}

async function conclude(findings: DrillFindings, request: DrillRequest, parts: DrillDeps): Promise<Drill> {
  const { reporter, store } = parts
  const reasons = reasonsToFail(findings)
  for (const line of brokenInSource(findings.restoration).slice(0, MOST_WARNINGS))
    reporter.warning(`In the source database as well: ${line}`)
  const record = composeDrillRecord(findings, reasons)
  if (!request.record) return { findings, record, reasons, recordKey: undefined }
  try {
    const recordKey = await writeDrillRecord(record, parts)
    reporter.info(`Record: ${store.url(recordKey)}`)
    return { findings, record, reasons, recordKey }
  } catch (error) {
    parts.signal.throwIfAborted()
    if (!(error instanceof BackupError)) throw error
    // What was found out is reported all the same.
    const all = [...reasons, notRecorded(error)]
    return { findings, record: composeDrillRecord(findings, all), reasons: all, recordKey: undefined }
  }
}

const DRILL_NOT_RECORDED = defineError({
  topic: 'drills',
  code: 'drill-not-recorded',
  kind: 'storage',
  meaning: 'The drill is done, and its record could not be written beside the backup.',
  fix: 'Allow writing beside the backups, or write record: false.',
})

function notRecorded(error: BackupError): BackupError {
  return new BackupError(
    {
      ...DRILL_NOT_RECORDED,
      message: `The record of the drill could not be written (${error.message.replace(/\.$/, '')}).`,
    },
    error,
  )
}

const DRILL_ROWS_ONLY = defineError({
  topic: 'drills',
  code: 'drill-rows-only',
  kind: 'refusal',
  meaning:
    'The backup was taken with mode: data, and its rows restore into nothing but the tables that they come from.',
  fix: 'Drill a backup of mode: full, named with from or class; verify reads any backup.',
})

function rowsOnly({ key }: Manifest): BackupError {
  return new BackupError({
    ...DRILL_ROWS_ONLY,
    message: `${key} holds rows only, which restore into nothing but the tables that they come from.`,
  })
}

/** How many drills of one backup may end in the same second. */
const MOST_TRIES = 20

/**
 * Puts the record beside the backup's manifest; an earlier one is never overwritten. Returns its key.
 * @throws BackupError the store's own
 */
async function writeDrillRecord(
  record: DrillRecord,
  { store, signal }: { readonly store: ObjectStore; readonly signal: AbortSignal },
): Promise<string> {
  const body = Buffer.from(serializeDrillRecord(record))
  const finished = Date.parse(record.finishedAt)
  for (let second = 0; ; second++) {
    // Where another drill of this second was first, the next second is the name; the record has the time itself.
    const key = drillRecordKey(record.key, new Date(finished + second * 1000))
    try {
      await store.put(key, body, signal)
      return key
    } catch (error) {
      const taken = error instanceof BackupError && error.code === 'storage-key-exists'
      if (!taken || second === MOST_TRIES) throw error
    }
  }
}
