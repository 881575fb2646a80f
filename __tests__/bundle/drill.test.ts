import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { drillRecordSchema } from '../../src/catalog/drill-record.ts'
import { type Cancel, KILLED, type StepResult } from '../support/action-runner.ts'
import { descendantArguments, descendantRunning, stillRunning } from '../support/family.ts'
import { filesIn } from '../support/files-in.ts'
import { findSecrets, type Written } from '../support/find-secrets.ts'
import { findBinaries } from '../support/postgres-binaries.ts'
import { loadBig } from './big-database.ts'
import { expectFailure, expectSuccess, PREFIX, useWorld } from './world.ts'

const PASSWORD = `p@ss/w:rd%41#?&= ö'"$\\x`
const PASSPHRASE = `kännst du's? "50%" & more`
const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const SESSION = 'FwoGZXIvYXdzEBYaD/session+token=='
const identity = await generateX25519Identity()
const stranger = await generateX25519Identity()
const SECRETS = [PASSWORD, PASSPHRASE, AWS_SECRET, SESSION, identity, stranger]
const credentials = {
  'aws-access-key-id': 'AKIAIOSFODNN7EXAMPLE',
  'aws-secret-access-key': AWS_SECRET,
  'aws-session-token': SESSION,
}
const UNTIL_IT_ENDS: Cancel['ending'] = [
  { signal: 'SIGINT', thenWaitMs: 20_000 },
  { signal: 'SIGKILL', thenWaitMs: 0 },
]

const world = useWorld(17, {
  password: PASSWORD,
  load: async server => {
    await loadBig(server)
    await loadBig(server, { database: 'small', megabytes: 1 })
  },
})

type Inputs = Readonly<Record<string, string>>

async function backUp(database: string, inputs: Inputs = {}): Promise<string> {
  const { run, from, into } = world()
  const step = await run({ with: { ...from(database), ...into(), ...inputs } })
  expectSuccess(step)
  return step.outputs['key'] ?? ''
}

/** Drills with the embedded server, which the machine has as a folder of its own. */
async function drill(inputs: Inputs, cancel?: Cancel): Promise<StepResult> {
  const { run, into } = world()
  const { native } = await findBinaries(17)
  const step = await run({
    action: 'drill',
    env: { PGBIN: join(native, 'bin') },
    with: { ...into(), ...credentials, ...inputs },
    ...(cancel && { cancel }),
  })
  expect(findSecrets(SECRETS, await written(step))).toEqual([])
  return step
}

/** On the server that the backups come from, through a connection string with a password. */
function onGiven(): Inputs {
  // As its superuser.
  return { 'server-url': world().server.url('postgres'), sslmode: 'disable', trusted: 'true' }
}

/** All that a step wrote, its records too, and what anybody on the machine could see of its processes. */
async function written(step: StepResult): Promise<Written> {
  const { bucket } = world()
  const texts: Record<string, string | Uint8Array> = {
    annotations: JSON.stringify(step.annotations),
    outputs: JSON.stringify(step.outputs),
    state: JSON.stringify(step.state),
    'command lines': [...step.processes, ...(step.post?.processes ?? [])]
      .flatMap(({ argv }) => argv)
      .join('\n'),
    'file names': JSON.stringify(step.leftInTemp),
  }
  for (const [stage, result] of Object.entries({ main: step, post: step.post ?? step })) {
    texts[`log of ${stage}`] = result.log.raw
    for (const [name, text] of Object.entries(result.files)) texts[`${name} of ${stage}`] = text
  }
  for (const key of await recordsInBucket()) texts[key] = await bucket.bytes(key)
  return texts
}

async function recordsInBucket(): Promise<string[]> {
  const keys = await world().bucket.contents()
  return keys.filter(key => key.includes('.drill-')).map(key => key.slice(PREFIX.length + 1))
}

async function databases(): Promise<unknown[]> {
  return world().server.sql('postgres', 'SELECT datname FROM pg_database ORDER BY 1')
}

/** Nothing of the drill's own server is left: no process, no folder, no shared memory. */
function expectServerGone(step: StepResult): void {
  const [, folder = ''] = /Started a throwaway PostgreSQL \S+ in (\S+)/.exec(step.log.raw) ?? []
  expect(folder).not.toBe('')
  expect(existsSync(folder)).toBe(false)
  expect(stillRunning(step.processes)).toEqual([])
  const pids = new Set(step.processes.map(({ pid }) => pid))
  const segments = readFileSync('/proc/sysvipc/shm', 'utf8').trim().split('\n').slice(1)
  expect(segments.filter(line => pids.has(Number(line.trim().split(/\s+/)[4])))).toEqual([])
}

/** Drills, and ends the step while it loads rows. */
async function endWhileLoading(
  inputs: Inputs,
  ending: Cancel['ending'],
  signal: AbortSignal,
): Promise<StepResult> {
  const now = new AbortController()
  const running = drill(inputs, { at: now.signal, ...(ending && { ending }) })
  const over = running.then(step => {
    throw new Error(`the step ended before it loaded anything:\n${step.log.masked}`)
  })
  await Promise.race([descendantRunning('pg_restore', signal), over])
  expect(findSecrets(SECRETS, { all: descendantArguments().flat().join('\n') })).toEqual([])
  now.abort()
  over.catch(() => {})
  return await running
}

test('a sealed backup is drilled on a server of its own, recorded beside it, and no secret reported', async () => {
  const { bucket } = world()
  const key = await backUp('small', { 'encrypt-to': await identityToRecipient(identity) })
  const before = await bucket.contents()
  const step = await drill({
    'age-identity': `${identity}\n`,
    'rto-budget': '10m',
    'max-age': '1h',
    checks: `-- there are rows\nSELECT count(*) = 1000 FROM log;\nSELECT id FROM log WHERE id IS NULL`,
  })
  expectSuccess(step)
  expectServerGone(step)
  expect(step.outputs).toMatchObject({ key, outcome: 'proven', tables: '1', rows: '1000' })
  expect(Number(step.outputs['rto-seconds'])).toBeGreaterThan(0)
  const [record = '', ...others] = await recordsInBucket()
  expect(others).toEqual([])
  expect(step.outputs['record-key']).toBe(record)
  expect(record).toMatch(new RegExp(`^${key}\\.drill-\\d{8}-\\d{6}\\.json$`))
  expect(await bucket.contents()).toHaveLength(before.length + 1)
  const stored = drillRecordSchema.parse(JSON.parse((await bucket.bytes(record)).toString()))
  expect(stored).toMatchObject({
    outcome: 'proven',
    passed: true,
    rto: { within: true },
    rpo: { within: true },
  })
  expect(JSON.parse(step.outputs['record'] ?? '')).toEqual(stored)
  expect(step.summary).toContain('✅ small, drilled: the backup restores, and everything in it is equal')
  expect(step.summary).toContain('| there are rows | ✅ passed |')
  expect(step.masks).toEqual(expect.arrayContaining([identity, AWS_SECRET, SESSION]))
})

test('every reason fails the step at once, and the outputs and the record in a folder have them too', async () => {
  const { runner, run, from } = world()
  const destination = join(runner.folders.workspace, 'backups')
  const encrypted = { passphrase: PASSPHRASE, encryption: 'age' }
  expectSuccess(await run({ with: { ...from('small'), destination, ...encrypted } }))
  const { native } = await findBinaries(17)
  const step = await run({
    action: 'drill',
    env: { PGBIN: join(native, 'bin') },
    with: { destination, passphrase: PASSPHRASE, 'rto-budget': '0.001s', checks: 'SELECT false' },
  })
  expect(findSecrets(SECRETS, await written(step))).toEqual([])
  expect(step).toMatchObject({ exitCode: 1, signal: null, leftInTemp: [], survivors: [] })
  expectServerGone(step)
  const errors = step.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  expect(errors).toHaveLength(2)
  expect(errors[0]).toMatch(/1 of 1 checks failed .+ \[drill-check-failed\]$/)
  expect(errors[1]).toMatch(/longer than rto-budget allows.+ \[drill-too-slow\]$/)
  expect(step.outputs).toMatchObject({ outcome: 'failed', tables: '1', rows: '1000' })
  const [file = ''] = (await filesIn(destination)).filter(name => name.includes('.drill-'))
  expect(step.outputs['record-key']).toBe(file)
  const record = drillRecordSchema.parse(JSON.parse(await readFile(join(destination, file), 'utf8')))
  expect(record.reasons.map(({ code }) => code)).toEqual(['drill-check-failed', 'drill-too-slow'])
  expect(findSecrets(SECRETS, { record: JSON.stringify(record) })).toEqual([])
})

test('a wrong key, a missing one, and nothing to drill are one clear line, with no server and no record', async () => {
  await backUp('small', { 'encrypt-to': await identityToRecipient(identity) })
  expect(expectFailure(await drill({ 'age-identity': stranger }), 'encryption-key-mismatch')).toHaveLength(1)
  expect(expectFailure(await drill({}), 'decryption-key-missing')).toHaveLength(1)
  expect(expectFailure(await drill({ series: 'other' }), 'backup-not-found')).toHaveLength(1)
  const wrong = expectFailure(await drill({ 'server-url': `mysql://a:${PASSWORD}@b/c` }), 'input-invalid')
  expect(wrong[0]).toMatch(/^server-url: /)
  expect(await recordsInBucket()).toEqual([])
})

test('on a given server a scratch database is made and dropped, and nothing else is touched', async () => {
  await backUp('small')
  const before = await databases()
  const step = await drill({ ...onGiven(), record: 'false' })
  expectSuccess(step)
  expect(step.outputs).toMatchObject({ outcome: 'proven', 'record-key': '' })
  expect(step.log.masked).toContain('Created the scratch database pgbackup_drill_')
  expect(step.log.masked).not.toContain('throwaway')
  expect(await databases()).toEqual(before)
  expect(await recordsInBucket()).toEqual([])
})

test('cancelled while it loads: it ends by itself, its server too', async ({ signal }) => {
  await backUp('big')
  const step = await endWhileLoading({ jobs: '2' }, UNTIL_IT_ENDS, signal)
  const [line] = expectFailure(step, 'cancelled')
  expect(line).toContain('the server that the drill started')
  expectServerGone(step)
  expect(await recordsInBucket()).toEqual([])
})

test('killed while it loads: the post step ends the server and removes what it had', async ({ signal }) => {
  await backUp('big')
  const step = await endWhileLoading({ jobs: '2' }, KILLED, signal)
  expect(step).toMatchObject({ signal: 'SIGKILL', outputs: {}, post: { exitCode: 0, annotations: [] } })
  expect(step.post?.log.masked).toContain('Cleaned up after the run')
  expect(step.leftInTemp).toEqual([])
  expectServerGone(step)
  expect(await recordsInBucket()).toEqual([])
})

test('cancelled or killed on a given server: the scratch database is gone', async ({ signal }) => {
  await backUp('big')
  const before = await databases()
  expectFailure(await endWhileLoading(onGiven(), UNTIL_IT_ENDS, signal), 'cancelled')
  expect(await databases()).toEqual(before)

  const step = await endWhileLoading(onGiven(), KILLED, signal)
  expect(step).toMatchObject({ signal: 'SIGKILL', outputs: {}, post: { exitCode: 0, annotations: [] } })
  expect(step.post?.log.masked).toMatch(/dropped the database pgbackup_drill_[0-9a-f]{16}/)
  expect(step.leftInTemp).toEqual([])
  expect(stillRunning(step.processes)).toEqual([])
  expect(await databases()).toEqual(before)
  expect(await readdir(world().runner.folders.temp)).not.toContain('drill.dump')
})
