import { getIDToken, info, setSecret } from '@actions/core'
import { BackupError, defineError } from '../core/errors.ts'
import { httpAgents } from '../http/agents.ts'
import type { AwsCredentials, AwsKeys } from '../storage/aws/credentials.ts'
import type { AwsRole } from '../storage/aws/role.ts'
import { firstOfAws } from '../storage/s3/region.ts'
import type { S3Access } from './inputs/shared.ts'

/** GitHub is not waited for any longer. Milliseconds. */
const TOKEN_MS = 30_000
/** The SDK renews what ends within 5 minutes, and must not be given the same again. Milliseconds. */
const NEAR_END_MS = 6 * 60_000

/** What the clients of one run share: the bucket's, those of notifications. By role and region. */
const assumed = new Map<string, AwsKeys>()

/** The credentials that the inputs ask for: a role, keys, or undefined for the SDK's own chain. */
export function awsCredentials(
  { credentials, region, role }: Pick<S3Access, 'credentials' | 'region' | 'role'>,
  env: NodeJS.ProcessEnv,
): AwsCredentials | undefined {
  return role ? () => keysOf(role, region, env) : credentials
}

/**
 * The keys of a role, assumed by the OpenID Connect token of the job, or those of before if they last. The token and the keys
 * are masked.
 * @throws BackupError `role-no-token`, `role-token-unavailable`, `role-not-assumed`, `role-sts-unreachable`
 */
export async function keysOf(
  role: AwsRole,
  region: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<AwsKeys> {
  const where = regionOf(role, region, env)
  const name = `${role.arn} ${where}`
  const before = assumed.get(name)
  if (before?.expiration && before.expiration.getTime() - Date.now() > NEAR_END_MS) return before
  const { assumeRole } = await import('../storage/aws/assume-role.ts')
  const keys = await assumeRole(role, {
    region: where,
    sessionName: `pg-backup-${(env['GITHUB_RUN_ID'] ?? '').replaceAll(/\D/g, '') || 'run'}`,
    agents: httpAgents(env, { keepAlive: false }),
    token: audience => jobToken(audience, env),
  })
  for (const secret of [keys.secretAccessKey, keys.sessionToken]) if (secret) setSecret(secret)
  info(`Assumed ${role.arn}${keys.expiration ? `, until ${keys.expiration.toISOString()}` : ''}`)
  assumed.set(name, keys)
  return keys
}

/** The token service of the bucket's region; an endpoint of another store may have a region that AWS does not know. */
function regionOf(role: AwsRole, region: string | undefined, env: NodeJS.ProcessEnv): string {
  return firstOfAws([region, env['AWS_REGION'], env['AWS_DEFAULT_REGION']]) ?? role.homeRegion
}

const ROLE_NO_TOKEN = defineError({
  topic: 'storage',
  code: 'role-no-token',
  kind: 'environment',
  meaning: 'The job may not ask GitHub for an OpenID Connect token, by which the role is assumed.',
  fix: 'Write `permissions: { id-token: write }` into the job, and into the one that calls a reusable workflow. A run for a pull request from a fork gets no token.',
})

const ROLE_TOKEN_UNAVAILABLE = defineError({
  topic: 'storage',
  code: 'role-token-unavailable',
  kind: 'environment',
  meaning: 'GitHub was asked for an OpenID Connect token and gave none.',
  fix: "Run again; if it stays so, look at GitHub's health page, and at the proxy of the runner.",
})

async function jobToken(audience: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (!env['ACTIONS_ID_TOKEN_REQUEST_URL'] || !env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'])
    throw new BackupError({
      ...ROLE_NO_TOKEN,
      message: 'This job may not ask GitHub for an OpenID Connect token, which role-to-assume needs.',
      hint: 'Write permissions: { id-token: write } into the job, and into the one that calls a reusable workflow; a run for a pull request from a fork gets none.',
    })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), TOKEN_MS)
  })
  try {
    return await Promise.race([getIDToken(audience), late])
  } catch (cause) {
    throw new BackupError(
      {
        ...ROLE_TOKEN_UNAVAILABLE,
        message: 'GitHub did not give this job an OpenID Connect token, which role-to-assume needs.',
      },
      cause,
    )
  } finally {
    clearTimeout(timer)
  }
}
