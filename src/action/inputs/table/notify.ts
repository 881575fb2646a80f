import { parseNameList } from '../../../core/name-list.ts'
import { type Parsed, parsed, refused } from '../../../core/parsed.ts'
import { parseMailbox } from '../../../notify/email/sender.ts'
import { parseSmtpUrl } from '../../../notify/email/smtp-url.ts'
import { isLoopback } from '../loopback.ts'
import { address, fitting, oneOf, type Reader } from '../readers.ts'
import { defaulting, listing, optional } from '../row.ts'

/** SES takes so many in one message. */
const MOST_RECIPIENTS = 50

/** Where something secret is sent to, which no message repeats: encrypted, unless it stays on this machine. */
function receiver(example: string): Reader<string> {
  const read = address(['https', 'http'], example)
  return {
    read: value => {
      const url = URL.parse(value)
      if (url?.protocol === 'http:' && !isLoopback(url.hostname))
        return refused('is http://, and would say what is secret in it to anybody on the way; write https://')
      return read.read(value)
    },
  }
}

const recipients: Reader<readonly string[]> = {
  read: (value): Parsed<readonly string[]> => {
    const list = parseNameList(value)
    if (!list.ok) return list
    const addresses = list.value.flatMap(each => {
      const mailbox = parseMailbox(each)
      return mailbox.ok ? mailbox.value.address : []
    })
    if (addresses.length < list.value.length)
      return refused('holds what is not an email address; write such as ops@example.com, one a line')
    return addresses.length > MOST_RECIPIENTS
      ? refused(`has more than ${MOST_RECIPIENTS} addresses; write that of a mailing list`)
      : parsed(addresses)
  },
}

/** Who is reported what became of a run. */
export const notifyInputs = {
  'notify-on': defaulting(oneOf(['failure', 'always', 'change']), 'failure', {
    description:
      'When Slack, email and the webhook are reported: of failures, of every run, or where the outcome is not the last reported outcome, which is kept as a small object in `destination`. PagerDuty and the heartbeat hear of every run.',
  }),
  'slack-webhook-url': optional(receiver('https://hooks.slack.com/services/…'), {
    secret: true,
    description: 'The incoming webhook of a Slack channel. Store it as a secret.',
  }),
  'email-to': listing(recipients, {
    description: 'Who gets an email: addresses, one a line or separated by commas.',
  }),
  'email-from': optional(
    { read: parseMailbox },
    {
      description:
        'Who it is from, as `backups@example.com` or `Backups <backups@example.com>`, the name in any script.',
    },
  ),
  'smtp-url': optional(
    { read: parseSmtpUrl },
    {
      secret: true,
      description:
        'The mail server, as `smtps://user:password@smtp.example.com` or `smtp://…` (then STARTTLS is demanded, unless it ends in `?starttls=never`). Store it as a secret.',
      defaultDescription: 'Amazon SES',
    },
  ),
  'ses-region': optional(fitting(/^[a-z0-9-]+$/, 'not a region; write one such as eu-central-1'), {
    description: 'The region of Amazon SES, where it is not that of the bucket.',
    defaultDescription: '`region`, `AWS_REGION`, or the profile',
  }),
  'webhook-url': optional(receiver('https://example.com/backups'), {
    secret: true,
    description: 'Where a notice is posted as JSON: see docs/webhook.md. Store it as a secret.',
  }),
  'webhook-secret': optional(
    fitting(
      /^\S{16,}$/,
      'too short, or holds space; write 16 characters or more, such as of openssl rand -hex 32',
    ),
    {
      secret: true,
      description: 'Signs what is posted to `webhook-url`, so that the receiver knows who sent it.',
      defaultDescription: 'not signed',
    },
  ),
  'pagerduty-routing-key': optional(fitting(/^\S+$/, 'not a routing key; write the one of the integration'), {
    secret: true,
    description:
      'The integration key of a PagerDuty service (Events API v2): a failure opens an incident, the next success closes it.',
  }),
  'pagerduty-url': defaulting(
    receiver('https://events.eu.pagerduty.com/v2/enqueue'),
    'https://events.pagerduty.com/v2/enqueue',
    {
      description:
        'Where PagerDuty takes events; for accounts in the EU `https://events.eu.pagerduty.com/v2/enqueue`.',
    },
  ),
  'heartbeat-url': optional(receiver('https://hc-ping.com/…'), {
    secret: true,
    description:
      'A dead man’s switch such as healthchecks.io, which alerts when a run is missing: `/start`, nothing, or `/fail` is added to it. Store it as a secret.',
  }),
  'heartbeat-on': defaulting(oneOf(['every-run', 'failure']), 'every-run', {
    description:
      'What `heartbeat-url` hears of: every run; or failures alone, for a step beside the one that counts as the run, such as a check before a backup.',
  }),
  'next-run': optional(
    fitting(/^[^\r\n]{1,200}$/, 'has several lines, or more than 200 characters; write one short line'),
    {
      description: 'When the next run is due, as notifications show it, such as `Sunday 03:07 UTC`.',
      defaultDescription: 'the cron expression of the schedule that started this run',
    },
  ),
}
