import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { awsCredentials, keysOf } from '../../src/action/assumed-role.ts'
import { openDestination } from '../../src/action/stores.ts'
import { type AwsRole, parseRole } from '../../src/storage/aws/role.ts'
import { moto } from '../support/moto.ts'
import { startRecordingProxy } from '../support/recording-proxy.ts'
import { type RoleService, STS_WORDS, startRoleService } from '../support/role-service.ts'
import { makeBucket, type S3Server, startMockS3, type TestBucket } from '../support/s3-server.ts'

const signal = new AbortController().signal
let s3: S3Server
let bucket: TestBucket
beforeAll(async () => {
  s3 = await startMockS3()
  bucket = await makeBucket(s3)
})
afterAll(async () => {
  bucket.close()
  await s3.stop()
})

let logged: string[] = []
beforeEach(() => {
  logged = []
  const { write } = process.stdout
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk, ...rest) => {
    logged.push(String(chunk))
    return String(chunk).startsWith('::') ? true : Reflect.apply(write, process.stdout, [chunk, ...rest])
  })
  vi.unstubAllEnvs()
  return () => vi.restoreAllMocks()
})

/** The SDK adds to the keys that it is given. */
function ofStore() {
  const { accessKeyId, secretAccessKey } = s3.credentials
  return { accessKeyId, secretAccessKey }
}

let count = 0
/** One that no test before has assumed. */
function newRole(partition = 'aws'): AwsRole {
  count += 1
  const role = parseRole(`arn:${partition}:iam::123456789012:role/backups/pg-${count}`)
  if (!role.ok) throw new Error(role.problem)
  return role.value
}

function environment({ endpoint, oidc }: RoleService): NodeJS.ProcessEnv {
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: oidc.url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc.requestToken,
    AWS_ENDPOINT_URL_STS: endpoint,
    GITHUB_RUN_ID: '1658821493',
  }
  // The SDK and GitHub's toolkit read the environment of the process.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  return env
}

describe('a role', () => {
  it('is assumed by a token of the job, in a session that the run names, and its keys are masked', async () => {
    await using roles = await startRoleService({ keys: s3.credentials })
    const role = newRole()
    const keys = await keysOf(role, 'eu-central-1', environment(roles))
    expect(keys).toMatchObject({ ...ofStore(), expiration: expect.any(Date) })
    expect(roles.asked).toHaveLength(1)
    const [asked] = roles.asked
    expect(asked?.get('RoleArn')).toBe(role.arn)
    expect(asked?.get('RoleSessionName')).toBe('pg-backup-1658821493')
    // Every role allows an hour, which is what STS gives by itself.
    expect(asked?.get('DurationSeconds')).toBeNull()
    for (const secret of roles.secrets) expect(logged.join('')).toContain(`::add-mask::${secret}`)
  })

  it('of AWS in China is asked for by a token that is made out to the service there', async () => {
    await using roles = await startRoleService({ keys: s3.credentials })
    await keysOf(newRole('aws-cn'), undefined, environment(roles))
    const [, payload = ''] = (roles.asked[0]?.get('WebIdentityToken') ?? '').split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      aud: 'sts.amazonaws.com.cn',
    })
  })

  it('is assumed once for all that a run does, and again before its session ends', async () => {
    for (const [sessionMs, times] of [
      [3_600_000, 1],
      [4 * 60_000, 3],
    ] as const) {
      await using roles = await startRoleService({ keys: s3.credentials, sessionMs })
      environment(roles)
      const access = { region: 'eu-central-1', endpoint: s3.endpoint, forcePathStyle: true, role: newRole() }
      const store = await openDestination({ kind: 's3', bucket: bucket.name, prefix: 'pg' }, access)
      const other = await openDestination({ kind: 's3', bucket: bucket.name, prefix: 'pg' }, access)
      await store.put(`a-${sessionMs}`, Buffer.from('a'), signal)
      await store.put(`b-${sessionMs}`, Buffer.from('b'), signal)
      await other.put(`c-${sessionMs}`, Buffer.from('c'), signal)
      for (const each of [store, other]) each.close()
      expect(roles.asked.length).toBeGreaterThanOrEqual(times)
      if (times === 1) expect(roles.asked).toHaveLength(1)
      // No token is shown twice.
      const tokens = roles.asked.map(form => form.get('WebIdentityToken'))
      expect(new Set(tokens).size).toBe(tokens.length)
    }
  })

  it('is asked for through the proxy that everything else goes through', async () => {
    await using roles = await startRoleService({ keys: s3.credentials })
    await using proxy = await startRecordingProxy()
    const env = environment(roles)
    const host = `http://sts.internal.example:${new URL(roles.endpoint).port}`
    vi.stubEnv('AWS_ENDPOINT_URL_STS', host)
    await keysOf(newRole(), undefined, { ...env, HTTP_PROXY: proxy.address })
    expect(proxy.seen.map(({ line }) => line)).toEqual([`POST ${host}/`])
  })

  it('is assumed at moto, an imitation of AWS by others', async ctx => {
    const aws = moto()
    if ('why' in aws) return ctx.skip(aws.why)
    await using roles = await startRoleService({ keys: s3.credentials })
    const env = environment(roles)
    vi.stubEnv('AWS_ENDPOINT_URL_STS', aws.endpoint)
    expect(await keysOf(newRole(), 'eu-central-1', env)).toEqual({
      accessKeyId: expect.stringMatching(/^ASIA/),
      secretAccessKey: expect.any(String),
      sessionToken: expect.any(String),
      expiration: expect.any(Date),
    })
  })

  it('is not looked at where keys are given', () => {
    const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret' }
    expect(awsCredentials({ credentials: keys }, {})).toBe(keys)
    expect(awsCredentials({}, {})).toBeUndefined()
  })
})

describe('a role that cannot be assumed', () => {
  it.each([
    ['AccessDenied', 'trust policy', 'the sub of this job, repo:octo-org/shop:ref:refs/heads/main'],
    ['InvalidIdentityToken', 'does not know the provider', 'https://token.actions.githubusercontent.com'],
    ['ExpiredTokenException', 'counts as expired', 'Set the clock'],
    ['IDPRejectedClaim', 'trust policy', 'environment:NAME'],
    ['RegionDisabledException', 'switched off in that region', 'Activate STS'],
    ['ValidationError', 'does not fit the role', 'Check the ARN'],
    ['SomethingNew', 'not known here', "AWS's documentation"],
  ])('because of %s says why and what to do, in no word of the service', async (code, why, hint) => {
    await using roles = await startRoleService({ keys: s3.credentials })
    roles.refuse(code)
    const error: unknown = await keysOf(newRole(), undefined, environment(roles)).catch(error => error)
    expect(error).toMatchObject({
      code: 'role-not-assumed',
      message: expect.stringContaining(why),
      hint: expect.stringContaining(hint),
    })
    expect(error).toMatchObject({ message: expect.stringContaining(code.replace('Exception', '')) })
    expect(JSON.stringify(error)).not.toContain(STS_WORDS)
  })

  it('shows the sub of the token in the form that the repository has', async () => {
    const sub = 'repo:octo-org@9919/shop@1296269:environment:production'
    await using roles = await startRoleService({ keys: s3.credentials, sub })
    roles.refuse('AccessDenied')
    await expect(keysOf(newRole(), undefined, environment(roles))).rejects.toMatchObject({
      hint: expect.stringContaining(`the sub of this job, ${sub}, and the aud sts.amazonaws.com`),
    })
  })

  it('says that the job may not ask for tokens', async () => {
    await expect(keysOf(newRole(), undefined, {})).rejects.toMatchObject({
      code: 'role-no-token',
      hint: expect.stringContaining('id-token: write'),
    })
  })

  it('says that GitHub gave no token', async () => {
    await using roles = await startRoleService({ keys: s3.credentials })
    roles.withholdTokens()
    await expect(keysOf(newRole(), undefined, environment(roles))).rejects.toMatchObject({
      code: 'role-token-unavailable',
    })
    expect(roles.asked).toEqual([])
  })

  it('says that the token service is not to be reached, and asks again the next time', async () => {
    await using roles = await startRoleService({ keys: s3.credentials })
    const env = environment(roles)
    const role = newRole()
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1')
    await expect(keysOf(role, undefined, env)).rejects.toMatchObject({ code: 'role-sts-unreachable' })
    vi.stubEnv('AWS_ENDPOINT_URL_STS', roles.endpoint)
    expect(await keysOf(role, undefined, env)).toMatchObject(ofStore())
  })
})
