import { BackupError, defineError } from '../core/errors.ts'

/** Who is notified, as messages name them: an address may be a secret, the name of its input is none. */
export interface Receiver {
  /** At the beginning of a sentence, such as `Slack`. */
  readonly name: string
  /** The input that says where it is. */
  readonly input: string
}

const NOTIFY_UNREACHABLE = defineError({
  topic: 'notifications',
  code: 'notify-unreachable',
  kind: 'environment',
  meaning: 'No connection to Slack, the webhook, PagerDuty or the heartbeat, or one that broke off.',
  fix: 'Check the address in the input that the message names, and the network, DNS, proxy and certificates of the runner.',
})

/** No connection, or one that broke off. */
export function unreachable({ name, input }: Receiver, cause: unknown): BackupError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new BackupError(
    {
      ...NOTIFY_UNREACHABLE,
      message: `${name} could not be reached${code}.`,
      hint: `Check the address in ${input}, and the network, DNS, proxy and certificates of the runner.`,
    },
    cause,
  )
}

const NOTIFY_TIMEOUT = defineError({
  topic: 'notifications',
  code: 'notify-timeout',
  kind: 'environment',
  meaning: 'The receiver did not answer in time; it may have got the notification all the same.',
  fix: 'Check whether it is up, and whether a proxy or firewall stands in between.',
})

/** No answer in time; it may have been delivered all the same. */
export function unanswered({ name, input }: Receiver, ms: number): BackupError {
  return new BackupError({
    ...NOTIFY_TIMEOUT,
    message: `${name} did not answer within ${ms / 1000} s.`,
    hint: `Check whether what ${input} names is up, and whether a proxy or firewall stands in between.`,
  })
}

const NOTIFY_REFUSED = defineError({
  topic: 'notifications',
  code: 'notify-refused',
  kind: 'environment',
  meaning: 'The receiver does not want the notification: its answer is below 500, and no success.',
  fix: 'Check the input that the message names: it may have been revoked, mistyped, or belong to something else.',
})

/** It answered, and does not want it. `word` is what it said, where that is one of its known words. */
export function refused({ name, input }: Receiver, status: number, word = ''): BackupError {
  return new BackupError({
    ...NOTIFY_REFUSED,
    message: `${name} refused the notification (HTTP ${status}${word === '' ? '' : `, ${word}`}).`,
    hint: `Check ${input}: it may have been revoked, mistyped, or belong to something else.`,
  })
}

const NOTIFY_OVERLOADED = defineError({
  topic: 'notifications',
  code: 'notify-overloaded',
  kind: 'environment',
  meaning: 'The receiver answered each attempt with 429, or 500 and above.',
  fix: 'Look whether the service has an outage, or takes fewer messages than it is sent.',
})

/** It answered that it cannot, each time it was asked. */
export function overloaded({ name }: Receiver, status: number): BackupError {
  return new BackupError({
    ...NOTIFY_OVERLOADED,
    message: `${name} could not take the notification (HTTP ${status}), however often it was tried.`,
  })
}

const NOTIFY_REDIRECTED = defineError({
  topic: 'notifications',
  code: 'notify-redirected',
  kind: 'environment',
  meaning: 'The receiver points to another address; what is secret is not taken there.',
  fix: 'Write the final address into the input that the message names.',
})

/** It points elsewhere. Addresses hold secrets: they are not taken to another host. */
export function redirected({ name, input }: Receiver, status: number): BackupError {
  return new BackupError({
    ...NOTIFY_REDIRECTED,
    message: `${name} redirects to another address (HTTP ${status}), which is not followed.`,
    hint: `Write the final address into ${input}.`,
  })
}
