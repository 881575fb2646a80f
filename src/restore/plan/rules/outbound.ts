import { qualifiedName } from '../../../fingerprint/fingerprint.ts'
import type { TocEntry } from '../../../postgres/toc/toc-entry.ts'
import type { SkipRule } from './skip-rule.ts'

/** Tables whose rows make pg_cron and pg_net reach out by themselves. */
const QUEUES = new Set(['cron.job', 'net.http_request_queue', 'net._http_response'])

/** With disable-outbound, nothing that reaches out of the database gets in. */
export const OUTBOUND_RULES: readonly SkipRule[] = [
  {
    name: 'jobs and requests',
    applies: (entry, { choices }) => choices.disableOutbound && isQueue(entry),
    why: () => 'its rows reach out of the database (disable-outbound)',
  },
  {
    name: 'subscription that reaches out',
    applies: ({ kind }, { choices }) => choices.disableOutbound && kind === 'SUBSCRIPTION',
    why: () => 'a subscription reaches out of the database (disable-outbound)',
    withDependents: true,
  },
]

function isQueue({ data }: TocEntry): boolean {
  return data?.of === 'table' && QUEUES.has(qualifiedName(data.table))
}
