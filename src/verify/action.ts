import { type ActionContext, clientProvider } from '../action/context.ts'
import { failureLines } from '../action/failure.ts'
import { openDecryption } from '../action/open-encryption.ts'
import type { ActionReporter } from '../action/reporter.ts'
import { openDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import { sinceWhen } from '../catalog/since.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import { VERIFY_WORDS } from './failure-words.ts'
import { VERIFY_INPUTS } from './input-table.ts'
import { readVerifyInputs, type VerifyInputs } from './inputs.ts'
import { verifyNotice } from './notice.ts'
import { VERIFY_OUTPUTS } from './outputs.ts'
import { reasonsToFail, type VerifyReport } from './report.ts'
import { verifySummary } from './summary.ts'
import { type VerifyBackupsDeps, verifyBackups } from './verify-backups.ts'

/** The runner keeps 10 annotations of a kind a step; one says how many more there are. */
const MOST_ANNOTATIONS = 9

/** The verify action. */
export const VERIFY = defineVerb<VerifyReport>({
  verb: 'verify',
  inputs: VERIFY_INPUTS,
  failure: VERIFY_WORDS,
  done: 'The backups were verified',
  cleanedUp: 'every child process was ended; verify only reads',
  run,
  outputs: VERIFY_OUTPUTS,
  summary: verifySummary,
  conclude: annotate,
  notice: verifyNotice,
})

async function run(context: ActionContext): Promise<VerifyReport> {
  const inputs = readVerifyInputs(context.runner.env)
  for (const warning of inputs.warnings) context.reporter.warning(warning)
  const { start, series, backupClass, since, sample, depth, parallel } = inputs
  const { parts, close } = await createVerifyDeps(inputs, context)
  try {
    const from = since && sinceWhen(since, parts.now())
    const range = { start, series, backupClass, since: from, sample }
    const report = await verifyBackups({ range, depth, parallel }, parts)
    return { ...report, warnings: inputs.warnings }
  } finally {
    close()
  }
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
  for (const line of within(lines(true))) reporter.failLine(line)
  for (const line of within(lines(false))) reporter.warning(line)
  const { orphans } = report
  if (orphans.length > 0) {
    const others = orphans.length > 1 ? ` and ${orphans.length - 1} more` : ''
    reporter.warning(`Of no backup, and older than a day: ${orphans[0]}${others}`)
  }
}

function within(lines: readonly string[]): string[] {
  const hidden = lines.length - MOST_ANNOTATIONS
  if (hidden <= 0) return [...lines]
  return [...lines.slice(0, MOST_ANNOTATIONS), `and ${hidden} more: see the job summary`]
}

interface WiredVerify {
  readonly parts: VerifyBackupsDeps
  close(): void
}

/** Joins the adapters that verify reads with. */
async function createVerifyDeps(inputs: VerifyInputs, context: ActionContext): Promise<WiredVerify> {
  const { controller, journal, reporter, runner, scratch } = context
  const { env } = runner
  const store = await openDestination(inputs.destination, inputs.s3, undefined, line => reporter.info(line))
  return {
    parts: {
      store,
      decryption: openDecryption(inputs.keys, { journal, scratch, searchPath: env['PATH'] ?? '' }),
      journal,
      reporter,
      env,
      now: () => new Date(),
      provideClient: eachOnce(clientProvider(inputs.repository, context)),
      signal: controller.signal,
    },
    close: () => store.close(),
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
