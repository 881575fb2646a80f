import { mkdtempSync, rmdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setOutput } from '@actions/core'
import { CANCELLED } from '../core/cancellation.ts'
import type { CleanupJournal } from '../core/cleanup-journal.ts'
import { BackupError } from '../core/errors.ts'
import { SCRATCH_UNUSABLE } from '../core/scratch-errors.ts'
import type { NoticeContent, NoticeVerb } from '../notify/notice.ts'
import { markOwner } from '../stream/owner.ts'
import type { ActionContext } from './context.ts'
import { explainFailure } from './failure.ts'
import { type FailureOutputs, failureOutputs } from './failure-outputs.ts'
import type { InputNotes } from './inputs/checked-reading.ts'
import type { InputSource } from './inputs/connection.ts'
import { maskAlso, maskSecrets, type SecretTable } from './mask.ts'
import { failureNotice } from './notify/failure-notice.ts'
import { openNotifier } from './notify/notifier.ts'
import { readNotifyInputs } from './notify/notify-inputs.ts'
import { type Outputs, setOutputs } from './outputs.ts'
import { stateJournal } from './post/state-journal.ts'
import { type ActionReporter, actionReporter } from './reporter.ts'
import { readRunner } from './runner.ts'
import { isFileFailure, resultsNotWritten } from './runner-files.ts'
import { PREFIX } from './scratch.ts'
import type { FailureWords } from './summary/failure-summary.ts'
import { writeFailureSummary, writeSummary } from './summary/summary.ts'
import { sweepLost } from './sweep-lost.ts'

/** The main step of a sub-action. */
export interface StepPlan<Inputs extends InputNotes, Report> {
  readonly verb: NoticeVerb
  /** Its inputs, for their secrets. */
  readonly inputs: SecretTable
  readonly failure: FailureWords
  /** What is done once `run` has ended well, as a sentence without its full stop. */
  readonly done: string
  /** What a user reads about the clean-up when the run is cancelled, without the full stop. */
  readonly cleanedUp: string
  /** Before anything else. */
  readonly prepare?: () => void
  /**
   * Reads the inputs, once.
   * @throws BackupError `input-invalid` with every problem of every input
   */
  read(source: InputSource): Inputs
  /** Does what they ask for. What they have to say is in the log by then. */
  run(inputs: Inputs, context: ActionContext): Promise<Report>
  /** Whether a run that failed has outputs too, which say why. */
  readonly failureOutputs?: true
  /** What later steps are given. */
  readonly outputs: Outputs<Report>
  /** The job summary, in Markdown; undefined where there is nothing to show. */
  readonly summary?: (report: Report) => string | undefined
  /** Says in the log what came of it, and fails the step if that is so: after outputs and summary are written. */
  readonly conclude?: (report: Report, reporter: ActionReporter) => void
  /**
   * The same for those who are notified, in a few words; secrets are taken out of it afterwards. Missing where another step
   * of the same run says them.
   */
  readonly notice?: (report: Report) => NoticeContent
}

/** The failure is in the log by now: a full disk must not hide it. */
function setFailureOutputs(outputs: FailureOutputs): void {
  try {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
  } catch (error) {
    if (!isFileFailure(error)) throw error
  }
}

/** Apart from the run itself: no matter what goes wrong here, it is done. */
async function publish<Report>(
  { conclude, outputs, summary }: Pick<StepPlan<never, Report>, 'conclude' | 'outputs' | 'summary'>,
  report: Report,
  secrets: readonly string[],
  reporter: ActionReporter,
): Promise<void> {
  setOutputs(outputs, report, secrets)
  const markdown = summary?.(report)
  if (markdown !== undefined) await writeSummary(markdown, secrets)
  conclude?.(report, reporter)
}

/** Masks, runs, publishes, notifies. A failure fails the step, unless it is one to notify. */
export async function runStep<Inputs extends InputNotes, Report>(
  plan: StepPlan<Inputs, Report>,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  plan.prepare?.()
  // Grows when the connection is known: its password may come from a password file.
  const secrets = [...maskSecrets(env, plan.inputs)]
  const reporter = actionReporter(secrets, env)
  const controller = new AbortController()
  abortOnSignals(controller, plan.cleanedUp)
  const notify = readNotifyInputs(plan.verb, env)
  const notifier = plan.notice
    ? openNotifier({ inputs: notify, env, secrets, reporter, cancelled: controller.signal })
    : undefined
  notifier?.begin()
  const runner = readRunner(env)
  const journal = stateJournal()
  let scratch: Scratch | undefined
  let ended: { readonly report: Report } | { readonly failure: unknown }
  try {
    scratch = openScratch(runner.temp, journal)
    await sweepLost(runner.temp, reporter)
    const inputs = plan.read({ env, scratch: scratch.path })
    secrets.push(...maskAlso(inputs.secrets))
    for (const notice of inputs.notices) reporter.notice(notice)
    for (const warning of inputs.warnings) reporter.warning(warning)
    const report = await plan.run(inputs, { controller, journal, reporter, runner, scratch: scratch.path })
    ended = { report }
  } catch (error) {
    ended = { failure: error }
    reporter.fail(error)
    await writeFailureSummary(error, secrets, plan.failure, env)
    if (plan.failureOutputs) setFailureOutputs(failureOutputs(explainFailure(error, env), secrets))
  } finally {
    await scratch?.remove()
  }
  if ('report' in ended) {
    try {
      await publish(plan, ended.report, secrets, reporter)
    } catch (error) {
      const failure = isFileFailure(error) ? resultsNotWritten(plan.done, error) : error
      reporter.fail(failure)
      const words = { ...plan.failure, title: plan.done, afterwards: `${plan.done}.` }
      await writeFailureSummary(failure, secrets, words, env)
      ended = { failure }
    }
  }
  const { notice } = plan
  if (!notifier || !notice) return
  await notifier.notify(() =>
    'report' in ended
      ? notice(ended.report)
      : failureNotice(plan.verb, explainFailure(ended.failure, env), notify.subject),
  )
}

/** The runner sends SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Turns the runner's signals into one abort; further signals change nothing, the clean-up is under way.
 * @param cleanedUp what a user reads about that, without the full stop
 */
function abortOnSignals(controller: AbortController, cleanedUp: string): void {
  for (const name of SIGNALS) {
    process.on(name, () => controller.abort(cancelled(name, cleanedUp)))
  }
}

function cancelled(signal: string, cleanedUp: string): BackupError {
  return new BackupError({
    ...CANCELLED,
    message: `The run was cancelled (${signal}).`,
    hint: `Run it again when it may run to its end: ${cleanedUp}.`,
  })
}

/** A folder for one run's temporary files. */
interface Scratch {
  readonly path: string
  remove(): Promise<void>
}

/** Makes it in the runner's own temporary folder, and remembers it. */
export function openScratch(temp: string, journal: CleanupJournal): Scratch {
  const path = makeFolder(temp)
  const forget = recorded(path, journal)
  markOwner(path)
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true })
      forget()
    },
  }
}

function recorded(path: string, journal: CleanupJournal): () => void {
  try {
    return journal.record({ kind: 'directory', path })
  } catch (error) {
    rmdirSync(path)
    throw error
  }
}

function makeFolder(temp: string): string {
  try {
    return mkdtempSync(join(temp, PREFIX))
  } catch (cause) {
    throw new BackupError(
      {
        ...SCRATCH_UNUSABLE,
        message: `No folder for temporary files can be made in ${temp} (RUNNER_TEMP).`,
      },
      cause,
    )
  }
}
