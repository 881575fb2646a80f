import type { Channel } from './channel.ts'
import { type Delivery, deliver } from './deliver.ts'
import type { Notice } from './notice.ts'
import { oneLine } from './text/one-line.ts'
import { shorten } from './text/shorten.ts'

const RECEIVER = { name: 'PagerDuty', input: 'pagerduty-routing-key' }
/** Of the Events API v2; a summary above is refused. Characters. */
const SUMMARY = 1_024
/** An event may have 512 kB. Characters. */
const DETAIL = 2_000
const MOST_DETAILS = 40

export interface PagerDutyOptions {
  readonly routingKey: string
  readonly url: string
}

/**
 * PagerDuty's Events API v2: a failure opens an incident, the next run that does not fail closes it. It keeps count itself,
 * so it hears of every run.
 */
export function pagerDutyChannel({ routingKey, url }: PagerDutyOptions, delivery: Delivery): Channel {
  return {
    name: 'PagerDuty',
    receives: 'every run',
    send: async (notice, signal) => {
      const body = JSON.stringify(event(notice, routingKey))
      const headers = { 'content-type': 'application/json' }
      await deliver({ url: new URL(url), headers, body }, RECEIVER, delivery, signal)
    },
  }
}

function event(notice: Notice, routingKey: string): object {
  const dedupKey = `pg-backup-action-${notice.dedupKey}`
  return notice.outcome === 'failure'
    ? { routing_key: routingKey, event_action: 'trigger', dedup_key: dedupKey, ...alert(notice) }
    : { routing_key: routingKey, event_action: 'resolve', dedup_key: dedupKey }
}

function alert({ at, facts, problem, repository, runUrl, title, verb }: Notice): object {
  const details = facts
    .slice(0, MOST_DETAILS)
    .map(({ label, value }) => [oneLine(label), shorten(oneLine(value), DETAIL)] as const)
  return {
    payload: {
      summary: shorten(oneLine(problem ? `${title}: ${problem.message}` : title), SUMMARY),
      source: repository ?? 'pg-backup-action',
      severity: 'error',
      timestamp: at.toISOString(),
      component: verb,
      ...(problem && { class: problem.code }),
      custom_details: {
        ...Object.fromEntries(details),
        ...(problem && { 'What to do': shorten(oneLine(problem.hint), DETAIL) }),
      },
    },
    client: 'pg-backup-action',
    ...(runUrl !== undefined && { client_url: runUrl, links: [{ href: runUrl, text: 'The run' }] }),
  }
}
