import { BackupError, defineError, type Explanation } from '../../core/errors.ts'

/** The SDK's error has no name of its own. */
const NO_REGION = 'Region is missing'

const NOTIFY_SES_NO_REGION = defineError({
  topic: 'notifications',
  code: 'notify-ses-no-region',
  kind: 'environment',
  meaning: 'Nothing says in which region SES is to send.',
  fix: 'Give ses-region; AWS_REGION, or region where no endpoint is given, will do as well.',
})

const NOTIFY_SES_DENIED = defineError({
  topic: 'notifications',
  code: 'notify-ses-denied',
  kind: 'environment',
  meaning: 'The role or user may not send email by SES.',
  fix: 'Give it the permission ses:SendEmail for the identity of email-from.',
})

const NOTIFY_SES_CREDENTIALS = defineError({
  topic: 'notifications',
  code: 'notify-ses-credentials',
  kind: 'environment',
  meaning: 'There are no AWS credentials, or SES does not know them.',
  fix: 'Give `role-to-assume`, or configure AWS credentials before this step, or send by smtp-url.',
})

const NOTIFY_SES_CREDENTIALS_STALE = defineError({
  topic: 'notifications',
  code: 'notify-ses-credentials-stale',
  kind: 'environment',
  meaning: 'The AWS credentials have expired, or the secret does not match the key.',
  fix: 'Renew the credentials before this step, or check the secret key.',
})

const NOTIFY_SES_REJECTED = defineError({
  topic: 'notifications',
  code: 'notify-ses-rejected',
  kind: 'environment',
  meaning: 'SES rejects the sender or a recipient, most often since one is not verified.',
  fix: 'Verify the identity of email-from in ses-region; in the sandbox each address of email-to must be verified too.',
})

const NOTIFY_SES_SUSPENDED = defineError({
  topic: 'notifications',
  code: 'notify-ses-suspended',
  kind: 'environment',
  meaning: 'SES sends nothing for this account: paused, suspended, or over its quota.',
  fix: "Look into the account's SES dashboard.",
})

/** By the names of SES's own errors (API reference of SendEmail) and of AWS's common ones. */
const FAILURES: readonly (Explanation & { readonly when: readonly string[] })[] = [
  {
    when: [NO_REGION],
    ...NOTIFY_SES_NO_REGION,
    message: 'SES needs a region, and none is set.',
  },
  {
    when: ['AccessDeniedException', 'AccessDenied', 'NotAuthorized'],
    ...NOTIFY_SES_DENIED,
    message: 'SES denied sending the email.',
    hint: 'Give the role or user the permission ses:SendEmail for the identity of email-from.',
  },
  {
    when: ['CredentialsProviderError', 'UnrecognizedClientException', 'InvalidClientTokenId'],
    ...NOTIFY_SES_CREDENTIALS,
    message: 'SES was given no AWS credentials, or such as it does not know.',
    hint: 'Give role-to-assume, or configure AWS credentials before this step, or send by smtp-url.',
  },
  {
    when: ['InvalidSignatureException', 'SignatureDoesNotMatch', 'ExpiredTokenException', 'ExpiredToken'],
    ...NOTIFY_SES_CREDENTIALS_STALE,
    message: 'SES was given AWS credentials that have expired, or a secret that does not match.',
  },
  {
    when: [
      'MessageRejected',
      'MailFromDomainNotVerifiedException',
      'NotFoundException',
      'BadRequestException',
    ],
    ...NOTIFY_SES_REJECTED,
    message: 'SES rejected the email.',
  },
  {
    when: ['AccountSuspendedException', 'SendingPausedException', 'LimitExceededException'],
    ...NOTIFY_SES_SUSPENDED,
    message: 'SES sends nothing for this account at present.',
    hint: "Look into the account's SES dashboard: sending is paused, suspended, or over its quota.",
  },
]

const NOTIFY_SES_UNREACHABLE = defineError({
  topic: 'notifications',
  code: 'notify-ses-unreachable',
  kind: 'environment',
  meaning: 'No connection to SES, or it failed.',
  fix: 'Check ses-region and the network of the runner.',
})

/** What went wrong with SES, without a word of the service's: it repeats addresses. A role that was not assumed says so itself. */
export function sesFailure(cause: unknown, late: boolean): BackupError {
  if (cause instanceof BackupError) return cause
  const { name = '', message = '' } = cause instanceof Error ? cause : {}
  const known = late
    ? undefined
    : FAILURES.find(({ when }) => when.includes(message === NO_REGION ? message : name))
  if (known) {
    const { hint, kind, message } = known
    return new BackupError({ kind, code: known.code, message, hint }, cause)
  }
  return new BackupError(
    {
      ...NOTIFY_SES_UNREACHABLE,
      message: `SES could not be reached, or failed${/^[A-Za-z]{4,60}$/.test(name) ? ` (${name})` : ''}.`,
    },
    cause,
  )
}
