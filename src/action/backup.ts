import { setOutput } from '@actions/core'
import { judgeBackup } from '../anomaly/judge-backup.ts'
import { reasonsToFail } from '../anomaly/judgement.ts'
import type { BackupReport } from '../backup/report.ts'
import { CHECKSUM_SUFFIX } from '../catalog/names.ts'
import { messageOf } from '../core/errors.ts'
import { type Backup, backUp } from '../operations/backup.ts'
import type { BackupParts, BackupRequest } from '../operations/backup-request.ts'
import { expireLocalCopies } from '../operations/expire-local-copies.ts'
import { type Reused, reuseBackup } from '../operations/reuse-backup.ts'
import { lockOfBackup, withAdvisoryLock } from '../postgres/advisory-lock.ts'
import { BACKUP_OUTPUTS } from './backup-outputs.ts'
import { failureLines } from './failure.ts'
import type { BackupInputs } from './inputs/backup-inputs.ts'
import { BACKUP_INPUTS } from './inputs/table.ts'
import { backupNotice } from './notices/backup.ts'
import { setOutputs } from './outputs.ts'
import { readRequest } from './read-request.ts'
import { runStep, type StepPlan } from './step.ts'
import { backupSummary } from './summary/backup-summary.ts'
import { BACKUP_WORDS } from './summary/failure-summary.ts'
import { writeSummary } from './summary/summary.ts'
import { type WiredBackup, wireBackup } from './wire-backup.ts'
import type { Wiring } from './wiring.ts'

const BACKUP: StepPlan<BackupReport> = {
  verb: 'backup',
  inputs: BACKUP_INPUTS,
  failure: BACKUP_WORDS,
  done: 'The backup is stored',
  cleanedUp: 'the unfinished upload was aborted and every child process ended; nothing was stored',
  run,
  failed(outputs) {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
  },
  async tell(report, secrets, reporter) {
    setOutputs(BACKUP_OUTPUTS, report)
    await writeSummary(backupSummary(report), secrets)
    for (const reason of reasonsToFail(report.judgement))
      for (const line of failureLines(reason)) reporter.failLine(line)
  },
  notice: backupNotice,
}

/** The main step of the backup action. */
export async function backupMain(env: NodeJS.ProcessEnv): Promise<void> {
  await runStep(BACKUP, env)
}

async function run(wiring: Wiring): Promise<BackupReport> {
  const { inputs, request } = readRequest(wiring)
  const { destination, localCopy, parts, close } = wireBackup(inputs, wiring)
  try {
    const reuseOrMake = (): Promise<Backed> => backedUp(request, inputs, parts)
    const { advisoryLock: lock } = inputs
    // Around both: whoever waits for another backup may then do with that one.
    const { backup, reuse } = lock
      ? await withAdvisoryLock(
          request.connection,
          lockOfBackup(lock, request.lockTimeoutMs ?? 0),
          { signal: wiring.controller.signal, reporter: wiring.reporter },
          reuseOrMake,
        )
      : await reuseOrMake()
    const { manifest, manifestKey } = backup
    const removed = localCopy ? await expire(localCopy, manifest.series, wiring) : []
    const judging = { store: destination, reporter: wiring.reporter, signal: wiring.controller.signal }
    const judgement = await judgeBackup(manifest, inputs.anomalies, judging)
    return {
      manifest,
      manifestKey,
      reuse,
      checksumKey: `${manifest.key}${CHECKSUM_SUFFIX}`,
      location: destination.location,
      url: key => destination.url(key),
      endpoint: inputs.s3.endpoint,
      storeEncryption:
        !reuse && inputs.destination.kind === 's3' && inputs.s3.sse?.kind !== 'none'
          ? inputs.s3.sse?.kind
          : undefined,
      openCommand: file => parts.encryption.openCommand(file),
      localCopy: localCopy && {
        path: localCopy.store.url(manifest.key),
        keepDays: localCopy.keepDays,
        removed,
      },
      judgement,
      warnings: inputs.warnings,
    }
  } finally {
    close()
  }
}

type Backed = Pick<BackupReport, 'reuse'> & { readonly backup: Backup }

async function backedUp(
  request: BackupRequest,
  { anomalies, reuseWithinMs: withinMs }: Pick<BackupInputs, 'anomalies' | 'reuseWithinMs'>,
  parts: BackupParts,
): Promise<Backed> {
  const reused: Reused | undefined =
    withinMs === undefined
      ? undefined
      : await reuseBackup(request, withinMs, parts, anomalies?.thresholds.percent)
  return reused ?? { backup: await backUp(request, parts), reuse: undefined }
}

/** Old copies that can't be removed are no reason to call a stored backup a failure. */
async function expire(
  { store, keepDays }: NonNullable<WiredBackup['localCopy']>,
  series: string,
  { controller, reporter }: Wiring,
): Promise<string[]> {
  try {
    return await expireLocalCopies(store, { series, keepDays, now: new Date(), signal: controller.signal })
  } catch (error) {
    reporter.warning(`Old local copies were not removed: ${messageOf(error)}`)
    return []
  }
}
