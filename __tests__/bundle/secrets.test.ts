import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { KILLED, type StepResult } from '../support/action-runner.ts'
import { descendantArguments } from '../support/family.ts'
import { findSecrets, type Written } from '../support/find-secrets.ts'
import { hasProgram } from '../support/programs.ts'
import { loadBig, MID_STREAM, UNCOMPRESSED } from './big-database.ts'
import { expectFailure, expectSuccess, PREFIX, standsAt, useWorld } from './world.ts'

/** With everything that a URL, a shell, JSON, a connection string or a log might stumble over. */
const PASSWORD = `p@ss/w:rd%41#?&= ö'"$\\x`
const PASSPHRASE = `kännst du's? "50%" & more`
const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const SESSION = 'FwoGZXIvYXdzEBYaD/session+token=='
const SECRETS = [PASSWORD, PASSPHRASE, AWS_SECRET, SESSION]

const world = useWorld(17, {
  password: PASSWORD,
  load: async server => {
    await loadBig(server)
    await loadBig(server, { database: 'small', megabytes: 1 })
  },
})

/** All that a run wrote, under whichever name; and what anybody on the machine could see of its processes. */
async function everything(step: StepResult): Promise<Written> {
  const { bucket, runner } = world()
  const written: Record<string, string | Uint8Array> = {
    'the log': step.log.raw,
    'the log of post': step.post?.log.raw ?? '',
    annotations: JSON.stringify(step.annotations),
    outputs: JSON.stringify(step.outputs),
    state: JSON.stringify(step.state),
    'file names': JSON.stringify([step.leftInTemp, runner.folders]),
    'command lines': [...step.processes, ...(step.post?.processes ?? [])]
      .flatMap(({ argv }) => argv)
      .join('\n'),
  }
  for (const [stage, { files }] of Object.entries({ main: step, post: step.post ?? step }))
    for (const [name, text] of Object.entries(files)) written[`${name} of ${stage}`] = text
  for (const key of await bucket.contents()) {
    written[`key ${key}`] = key
    if (key.startsWith('upload of ')) continue
    const { Metadata } = await bucket.client.send(new HeadObjectCommand({ Bucket: bucket.name, Key: key }))
    written[`metadata of ${key}`] = JSON.stringify(Metadata)
    written[key] = await bucket.bytes(key.slice(PREFIX.length + 1))
  }
  return written
}

async function expectNoSecret(step: StepResult, more: readonly string[] = []): Promise<void> {
  expect(findSecrets([...SECRETS, ...more], await everything(step))).toEqual([])
}

test('the search itself finds each form of a secret', () => {
  const places: Written = {
    plain: `x${PASSWORD}x`,
    url: `postgresql://u:${encodeURIComponent(PASSWORD)}@h/d`,
    json: JSON.stringify({ p: PASSWORD }),
    'base64 with neighbours': Buffer.from(`user:${PASSWORD}@`).toString('base64'),
    'base64 with others': Buffer.from(`users:${PASSWORD}@`).toString('base64'),
    hexadecimal: Buffer.from(PASSWORD).toString('hex'),
    nothing: PASSWORD.slice(1),
  }
  const found = findSecrets([PASSWORD], places)
  expect(found.map(each => each.slice(PASSWORD.length + 4))).toEqual(Object.keys(places).slice(0, -1))
})

/** A run with all of them: which the runner has not been reported to mask. */
const credentials = {
  'aws-access-key-id': 'AKIAIOSFODNN7EXAMPLE',
  'aws-secret-access-key': AWS_SECRET,
  'aws-session-token': SESSION,
}

const SEALERS = [
  { encryption: 'age', programs: ['pg_dump', 'pg_restore'] },
  { encryption: 'gpg', programs: ['pg_dump', 'pg_restore', 'gpg'] },
]
test.for(SEALERS)('a backup sealed by $encryption shows no secret anywhere', async (sealer, ctx) => {
  const { encryption, programs } = sealer
  if (encryption === 'gpg' && !(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
  const { run, from, into, gated } = world()
  const gate = await gated(MID_STREAM)
  const encrypted = { passphrase: PASSPHRASE, encryption, globals: 'true', ...UNCOMPRESSED }
  const running = run({ with: { ...from('big'), ...into(gate.endpoint), ...credentials, ...encrypted } })
  await standsAt(gate, running)
  const commandLines = descendantArguments()
  gate.open()
  const step = await running
  expectSuccess(step)
  await expectNoSecret(step)
  // All of them were masked all the same, should anything else of the job know them.
  expect(step.masks).toEqual(expect.arrayContaining(SECRETS))
  // All children are alive at the gate: what is looked for is looked for in all of them.
  expect(programs.filter(program => !commandLines.flat().some(word => basename(word) === program))).toEqual(
    [],
  )
  expect(findSecrets(SECRETS, { commandLines: commandLines.flat().join('\n') })).toEqual([])
})

test("nor does one with libpq's and the AWS SDK's own variables, or with a password file", async () => {
  const { run, into, server, runner } = world()
  const { 'aws-access-key-id': _id, 'aws-secret-access-key': _key, ...store } = into()
  const aws = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: AWS_SECRET, AWS_SESSION_TOKEN: SESSION }
  const libpq = { PGHOST: server.host, PGPORT: String(server.port), PGUSER: 'postgres', PGDATABASE: 'small' }
  const env = { ...aws, ...libpq, PGSSLMODE: 'disable' }
  const step = await run({ with: store, env: { ...env, PGPASSWORD: PASSWORD } })
  expectSuccess(step)
  await expectNoSecret(step)

  const PGPASSFILE = join(runner.folders.workspace, 'pgpass')
  const line = `*:*:*:*:${PASSWORD.replace(/[\\:]/g, '\\$&')}\n`
  await writeFile(PGPASSFILE, line, { mode: 0o600 })
  const other = await run({ with: { ...store, series: 'other' }, env: { ...env, PGPASSFILE } })
  expectSuccess(other)
  await expectNoSecret(other)
})

test('a wrong password is not repeated by anything that complains of it', async () => {
  const { run, from, into, server } = world()
  const wrong = `wr@ng/${PASSWORD}`
  const url = server.url('small').replace(encodeURIComponent(PASSWORD), encodeURIComponent(wrong))
  const given = { ...from('small'), ...into(), ...credentials, 'database-url': url, passphrase: PASSPHRASE }
  const step = await run({ with: given })
  const [line] = expectFailure(step, 'database-password-rejected')
  expect(line).toContain('postgres')
  await expectNoSecret(step, [wrong])
})

test('nor is it when the host is not there', async () => {
  const { run, from, into, server } = world()
  // Port 1 of the loopback interface: nobody listens.
  const url = server.url('small').replace(`:${server.port}/`, ':1/')
  const step = await run({ with: { ...from('small'), ...into(), ...credentials, 'database-url': url } })
  const [line] = expectFailure(step, 'database-refused')
  expect(line).toContain('127.0.0.1:1')
  await expectNoSecret(step)
})

test.for([
  {
    what: 'not percent-encoded',
    url: (rest: string) => `postgresql://postgres:Fr0nt-Half@Back/H4lf@${rest}/small`,
  },
  {
    what: 'in quotation marks',
    url: (rest: string) => `"postgresql://postgres:Fr0nt-Half%40Back%2FH4lf@${rest}/small"`,
  },
  {
    what: 'of another kind',
    url: (rest: string) => `mysql://postgres:Fr0nt-Half%40Back%2FH4lf@${rest}/small`,
  },
])('a URL $what is refused without a word of its password', async ({ url }) => {
  const { run, from, into, server } = world()
  const given = url(`${server.host}:${server.port}`)
  const step = await run({ with: { ...from('small'), ...into(), ...credentials, 'database-url': given } })
  expectFailure(step, 'input-invalid')
  await expectNoSecret(step, ['Fr0nt-Half', 'H4lf', given])
})

test('nor does a failing store say what it was asked with', async () => {
  const { run, from, into, flaky } = world()
  const fault = { kind: 'refuse', status: 403, code: 'SignatureDoesNotMatch' } as const
  const proxy = await flaky({ which: { operation: 'UploadPart' }, fault })
  const encrypted = { passphrase: PASSPHRASE, encryption: 'age' }
  const step = await run({
    with: { ...from('small'), ...into(proxy.endpoint), ...credentials, ...encrypted },
  })
  expectFailure(step, 'storage-signature-rejected')
  await expectNoSecret(step)
})

test('nor is one left in the state of a step that was killed, which its post step reads', async () => {
  const { run, from, into, gated, bucket } = world()
  const gate = await gated(MID_STREAM)
  const now = new AbortController()
  const encrypted = { passphrase: PASSPHRASE, encryption: 'age' }
  const running = run({
    with: { ...from('big'), ...into(gate.endpoint), ...credentials, ...encrypted, ...UNCOMPRESSED },
    cancel: { at: now.signal, ending: KILLED },
  })
  await standsAt(gate, running)
  now.abort()
  const step = await running
  expect(step.post?.log.raw).toContain('Cleaned up')
  await expectNoSecret(step)
  expect(await bucket.contents()).toEqual([])
})
