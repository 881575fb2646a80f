import type { Channel } from './channel.ts'
import { type Delivery, deliver } from './deliver.ts'
import { plainText } from './text/plain-text.ts'
import { shorten } from './text/shorten.ts'

/** Which runs a heartbeat hears of: `failure` is for steps beside the one that counts as the run. */
export type HeartbeatRuns = 'every-run' | 'failure'

const RECEIVER = { name: 'The heartbeat', input: 'heartbeat-url' }
/** What healthchecks.io keeps of a ping's body is 100 kB; others keep less. Characters. */
const LOG = 10_000

/**
 * A dead man's switch, as healthchecks.io and its likes take it: `<url>/start` when a run begins, `<url>` when it has done what
 * it was to do, `<url>/fail` when not. It counts runs, so it hears of every one; of a step that is only a part of one it hears
 * of a failure alone.
 */
export function heartbeatChannel(
  url: string,
  delivery: Delivery,
  runs: HeartbeatRuns = 'every-run',
): Channel {
  const ping = async (end: string, body: string, signal: AbortSignal): Promise<void> => {
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    await deliver({ url: withEnd(url, end), headers, body }, RECEIVER, delivery, signal)
  }
  return {
    name: 'heartbeat',
    receives: 'every run',
    ...(runs === 'every-run' && { begin: (signal: AbortSignal) => ping('/start', '', signal) }),
    send: async (notice, signal) => {
      const failed = notice.outcome === 'failure'
      if (failed || runs === 'every-run')
        await ping(failed ? '/fail' : '', shorten(plainText(notice), LOG), signal)
    },
  }
}

/** Behind the path, before a query such as `?create=1`. */
function withEnd(address: string, end: string): URL {
  const url = new URL(address)
  if (end !== '') url.pathname = url.pathname.replace(/\/?$/, end)
  return url
}
