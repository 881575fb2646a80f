import { BackupError } from '../../core/errors.ts'
import type { AwsRole } from './role.ts'

/** What may be shown of a token: whom it is about, and whose it is. Neither is a secret. */
interface Claims {
  readonly sub: string | undefined
  readonly iss: string | undefined
}

interface KnownRefusal {
  /** Codes of STS (API reference of AssumeRoleWithWebIdentity, and common errors), without `Exception` at the end. */
  readonly signs: readonly string[]
  readonly why: string
  readonly hint: (claims: Claims, role: AwsRole) => string
}

const REFUSALS: readonly KnownRefusal[] = [
  {
    signs: ['AccessDenied', 'IDPRejectedClaim'],
    why: "there is no such role, or its trust policy does not allow this job's token",
    hint: ({ sub }, { audience }) =>
      `${sub ? `Let the role's trust policy allow the sub of this job, ${sub}, and the aud ${audience}` : `Let the role's trust policy allow the sub of this job, and the aud ${audience}`}. A sub is repo:owner/name:ref:refs/heads/main, in a job with an environment repo:owner/name:environment:NAME, and in repositories created or renamed since July 2026 it has ids, repo:owner@ID/name@ID:….`,
  },
  {
    signs: ['InvalidIdentityToken'],
    why: "the account does not know the provider of this job's token",
    hint: ({ iss }, { audience }) =>
      `Add the identity provider ${iss ?? 'https://token.actions.githubusercontent.com'} to IAM in the account of the role, with the audience ${audience}.`,
  },
  {
    signs: ['ExpiredToken'],
    why: "this job's token, which was made a moment ago, counts as expired there",
    hint: () => 'Set the clock of this machine (timedatectl, chrony); tokens hold the time.',
  },
  {
    signs: ['IDPCommunicationError', 'Throttling', 'RequestLimitExceeded'],
    why: 'its token service was too busy, or did not reach GitHub',
    hint: () => "Run again; if it stays so, look at AWS's and GitHub's health pages.",
  },
  {
    signs: ['RegionDisabled'],
    why: 'its token service is switched off in that region',
    hint: () => 'Activate STS there (IAM, account settings), or give another region.',
  },
  {
    signs: ['ValidationError', 'MalformedPolicyDocument', 'PackedPolicyTooLarge', 'InvalidParameterValue'],
    why: 'the request does not fit the role',
    hint: () => 'Check the ARN in role-to-assume against the one that IAM shows.',
  },
]

const UNKNOWN: Omit<KnownRefusal, 'signs'> = {
  why: 'for a reason that is not known here',
  hint: () => "Look the code up in AWS's documentation of AssumeRoleWithWebIdentity.",
}

/** What kept a role from being assumed: by the code of STS, never by its words. */
export function roleFailure(role: AwsRole, token: string, cause: unknown): BackupError {
  const code = refusalOf(cause)
  if (code === undefined)
    return new BackupError(
      {
        kind: 'environment',
        code: 'role-sts-unreachable',
        message: `AWS's token service could not be reached, or gave no answer that can be read, so ${role.arn} was not assumed.`,
        hint: 'Check the network, the proxy and the region (or AWS_ENDPOINT_URL_STS); then run again.',
      },
      cause,
    )
  const { why, hint } = REFUSALS.find(({ signs }) => signs.includes(code)) ?? UNKNOWN
  return new BackupError(
    {
      kind: 'environment',
      code: 'role-not-assumed',
      message: `AWS did not let this job assume ${role.arn} (${code}): ${why}.`,
      hint: hint(claimsOf(token), role),
    },
    cause,
  )
}

/** The code of a refusal by STS; undefined where the error is another's, or says nothing. */
function refusalOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('$fault' in cause)) return undefined
  const code = cause.name.replace(/Exception$/, '')
  return /^[A-Za-z][A-Za-z.]{3,63}$/.test(code) && !/^(?:Unknown|UnknownError|Error)$/.test(code)
    ? code
    : undefined
}

/** Read out of the token, as far as they look as GitHub writes them. */
function claimsOf(token: string): Claims {
  const claims = payloadOf(token)
  const sub = claim(claims, 'sub')
  const iss = claim(claims, 'iss')
  return {
    sub: /^[\w.:/@*+=-]{1,300}$/.test(sub) ? sub : undefined,
    iss: /^https:\/\/[\w./-]{1,200}$/.test(iss) ? iss : undefined,
  }
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return undefined
  }
}

function claim(claims: unknown, name: string): string {
  if (typeof claims !== 'object' || claims === null) return ''
  const value: unknown = Object.entries(claims).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : ''
}
