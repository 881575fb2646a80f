import { PutObjectCommand } from '@aws-sdk/client-s3'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { KILLED, type StepResult } from '../support/action-runner.ts'
import { descendantArguments, descendantRunning, isRunning, stillRunning } from '../support/family.ts'
import { findSecrets, type Written } from '../support/find-secrets.ts'
import { hasProgram } from '../support/programs.ts'
import type { Gate } from '../support/s3-proxy.ts'
import { loadBig } from './big-database.ts'
import { expectFailure, expectSuccess, PREFIX, standsAt, useWorld } from './world.ts'

const PASSPHRASE = `kännst du's? "50%" & more`
const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const SESSION = 'FwoGZXIvYXdzEBYaD/session+token=='
const identity = await generateX25519Identity()
const stranger = await generateX25519Identity()
const SECRETS = [PASSPHRASE, AWS_SECRET, SESSION, identity, stranger]

const credentials = {
  'aws-access-key-id': 'AKIAIOSFODNN7EXAMPLE',
  'aws-secret-access-key': AWS_SECRET,
  'aws-session-token': SESSION,
}

const world = useWorld(17, {
  load: server => loadBig(server, { database: 'small', megabytes: 1 }),
})

/** Backs up, and returns the key. */
async function backUp(inputs: Readonly<Record<string, string>>): Promise<string> {
  const { run, from, into } = world()
  const step = await run({ with: { ...from('small'), ...into(), ...inputs } })
  expectSuccess(step)
  return step.outputs['key'] ?? ''
}

async function verify(
  inputs: Readonly<Record<string, string>>,
  more: Partial<Parameters<ReturnType<typeof world>['run']>[0]> = {},
  endpoint?: string,
): Promise<StepResult> {
  const { run, into } = world()
  const step = await run({
    action: 'verify',
    ...more,
    with: { ...into(endpoint), ...credentials, ...inputs },
  })
  expect(findSecrets(SECRETS, written(step))).toEqual([])
  return step
}

/** All that a step wrote, and what anybody on the machine could see of its processes. */
function written(step: StepResult): Written {
  const texts: Record<string, string> = {
    annotations: JSON.stringify(step.annotations),
    'command lines': [...step.processes, ...(step.post?.processes ?? [])]
      .flatMap(({ argv }) => argv)
      .join('\n'),
    'file names': JSON.stringify(step.leftInTemp),
  }
  for (const [stage, result] of Object.entries({ main: step, post: step.post ?? step })) {
    texts[`log of ${stage}`] = result.log.raw
    for (const [name, text] of Object.entries(result.files)) texts[`${name} of ${stage}`] = text
  }
  return texts
}

/** The step stands here while pg_restore waits for the backup's first byte. */
const AT_DATA: Gate = {
  at: 'before',
  holds: ({ operation, key }) => operation === 'GetObject' && key.endsWith('.dump'),
}

test('all backups, sealed in every way, are verified in one run; nothing is written, and no secret reported', async () => {
  const { bucket } = world()
  const gpg = await hasProgram('gpg')
  const recipient = await identityToRecipient(identity)
  const keys = [
    await backUp({ 'encrypt-to': recipient, series: 'a', globals: 'true' }),
    await backUp({ passphrase: PASSPHRASE, encryption: gpg ? 'gpg' : 'age', series: 'b' }),
    await backUp({ format: 'plain', series: 'c' }),
  ]
  const before = await bucket.contents()
  const given = { 'age-identity': `# public key: ${recipient}\n${identity}\n`, passphrase: PASSPHRASE }
  const step = await verify({ ...given, from: 'all' })
  expectSuccess(step)
  expect(step.outputs).toMatchObject({ verified: '3', failed: '0', 'not-verified': '0' })
  const result: unknown = JSON.parse(step.outputs['result'] ?? '')
  expect(result).toEqual(
    expect.arrayContaining(keys.map(key => ({ key, outcome: 'verified', seconds: expect.any(Number) }))),
  )
  expect(step.summary).toContain('## ✅ Verify: 3 backups verified')
  expect(step.summary).toContain('1,000 rows in 1 tables, roles')
  expect(step.masks).toEqual(expect.arrayContaining([identity, PASSPHRASE, AWS_SECRET, SESSION]))
  expect(await bucket.contents()).toEqual(before)
})

test('a flipped bit fails the step, which names the backup, and verifies the others', async () => {
  const { bucket } = world()
  const good = await backUp({ series: 'a' })
  const bad = await backUp({ series: 'b' })
  const bytes = await bucket.bytes(bad)
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 4, bytes.length >> 1)
  const Key = `${PREFIX}/${bad}`
  await bucket.client.send(new PutObjectCommand({ Bucket: bucket.name, Key, Body: bytes }))
  const step = await verify({})
  expect(step).toMatchObject({ exitCode: 1, leftInTemp: [], survivors: [] })
  expect(step.outputs).toMatchObject({ verified: '1', failed: '1', 'not-verified': '0' })
  const errors = step.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatch(new RegExp(`^${bad}: failed: .+ — .+ \\[(archive|backup)-[a-z-]+\\]$`))
  expect(step.summary).toContain('## ❌ Verify: 1 of 2 backups failed')
  expect(step.summary).toContain(`<code>${good}</code> | ✅ verified`)
  const quick = await verify({ from: good, depth: 'quick' })
  expectSuccess(quick)
  expect(quick.summary).toContain('not the content')
})

test('a wrong key, a missing one, and nothing to verify are one clear line', async () => {
  await backUp({ 'encrypt-to': await identityToRecipient(identity) })
  const wrong = expectFailure(await verify({ 'age-identity': stranger }), 'encryption-key-mismatch')
  expect(wrong).toHaveLength(1)
  const missing = expectFailure(await verify({}), 'decryption-key-missing')
  expect(missing).toHaveLength(1)
  const nothing = expectFailure(await verify({ series: 'other' }), 'backup-not-found')
  expect(nothing[0]).toContain('the latest of series other')
  expectFailure(await verify({ 'age-identity': `${identity}X` }), 'input-invalid')
})

test('cancelled while it reads: it ends by itself, with its children', async () => {
  const { gated } = world()
  await backUp({})
  const gate = await gated(AT_DATA)
  const now = new AbortController()
  const ending = [
    { signal: 'SIGINT', thenWaitMs: 20_000 },
    { signal: 'SIGKILL', thenWaitMs: 0 },
  ] as const
  const running = verify({}, { cancel: { at: now.signal, ending } }, gate.endpoint)
  await standsAt(gate, running)
  now.abort()
  const [line] = expectFailure(await running, 'cancelled')
  expect(line).toContain('verify only reads')
})

test('killed while it reads: the post step ends what still runs, and removes its folder', async ({
  signal,
}) => {
  const { gated } = world()
  await backUp({})
  const gate = await gated(AT_DATA)
  const now = new AbortController()
  const running = verify({}, { cancel: { at: now.signal, ending: KILLED } }, gate.endpoint)
  await standsAt(gate, running)
  const pid = await descendantRunning('pg_restore', signal)
  expect(findSecrets(SECRETS, { all: descendantArguments().flat().join('\n') })).toEqual([])
  now.abort()
  const step = await running
  expect(step).toMatchObject({ signal: 'SIGKILL', outputs: {}, post: { exitCode: 0, annotations: [] } })
  expect(step.post?.log.masked).toContain('Cleaned up after the run')
  expect(step.leftInTemp).toEqual([])
  expect(stillRunning(step.processes)).toEqual([])
  expect(isRunning(pid)).toBe(false)
})
