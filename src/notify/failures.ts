import { BackupError } from '../core/errors.ts'

/** Who is notified, as messages name them: an address may be a secret, the name of its input is none. */
export interface Receiver {
  /** At the beginning of a sentence, such as `Slack`. */
  readonly name: string
  /** The input that says where it is. */
  readonly input: string
}

/** No connection, or one that broke off. */
export function unreachable({ name, input }: Receiver, cause: unknown): BackupError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new BackupError(
    {
      kind: 'environment',
      code: 'notify-unreachable',
      message: `${name} could not be reached${code}.`,
      hint: `Check the address in ${input}, and the network, DNS, proxy and certificates of the runner.`,
    },
    cause,
  )
}

/** No answer in time; it may have been delivered all the same. */
export function unanswered({ name, input }: Receiver, ms: number): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'notify-timeout',
    message: `${name} did not answer within ${ms / 1000} s.`,
    hint: `Check whether what ${input} names is up, and whether a proxy or firewall stands in between.`,
  })
}

/** It answered, and does not want it. `word` is what it said, where that is one of its known words. */
export function refused({ name, input }: Receiver, status: number, word = ''): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'notify-refused',
    message: `${name} refused the notification (HTTP ${status}${word === '' ? '' : `, ${word}`}).`,
    hint: `Check ${input}: it may have been revoked, mistyped, or belong to something else.`,
  })
}

/** It answered that it cannot, each time it was asked. */
export function overloaded({ name }: Receiver, status: number): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'notify-overloaded',
    message: `${name} could not take the notification (HTTP ${status}), however often it was tried.`,
    hint: 'Look whether the service has an outage, or takes fewer messages than it is sent.',
  })
}

/** It points elsewhere. Addresses hold secrets: they are not taken to another host. */
export function redirected({ name, input }: Receiver, status: number): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'notify-redirected',
    message: `${name} redirects to another address (HTTP ${status}), which is not followed.`,
    hint: `Write the final address into ${input}.`,
  })
}
