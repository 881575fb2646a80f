import { type ActionContext, clientProvider } from '../action/context.ts'
import { openEncryption } from '../action/open-encryption.ts'
import { openStore } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import { evaluateBackup } from '../anomaly/evaluate-backup.ts'
import { reasonsToFail } from '../anomaly/evaluation.ts'
import { CHECKSUM_SUFFIX } from '../catalog/names.ts'
import { messageOf } from '../core/errors.ts'
import { openCommand } from '../encryption/open-command.ts'
import { lockOfBackup, withAdvisoryLock } from '../postgres/advisory-lock.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import type { ObjectStore } from '../storage/store.ts'
import { type Backup, backUp } from './backup.ts'
import { BACKUP_WORDS } from './failure-words.ts'
import { BACKUP_INPUTS } from './input-table.ts'
import { type BackupInputs, readBackupInputs } from './inputs.ts'
import { expireLocalCopies } from './local-copies.ts'
import { backupNotice } from './notice.ts'
import { BACKUP_OUTPUTS } from './outputs.ts'
import type { BackupReport } from './report.ts'
import type { BackupDeps } from './request.ts'
import { type Reused, reuseBackup } from './reuse/reuse.ts'
import { backupSummary } from './summary/summary.ts'
import type { NamedStore } from './transaction.ts'

/** The backup action. */
export const BACKUP = defineVerb({
  verb: 'backup',
  inputs: BACKUP_INPUTS,
  failure: BACKUP_WORDS,
  done: 'The backup is stored',
  cleanedUp: 'the unfinished upload was aborted and every child process ended; nothing was stored',
  read: readBackupInputs,
  run,
  failureOutputs: true,
  outputs: BACKUP_OUTPUTS,
  summary: backupSummary,
  conclude: (report, reporter) => reporter.failFor(reasonsToFail(report.evaluation)),
  notice: backupNotice,
})

async function run(inputs: BackupInputs, context: ActionContext): Promise<BackupReport> {
  const { request } = inputs
  const { destination, localCopy, parts, close } = await createBackupDeps(inputs, context)
  try {
    const reuseOrMake = (): Promise<Backed> => backedUp(inputs, parts)
    const { advisoryLock: lock } = inputs
    // Around both: anyone who waits for another backup may then do with that one.
    const { backup, reuse } = lock
      ? await withAdvisoryLock(
          request.connection,
          lockOfBackup(lock, request.lockTimeoutMs ?? 0),
          { signal: context.controller.signal, reporter: context.reporter },
          reuseOrMake,
        )
      : await reuseOrMake()
    const { manifest, manifestKey } = backup
    const removed = localCopy ? await expire(localCopy, manifest.series, context) : []
    const evaluating = { store: destination, reporter: context.reporter, signal: context.controller.signal }
    const evaluation = await evaluateBackup(manifest, inputs.anomalies, evaluating)
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
      openCommand: file => openCommand(manifest.encryption.method, file),
      localCopy: localCopy && {
        path: localCopy.store.url(manifest.key),
        keepDays: localCopy.keepDays,
        removed,
      },
      evaluation,
      warnings: inputs.warnings,
    }
  } finally {
    close()
  }
}

type Backed = Pick<BackupReport, 'reuse'> & { readonly backup: Backup }

async function backedUp(
  { anomalies, request, reuseWithinMs: withinMs }: BackupInputs,
  parts: BackupDeps,
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
  { controller, reporter }: ActionContext,
): Promise<string[]> {
  try {
    return await expireLocalCopies(store, { series, keepDays, now: new Date(), signal: controller.signal })
  } catch (error) {
    reporter.warning(`Old local copies were not removed: ${messageOf(error)}`)
    return []
  }
}

interface WiredBackup {
  readonly parts: BackupDeps
  readonly destination: ObjectStore
  readonly localCopy: { readonly store: ObjectStore; readonly keepDays: number } | undefined
  close(): void
}

/** Joins the adapters that the inputs ask for: the one place where all of them meet. */
async function createBackupDeps(inputs: BackupInputs, context: ActionContext): Promise<WiredBackup> {
  const { controller, journal, reporter, runner } = context
  const { env } = runner
  const destination = await openStore('destination', inputs, journal, line => reporter.info(line))
  const copy = await openStore('local-copy', inputs, journal)
  if (!destination) throw new Error('no destination')
  const copyShelves: NamedStore[] = copy ? [{ name: 'local-copy', store: copy }] : []
  return {
    destination,
    localCopy: copy && inputs.localCopy && { store: copy, keepDays: inputs.localCopy.keepDays },
    parts: {
      shelves: [
        {
          name: 'destination',
          store: destination,
          ...(inputs.s3.objectLock && { objectLock: inputs.s3.objectLock }),
        },
        ...copyShelves,
      ],
      encryption: openEncryption(inputs.encryption, inputs.s3, context),
      journal,
      reporter,
      env,
      now: () => new Date(),
      probe: (connection, signal) => probeServer(connection, { signal }),
      provideClient: clientProvider(inputs.repository, context),
      controller,
    },
    close: () => {
      destination.close()
      copy?.close()
    },
  }
}
