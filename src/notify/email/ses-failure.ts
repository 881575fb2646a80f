import { BackupError, type Explanation } from '../../core/errors.ts'

/** The SDK's error has no name of its own. */
const NO_REGION = 'Region is missing'

/** By the names of SES's own errors (API reference of SendEmail) and of AWS's common ones. */
const FAILURES: readonly (Explanation & { readonly when: readonly string[] })[] = [
  {
    when: [NO_REGION],
    kind: 'environment',
    code: 'notify-ses-no-region',
    message: 'SES needs a region, and none is set.',
    hint: 'Give ses-region; AWS_REGION, or region where no endpoint is given, will do as well.',
  },
  {
    when: ['AccessDeniedException', 'AccessDenied', 'NotAuthorized'],
    kind: 'environment',
    code: 'notify-ses-denied',
    message: 'SES denied sending the email.',
    hint: 'Give the role or user the permission ses:SendEmail for the identity of email-from.',
  },
  {
    when: ['CredentialsProviderError', 'UnrecognizedClientException', 'InvalidClientTokenId'],
    kind: 'environment',
    code: 'notify-ses-credentials',
    message: 'SES was given no AWS credentials, or such as it does not know.',
    hint: 'Give role-to-assume, or configure AWS credentials before this step, or send by smtp-url.',
  },
  {
    when: ['InvalidSignatureException', 'SignatureDoesNotMatch', 'ExpiredTokenException', 'ExpiredToken'],
    kind: 'environment',
    code: 'notify-ses-credentials-stale',
    message: 'SES was given AWS credentials that have expired, or a secret that does not match.',
    hint: 'Renew the credentials before this step, or check the secret key.',
  },
  {
    when: [
      'MessageRejected',
      'MailFromDomainNotVerifiedException',
      'NotFoundException',
      'BadRequestException',
    ],
    kind: 'environment',
    code: 'notify-ses-rejected',
    message: 'SES rejected the email.',
    hint: 'Verify the identity of email-from in ses-region; in the sandbox each address of email-to must be verified too.',
  },
  {
    when: ['AccountSuspendedException', 'SendingPausedException', 'LimitExceededException'],
    kind: 'environment',
    code: 'notify-ses-suspended',
    message: 'SES sends nothing for this account at present.',
    hint: "Look into the account's SES dashboard: sending is paused, suspended, or over its quota.",
  },
]

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
      kind: 'environment',
      code: 'notify-ses-unreachable',
      message: `SES could not be reached, or failed${/^[A-Za-z]{4,60}$/.test(name) ? ` (${name})` : ''}.`,
      hint: 'Check ses-region and the network of the runner.',
    },
    cause,
  )
}
