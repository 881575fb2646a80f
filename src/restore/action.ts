import { readFile } from 'node:fs/promises'
import { type ActionContext, clientProvider } from '../action/context.ts'
import { explainFailure } from '../action/failure.ts'
import { inputError } from '../action/inputs/problem.ts'
import type { EncryptionChoice } from '../action/inputs/shared.ts'
import { openDecryption, openEncryption } from '../action/open-encryption.ts'
import { mapOutputs } from '../action/outputs.ts'
import type { ActionReporter } from '../action/reporter.ts'
import { withDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import { BackupError, type Explanation, messageOf } from '../core/errors.ts'
import type { EncryptionRecord } from '../encryption/encryption.ts'
import { openCommand } from '../encryption/open-command.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import { withTargetLocked } from '../postgres/target/lock-target.ts'
import { probeTarget } from '../postgres/target/probe-target.ts'
import { SCHEMAS_OF_ROWS } from '../presets/preset.ts'
import { describeState, reasonsToFail } from './failure-reasons.ts'
import { RESTORE_WORDS } from './failure-words.ts'
import { RESTORE_INPUTS } from './input-table.ts'
import { type PartInput, type RestoreInputs, readRestoreInputs } from './inputs.ts'
import { restoreNotice } from './notice.ts'
import { RESTORE_OUTPUTS } from './outputs.ts'
import type { RestoreSelection } from './plan/restore-choices.ts'
import { parseUseList } from './plan/use-list.ts'
import type { RestoreReport } from './report.ts'
import type { RestoreRequest } from './request.ts'
import { restore } from './restore.ts'
import type { Whereabouts } from './summary/rollback.ts'
import { restoreSummary } from './summary/summary.ts'

interface Restored {
  readonly report: RestoreReport
  readonly where: Whereabouts
}

/** The restore action. */
export const RESTORE = defineVerb({
  verb: 'restore',
  inputs: RESTORE_INPUTS,
  failure: RESTORE_WORDS,
  done: 'The backup is restored',
  cleanedUp: 'every child process was ended, and the summary says in which state the target is',
  read: readRestoreInputs,
  run,
  outputs: mapOutputs(RESTORE_OUTPUTS, ({ report }: Restored) => report),
  summary: ({ report, where }) => restoreSummary(report, reasonsToFail(report).map(explained), where),
  conclude({ report }, reporter) {
    for (const reason of reasonsToFail(report)) fail(reason, report, reporter)
  },
  notice: ({ report }) => restoreNotice(report, process.env),
})

/** Reads the files that inputs name, then restores. */
async function run(inputs: RestoreInputs, context: ActionContext): Promise<Restored> {
  const { controller, journal, reporter, runner, scratch } = context
  const { env } = runner
  const { postRestoreSql: path } = inputs
  const request: RestoreRequest = {
    ...inputs.request,
    choices: { ...inputs.choices, selection: await selectionOf(inputs.part) },
    postRestoreSql: path === undefined ? undefined : await readText('post-restore-sql', path),
  }
  return await withDestination(inputs, 'to write', context, async store => {
    const report = await restore(request, {
      store,
      decryption: openDecryption(inputs.keys, inputs.s3, context),
      encryptLike: record =>
        openEncryption(encryptionLike(record, inputs.keys.passphrase), inputs.s3, context),
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
    })
    return {
      report: { ...report, warnings: [...inputs.warnings, ...report.warnings] },
      where: {
        location: store.location,
        url: key => store.url(key),
        endpoint: inputs.s3.endpoint,
        openCommand: file => openCommand(report.manifest.encryption.method, file),
      },
    }
  })
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

/** As the backup was sealed that is being restored: anyone who opens that one opens the copy of the target too. */
function encryptionLike(record: EncryptionRecord, passphrase: string | undefined): EncryptionChoice {
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
