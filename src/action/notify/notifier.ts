import { BackupError, messageOf } from '../../core/errors.ts'
import type { Channel } from '../../notify/channel.ts'
import type { Notice, NoticeContent } from '../../notify/notice.ts'
import { failureLines } from '../failure.ts'
import type { ActionReporter } from '../reporter.ts'
import { writeSummary } from '../summary/summary.ts'
import { composeNotice } from './compose.ts'
import { differsFromLast, keepAsLast } from './last-outcome.ts'
import type { NotifyInputs } from './notify-inputs.ts'
import { openChannels } from './open-channels.ts'
import { savePending } from './pending-notice.ts'

/** Who notify others of a run. Nothing that goes wrong with it fails the run. */
export interface Notifier {
  /** Says that the run has begun. Does not wait for anybody. */
  begin(): void
  /** Says what it came to; returns when all have been notified, or given up. Never rejects. */
  notify(content: () => NoticeContent): Promise<void>
}

export interface NotifierDeps {
  readonly inputs: NotifyInputs
  readonly env: NodeJS.ProcessEnv
  /** May grow. */
  readonly secrets: readonly string[]
  readonly reporter: ActionReporter
  /** Aborted when the run is cancelled. */
  readonly cancelled: AbortSignal
}

export function openNotifier(parts: NotifierDeps): Notifier {
  const { cancelled, env, inputs, reporter, secrets } = parts
  const channels = channelsFor(parts)
  const cancellationDeadline = runnerDeadline(cancelled)
  const startedAt = performance.now()
  let begun: Promise<unknown> = Promise.resolve()
  return {
    begin() {
      if (channels.length === 0) return warnOfNobody(parts)
      savePending({ channels: channels.map(({ name }) => name), content: undefined })
      begun = Promise.all(
        channels.flatMap(({ begin, name }) =>
          begin ? [attempt(() => begin(cancellationDeadline), name, reporter, cancellationDeadline)] : [],
        ),
      )
    },
    async notify(content) {
      if (channels.length === 0) return
      try {
        const notice = composeNotice(content(), inputs.run, secrets, performance.now() - startedAt)
        await begun
        const sent = await sendNotice(notice, channels, parts, cancellationDeadline)
        const { facts, outcome, problem, title } = notice
        savePending({ channels: sent.cut, content: { facts, outcome, problem, title } })
        await writeSummary(summaryOf(sent), secrets, env)
      } catch (error) {
        reporter.warning(`Nobody was notified: ${messageOf(error)} [bug]`)
      }
    },
  }
}

/** A proxy's address that can't be read keeps others from being reached, and is no reason to fail. */
function channelsFor({ env, inputs, reporter }: NotifierDeps): Channel[] {
  try {
    return openChannels(inputs.reading, env)
  } catch (error) {
    reporter.warning(`Nobody can be notified: ${messageOf(error)}`)
    return []
  }
}

/** As `notify-on` says; also from the post step. */
export async function sendNotice(
  notice: Notice,
  channels: readonly Channel[],
  { inputs, reporter }: Pick<NotifierDeps, 'inputs' | 'reporter'>,
  signal: AbortSignal,
): Promise<Sent> {
  const { dryRun, on, store } = inputs
  const asks = channels.some(({ receives }) => receives === 'notices')
  const changed = on === 'change' && asks ? await differsFromLast(notice, store, reporter, signal) : undefined
  const wanted = on === 'always' || (on === 'failure' ? notice.outcome === 'failure' : changed !== false)
  const listening = channels.filter(({ receives }) => wanted || receives === 'every run')
  const sent = await sendAll(listening, { ...notice, changed }, reporter, signal)
  const heard = channels.some(({ receives, name }) => receives === 'notices' && sent.notified.includes(name))
  if (on === 'change' && heard && !dryRun) await keepAsLast(notice, store, reporter, signal)
  return sent
}

/** A secret that is missing leaves an input empty, and nobody would ever know. */
function warnOfNobody({ inputs, reporter }: NotifierDeps): void {
  if (inputs.on !== 'failure')
    reporter.warning(
      'notify-on says when to notify, but nobody is given whom: check that the secrets behind the inputs are set',
    )
}

function summaryOf({ cut, failed, notified }: Sent): string {
  const lines = [
    notified.length > 0 && `🔔 Notified by ${notified.join(', ')}.`,
    failed.length + cut.length > 0 && `⚠️ Not notified by ${[...failed, ...cut].join(', ')}: see the log.`,
  ]
  const shown = lines.filter(line => line !== false)
  return shown.length === 0 ? '' : `\n${shown.join('\n\n')}\n`
}

/** From the runner's first signal to its last there are 10 s; one is for what comes after. Milliseconds. */
const GRACE_MS = 9_000

/** A signal that is aborted shortly before the runner would kill a run that was cancelled. */
function runnerDeadline(cancelled: AbortSignal, graceMs = GRACE_MS): AbortSignal {
  const over = new AbortController()
  const begin = (): void => {
    setTimeout(() => over.abort(), graceMs).unref()
  }
  if (cancelled.aborted) begin()
  else cancelled.addEventListener('abort', begin, { once: true })
  return over.signal
}

/** By channels' names. */
interface Sent {
  readonly notified: readonly string[]
  /** Could not be reported: each has its warning. */
  readonly failed: readonly string[]
  /** Were not reported in time. */
  readonly cut: readonly string[]
}

/** Notifies all of them at once. One that cannot be reached is a warning, never a failure. */
async function sendAll(
  channels: readonly Channel[],
  notice: Notice,
  reporter: Pick<ActionReporter, 'info' | 'warning'>,
  signal: AbortSignal,
): Promise<Sent> {
  const outcomes = await Promise.all(
    channels.map(async ({ name, ...channel }) => {
      const outcome = await attempt(() => channel.send(notice, signal), name, reporter, signal)
      return { name, outcome }
    }),
  )
  const named = (wanted: Outcome): string[] =>
    outcomes.filter(({ outcome }) => outcome === wanted).map(({ name }) => name)
  const notified = named('reported')
  if (notified.length > 0) reporter.info(`Notified by ${notified.join(', ')}`)
  return { notified, failed: named('failed'), cut: named('cut') }
}

type Outcome = 'reported' | 'failed' | 'cut'

/** Says by how it ended what became of a message; warns where it failed. Never rejects. */
async function attempt(
  send: () => Promise<void>,
  name: string,
  reporter: Pick<ActionReporter, 'warning'>,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    await send()
    return 'reported'
  } catch (error) {
    if (signal.aborted) return 'cut'
    const [why] = error instanceof BackupError ? failureLines(error) : [`${messageOf(error)} [bug]`]
    reporter.warning(`Not notified by ${name}: ${why}`)
    return 'failed'
  }
}
