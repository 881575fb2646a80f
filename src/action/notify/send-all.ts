import { BackupError, messageOf } from '../../core/errors.ts'
import type { Channel } from '../../notify/channel.ts'
import type { Notice } from '../../notify/notice.ts'
import { failureLines } from '../failure.ts'
import type { ActionReporter } from '../reporter.ts'

/** By channels' names. */
export interface Sent {
  readonly told: readonly string[]
  /** Could not be told: each has its warning. */
  readonly failed: readonly string[]
  /** Were not told in time. */
  readonly cut: readonly string[]
}

/** Tells all of them at once. One that can't be told is a warning, never a failure. */
export async function sendAll(
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
  const told = named('told')
  if (told.length > 0) reporter.info(`Notified by ${told.join(', ')}`)
  return { told, failed: named('failed'), cut: named('cut') }
}

type Outcome = 'told' | 'failed' | 'cut'

/** Says by how it ended what became of a message; warns where it failed. Never rejects. */
export async function attempt(
  send: () => Promise<void>,
  name: string,
  reporter: Pick<ActionReporter, 'warning'>,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    await send()
    return 'told'
  } catch (error) {
    if (signal.aborted) return 'cut'
    const [why] = error instanceof BackupError ? failureLines(error) : [`${messageOf(error)} [bug]`]
    reporter.warning(`Not notified by ${name}: ${why}`)
    return 'failed'
  }
}
