import { shownAnnotations } from '../action/annotations.ts'
import { type ActionContext, clientProvider } from '../action/context.ts'
import { failureLines } from '../action/failure.ts'
import { openDecryption } from '../action/open-encryption.ts'
import type { ActionReporter } from '../action/reporter.ts'
import { withDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import { STALL_TIMEOUT_MS } from '../stream/silence.ts'
import { VERIFY_WORDS } from './failure-words.ts'
import { VERIFY_INPUTS } from './input-table.ts'
import { readVerifyInputs, type VerifyInputs } from './inputs.ts'
import { verifyNotice } from './notice.ts'
import { VERIFY_OUTPUTS } from './outputs.ts'
import { reasonsToFail, type VerifyReport } from './report.ts'
import { verifySummary } from './summary.ts'
import { verifyBackups } from './verify-backups.ts'

/** The verify action. */
export const VERIFY = defineVerb({
  verb: 'verify',
  inputs: VERIFY_INPUTS,
  failure: VERIFY_WORDS,
  done: 'The backups were verified',
  cleanedUp: 'every child process was ended; verify only reads',
  read: readVerifyInputs,
  run,
  outputs: VERIFY_OUTPUTS,
  summary: verifySummary,
  conclude: annotate,
  notice: verifyNotice,
})

async function run(inputs: VerifyInputs, context: ActionContext): Promise<VerifyReport> {
  const { controller, journal, reporter, runner } = context
  const { env } = runner
  return await withDestination(inputs, 'to read', context, async store => {
    const report = await verifyBackups(inputs.request, {
      store,
      decryption: openDecryption(inputs.keys, inputs.s3, context),
      stallTimeoutMs: inputs.s3.stallTimeoutMs ?? STALL_TIMEOUT_MS,
      journal,
      reporter,
      env,
      now: () => new Date(),
      provideClient: eachOnce(clientProvider(inputs.repository, context)),
      signal: controller.signal,
    })
    return { ...report, warnings: inputs.warnings }
  })
}

/** Fails the step where there is a reason; what else is not as it should be is a warning. */
function annotate(report: VerifyReport, reporter: ActionReporter): void {
  const reasons = new Set(reasonsToFail(report))
  const lines = (failing: boolean): string[] =>
    report.verifications
      .filter(each => each.problem && reasons.has(each) === failing)
      .flatMap(({ key, outcome, problem }) =>
        problem ? failureLines(problem).map(line => `${key}: ${outcome}: ${line}`) : [],
      )
  for (const line of shownAnnotations(lines(true))) reporter.failLine(line)
  for (const line of shownAnnotations(lines(false))) reporter.warning(line)
  const { orphans } = report
  if (orphans.length > 0) {
    const others = orphans.length > 1 ? ` and ${orphans.length - 1} more` : ''
    reporter.warning(`Of no backup, and older than a day: ${orphans[0]}${others}`)
  }
}

type Provide = (wanted: WantedVersion, signal: AbortSignal) => Promise<PostgresClient>

/** Several backups at once want the same client: it is looked for, and installed, once. */
function eachOnce(provide: Provide): Provide {
  const clients = new Map<number, Promise<PostgresClient>>()
  return (wanted, signal) => {
    const known = clients.get(wanted.major) ?? provide(wanted, signal)
    clients.set(wanted.major, known)
    return known
  }
}
