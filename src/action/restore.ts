import { describeState, reasonsToFail } from '../backup/restore/reasons-to-fail.ts'
import type { RestoreReport } from '../backup/restore/restore-report.ts'
import { BackupError, type Explanation } from '../core/errors.ts'
import { restore } from '../operations/restore.ts'
import { explainFailure } from './failure.ts'
import { RESTORE_INPUTS } from './inputs/restore-table.ts'
import { withoutSecrets } from './mask.ts'
import { restoreNotice } from './notices/restore.ts'
import { setOutputs } from './outputs.ts'
import { readRestoreRequest } from './read-restore-request.ts'
import type { ActionReporter } from './reporter.ts'
import { RESTORE_OUTPUTS } from './restore-outputs.ts'
import { runStep, type StepPlan } from './step.ts'
import { RESTORE_WORDS } from './summary/failure-summary.ts'
import { restoreSummary } from './summary/restore-summary.ts'
import { writeSummary } from './summary/summary.ts'
import type { Whereabouts } from './summary/way-back.ts'
import { wireRestore } from './wire-restore.ts'
import type { Wiring } from './wiring.ts'

interface Restored {
  readonly report: RestoreReport
  readonly where: Whereabouts
}

const RESTORE: StepPlan<Restored> = {
  verb: 'restore',
  inputs: RESTORE_INPUTS,
  failure: RESTORE_WORDS,
  done: 'The backup is restored',
  cleanedUp: 'every child process was ended, and the summary says in which state the target is',
  run,
  async tell({ report, where }, secrets, reporter) {
    const reasons = reasonsToFail(report)
    const explanations = reasons.map(reason => cleaned(explainFailure(reason, process.env), secrets))
    setOutputs(RESTORE_OUTPUTS, {
      ...report,
      refusals: report.refusals.map(each => cleaned(each, secrets)),
    })
    await writeSummary(restoreSummary(report, explanations, where), secrets)
    for (const reason of reasons) fail(reason, report, reporter)
  },
  notice: ({ report }) => restoreNotice(report, process.env),
}

/** The main step of the restore action. */
export async function restoreMain(env: NodeJS.ProcessEnv): Promise<void> {
  await runStep(RESTORE, env)
}

async function run(wiring: Wiring): Promise<Restored> {
  const { inputs, request } = await readRestoreRequest(wiring)
  const { parts, store, close } = wireRestore(inputs, wiring)
  try {
    const report = await restore(request, parts)
    return {
      report: { ...report, warnings: [...inputs.warnings, ...report.warnings] },
      where: {
        location: store.location,
        url: key => store.url(key),
        endpoint: inputs.s3.endpoint,
        openCommand: file => parts.sealLike(report.manifest.encryption).openCommand(file),
      },
    }
  } finally {
    close()
  }
}

/** What ended a restore is told together with what that means for the target. */
function fail(reason: unknown, report: RestoreReport, reporter: ActionReporter): void {
  const { failure } = report
  if (failure?.errors.includes(reason) && reason instanceof BackupError) {
    const { kind, code, message, hint } = reason
    const told = { kind, code, message: `${message} ${describeState(failure.target, report)}`, hint }
    reporter.fail(new BackupError(told, reason.cause))
  } else {
    reporter.fail(reason)
  }
}

function cleaned({ kind, code, message, hint }: Explanation, secrets: readonly string[]): Explanation {
  return { kind, code, message: withoutSecrets(message, secrets), hint: withoutSecrets(hint, secrets) }
}
