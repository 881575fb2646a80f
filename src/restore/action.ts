import { readFile } from 'node:fs/promises'
import { type ActionContext, clientProvider } from '../action/context.ts'
import { explainFailure } from '../action/failure.ts'
import { inputError } from '../action/inputs/problem.ts'
import type { ConnectionInputs, EncryptionChoice } from '../action/inputs/shared.ts'
import { openDecryption, openEncryption } from '../action/open-encryption.ts'
import { mapOutputs } from '../action/outputs.ts'
import { inDestination } from '../action/post/post.ts'
import type { ActionReporter } from '../action/reporter.ts'
import { rootCertificatePath } from '../action/root-certificate-path.ts'
import { openDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import type { Wanted } from '../catalog/choose.ts'
import { sinceWhen } from '../catalog/since.ts'
import { BackupError, type Explanation, messageOf } from '../core/errors.ts'
import type { EncryptionRecord } from '../encryption/encryption.ts'
import { type Resolution, resolveConnection } from '../postgres/connection/resolve.ts'
import { secretsOf } from '../postgres/connection/secrets.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import { withTargetLocked } from '../postgres/target/lock-target.ts'
import { probeTarget } from '../postgres/target/probe-target.ts'
import { SCHEMAS_OF_ROWS } from '../presets/preset.ts'
import type { ObjectStore } from '../storage/store.ts'
import { describeState, reasonsToFail } from './failure-reasons.ts'
import { RESTORE_WORDS } from './failure-words.ts'
import { RESTORE_INPUTS } from './input-table.ts'
import { type PartInput, type RestoreInputs, readRestoreInputs } from './inputs.ts'
import { restoreNotice } from './notice.ts'
import { RESTORE_OUTPUTS } from './outputs.ts'
import type { RestoreSelection } from './plan/restore-choices.ts'
import { parseUseList } from './plan/use-list.ts'
import type { RestoreReport } from './report.ts'
import type { RestoreDeps, RestoreRequest } from './request.ts'
import { restore } from './restore.ts'
import type { Whereabouts } from './summary/rollback.ts'
import { restoreSummary } from './summary/summary.ts'

interface Restored {
  readonly report: RestoreReport
  readonly where: Whereabouts
}

/** The restore action. */
export const RESTORE = defineVerb<Restored>(
  {
    verb: 'restore',
    inputs: RESTORE_INPUTS,
    failure: RESTORE_WORDS,
    done: 'The backup is restored',
    cleanedUp: 'every child process was ended, and the summary says in which state the target is',
    run,
    outputs: mapOutputs(RESTORE_OUTPUTS, ({ report }) => report),
    summary: ({ report, where }) => restoreSummary(report, reasonsToFail(report).map(explained), where),
    conclude({ report }, reporter) {
      for (const reason of reasonsToFail(report)) fail(reason, report, reporter)
    },
    notice: ({ report }) => restoreNotice(report, process.env),
  },
  // What a pre-restore backup left unfinished is taken back.
  env => ({ storeOf: inDestination(readRestoreInputs(env)) }),
)

async function run(context: ActionContext): Promise<Restored> {
  const { inputs, request } = await readRestoreRequest(context)
  const { parts, store, close } = await createRestoreDeps(inputs, context)
  try {
    const report = await restore(request, parts)
    return {
      report: { ...report, warnings: [...inputs.warnings, ...report.warnings] },
      where: {
        location: store.location,
        url: key => store.url(key),
        endpoint: inputs.s3.endpoint,
        openCommand: file => parts.encryptLike(report.manifest.encryption).openCommand(file),
      },
    }
  } finally {
    close()
  }
}

function explained(reason: unknown): Explanation {
  return explainFailure(reason, process.env)
}

/** What ended a restore is reported together with what that means for the target. */
function fail(reason: unknown, report: RestoreReport, reporter: ActionReporter): void {
  const { failure } = report
  if (failure?.errors.includes(reason) && reason instanceof BackupError) {
    const { kind, code, message, hint } = reason
    const explanation = { kind, code, message: `${message} ${describeState(failure.target, report)}`, hint }
    reporter.fail(new BackupError(explanation, reason.cause))
  } else {
    reporter.fail(reason)
  }
}

/**
 * What the user asked for, read once, with the files that inputs name. Everything that is odd but no reason to stop is reported
 * here.
 * @throws BackupError `input-invalid` with every problem of every input
 */
async function readRestoreRequest({ mask, reporter, runner, scratch }: ActionContext): Promise<{
  readonly inputs: RestoreInputs
  readonly request: RestoreRequest
}> {
  const resolve = (connection: ConnectionInputs): Resolution =>
    resolveConnection({
      databaseUrl: connection.databaseUrl,
      sslmode: connection.sslmode,
      sslRootCert: rootCertificatePath(connection, scratch),
      stallTimeoutMs: connection.stallTimeoutMs,
      env: runner.env,
    })
  const inputs = readRestoreInputs(runner.env, connection => {
    const resolution = resolve(connection)
    return resolution.ok
      ? []
      : resolution.problems.map(({ input, message }) => ({
          input: ofTarget(input),
          message: ofTarget(message),
        }))
  })
  const resolution = resolve(inputs.connection)
  if (!resolution.ok) throw new Error('a connection that was accepted is refused')
  const { connection } = resolution
  mask(secretsOf(connection))
  for (const notice of resolution.notices) reporter.notice(ofTarget(notice))
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { postRestoreSql: path } = inputs
  const request: RestoreRequest = {
    wanted: wantedOf(inputs),
    connection,
    choices: { ...inputs.choices, selection: await selectionOf(inputs.part) },
    load: inputs.load,
    dryRun: inputs.dryRun,
    preRestoreBackup: inputs.preRestoreBackup,
    postRestoreSql: path === undefined ? undefined : await readText('post-restore-sql', path),
    analyze: inputs.analyze,
    run: runner.run,
  }
  return { inputs, request }
}

/** The connection is resolved in the words of backup, whose input has another name. */
function ofTarget(text: string): string {
  return text.replaceAll('database-url', 'target-url')
}

function wantedOf({ backupClass, before, from, series }: RestoreInputs): Wanted {
  if (from.kind === 'key') return from
  return { kind: 'newest', series, backupClass, before: before && sinceWhen(before, new Date()) }
}

async function selectionOf(part: PartInput): Promise<RestoreSelection> {
  if (part.kind !== 'list file') return part
  const list = parseUseList(await readText('use-list', part.path))
  if (!list.ok) throw inputError([{ input: 'use-list', message: `${part.path}: ${list.problem}` }])
  return { kind: 'list', ids: list.value }
}

async function readText(input: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const message = `the file ${path} cannot be read (${messageOf(error)}); write a path relative to the workspace, and check it out first`
    throw inputError([{ input, message }])
  }
}

interface WiredRestore {
  readonly parts: RestoreDeps
  readonly store: ObjectStore
  close(): void
}

/** Joins the adapters that restore reads the backup with, and writes the pre-restore backup with. */
async function createRestoreDeps(inputs: RestoreInputs, context: ActionContext): Promise<WiredRestore> {
  const { controller, journal, reporter, runner, scratch } = context
  const { env } = runner
  const store = await openDestination(
    inputs.destination,
    inputs.s3,
    trace => journal.record({ kind: 'upload', store: 'destination', trace }),
    line => reporter.info(line),
  )
  const programs = { journal, scratch, searchPath: env['PATH'] ?? '' }
  return {
    store,
    parts: {
      store,
      decryption: openDecryption(inputs.keys, programs),
      encryptLike: record => openEncryption(encryptionLike(record, inputs.keys.passphrase), programs),
      journal,
      reporter,
      env,
      scratch,
      now: () => new Date(),
      probe: (connection, signal) => probeServer(connection, { signal }),
      probeTarget: (connection, signal) =>
        probeTarget(connection, { managedSchemas: SCHEMAS_OF_ROWS, signal }),
      exclusively: (connection, work) =>
        withTargetLocked(connection, { reporter, signal: controller.signal }, work),
      provideClient: clientProvider(inputs.repository, context),
      controller,
    },
    close: () => store.close(),
  }
}

/** As the backup was sealed that is being restored: anyone who opens that one opens the copy of the target too. */
export function encryptionLike(record: EncryptionRecord, passphrase: string | undefined): EncryptionChoice {
  switch (record.method) {
    case 'none':
      return { kind: 'none' }
    case 'age':
      return { kind: 'age', recipients: record.to }
    case 'age-passphrase':
    case 'gpg-passphrase':
      if (passphrase === undefined) throw new Error('opened without the passphrase that it is sealed with')
      return { kind: record.method, passphrase }
  }
}
