import type { ValuesOf } from '../row.ts'
import type { notifyInputs } from '../table/notify.ts'
import { type Rule, rule } from './rule.ts'

export type NotifyValues = ValuesOf<typeof notifyInputs>

/** Whom to notify, and how. */
export const notifyRules: readonly Rule<NotifyValues>[] = [
  rule(
    ['email-from', 'email-to'],
    ({ value }) => value('email-to').length > 0 !== (value('email-from') !== undefined),
    'email-to and email-from go together and one is empty; give both, or neither',
  ),
  rule(
    ['smtp-url', 'email-to'],
    ({ value }) => value('smtp-url') !== undefined && value('email-to').length === 0,
    'smtp-url sends email, and email-to is empty; give email-to too, or leave smtp-url empty',
  ),
  rule(
    ['ses-region', 'email-to', 'smtp-url'],
    ({ value }) =>
      value('ses-region') !== undefined &&
      (value('email-to').length === 0 || value('smtp-url') !== undefined),
    'ses-region is for email by Amazon SES, which is used with email-to and without smtp-url; leave ses-region empty',
  ),
  rule(
    ['webhook-secret', 'webhook-url'],
    ({ value }) => value('webhook-secret') !== undefined && value('webhook-url') === undefined,
    'webhook-secret signs what webhook-url is sent, which is empty; give webhook-url too, or leave webhook-secret empty',
  ),
  rule(
    ['pagerduty-url', 'pagerduty-routing-key'],
    ({ isSet, value }) => isSet('pagerduty-url') && value('pagerduty-routing-key') === undefined,
    'pagerduty-url needs pagerduty-routing-key, which is empty; give both, or neither',
  ),
]

/** For a sub-action that leaves nothing behind: the last outcome can't be kept. */
export const readingNotifyRules: readonly Rule<NotifyValues>[] = [
  rule(
    ['notify-on'],
    ({ value }) => value('notify-on') === 'change',
    'change keeps the last outcome in the destination, and this action only reads there; write notify-on: failure or always',
  ),
]
