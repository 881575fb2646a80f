import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { type Cancel, KILLED, type StepResult } from '../support/action-runner.ts'
import { randomBelow } from '../support/damage.ts'
import { descendantArguments, stillRunning } from '../support/family.ts'
import { findSecrets, type Written } from '../support/find-secrets.ts'
import { createDatabase } from '../support/sql-folder.ts'
import { loadBig } from './big-database.ts'
import { expectFailure, expectSuccess, PREFIX, type Run, useWorld } from './world.ts'

const PASSWORD = `p@ss/w:rd%41#?&= ö'"$\\x`
const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const SESSION = 'FwoGZXIvYXdzEBYaD/session+token=='
const PASSPHRASE = `kännst du's? "50%" & more`
const identity = await generateX25519Identity()
const SECRETS = [PASSWORD, AWS_SECRET, SESSION, PASSPHRASE, identity]
const credentials = {
  'aws-access-key-id': 'AKIAIOSFODNN7EXAMPLE',
  'aws-secret-access-key': AWS_SECRET,
  'aws-session-token': SESSION,
}

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

/** A database to restore into, empty or with a table of its own and one that the backup has too. */
async function makeTarget(database: string, filled = false): Promise<void> {
  const { server } = world()
  await server.sql('postgres', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
  await createDatabase(server, database)
  if (!filled) return
  await server.sql(
    database,
    `CREATE TABLE log (id int, line text); INSERT INTO log VALUES (1, 'before');
     CREATE TABLE mine (id int PRIMARY KEY); INSERT INTO mine SELECT generate_series(1, 1000)`,
  )
}

async function restore(
  database: string,
  inputs: Inputs,
  more: Pick<Run, 'cancel' | 'onLine'> = {},
): Promise<StepResult> {
  const { run, into, server } = world()
  const target = { 'target-url': server.url(database), sslmode: 'disable' }
  const step = await run({
    action: 'restore',
    ...more,
    with: { ...into(), ...credentials, ...target, ...inputs },
  })
  expect(findSecrets(SECRETS, await written(step))).toEqual([])
  return step
}

function overwriting(database: string): Inputs {
  return { allow: 'not-empty, source', confirm: database }
}

/** All that a step wrote, in the store too, and what anybody on the machine could see of its processes. */
async function written(step: StepResult): Promise<Written> {
  const { bucket, runner } = world()
  const all: Record<string, string | Uint8Array> = {
    annotations: JSON.stringify(step.annotations),
    outputs: JSON.stringify(step.outputs),
    state: JSON.stringify(step.state),
    'command lines': [...step.processes, ...(step.post?.processes ?? [])]
      .flatMap(({ argv }) => argv)
      .join('\n'),
    'file names': JSON.stringify([step.leftInTemp, runner.folders]),
  }
  for (const [stage, result] of Object.entries({ main: step, post: step.post ?? step })) {
    all[`log of ${stage}`] = result.log.raw
    for (const [name, text] of Object.entries(result.files)) all[`${name} of ${stage}`] = text
  }
  for (const key of await bucket.contents()) {
    all[`key ${key}`] = key
    if (key.startsWith('upload of ') || !key.includes('pre-restore')) continue
    const { Metadata } = await bucket.client.send(new HeadObjectCommand({ Bucket: bucket.name, Key: key }))
    all[`metadata of ${key}`] = JSON.stringify(Metadata)
    all[key] = await bucket.bytes(key.slice(PREFIX.length + 1))
  }
  return all
}

/** What a filled target holds. */
async function contents(database: string): Promise<unknown> {
  return await world().server.sql(
    database,
    `SELECT (SELECT count(*)::int FROM log) AS log, (SELECT min(line) FROM log) = 'before' AS before,
            (SELECT count(*)::int FROM mine) AS mine`,
  )
}
const AS_BEFORE = [{ log: 1, before: true, mine: 1000 }]

/** Settles when a session of the database is in the middle of loading rows. */
async function copying(database: string, signal: AbortSignal): Promise<void> {
  const query = `SELECT FROM pg_stat_progress_copy c JOIN pg_stat_activity a USING (pid)
                  WHERE a.datname = '${database}' AND c.command = 'COPY FROM' AND c.tuples_processed > 0`
  while ((await world().server.sql('postgres', query)).length === 0) await pause(20, undefined, { signal })
}

/** Restores, and ends the step while it loads rows. */
async function endWhileLoading(
  database: string,
  inputs: Inputs,
  ending: Cancel['ending'],
  signal: AbortSignal,
): Promise<StepResult> {
  const now = new AbortController()
  const running = restore(database, inputs, { cancel: { at: now.signal, ...(ending && { ending }) } })
  const over = running.then(step => {
    throw new Error(`the step ended before it loaded anything:\n${step.log.masked}`)
  })
  await Promise.race([copying(database, signal), over])
  expect(findSecrets(SECRETS, { all: descendantArguments().flat().join('\n') })).toEqual([])
  now.abort()
  over.catch(() => {})
  return await running
}

test('an encrypted backup is restored over what was there, proven and masked, and no secret reported', async () => {
  const { runner, server, bucket } = world()
  const recipient = await identityToRecipient(identity)
  const key = await backUp('small', { 'encrypt-to': recipient })
  await makeTarget('staging', true)
  const mask = join(runner.folders.workspace, 'mask.sql')
  await writeFile(mask, `UPDATE log SET line = 'masked';`)
  const step = await restore('staging', {
    ...overwriting('staging'),
    'age-identity': identity,
    'post-restore-sql': 'mask.sql',
  })
  expectSuccess(step)
  expect(step.outputs).toMatchObject({
    outcome: 'proven',
    key,
    database: 'staging',
    tables: '1',
    rows: '1000',
  })
  expect(step.outputs['pre-restore-key']).toMatch(/^staging\/pre-restore\/.*_pre-restore\.dump\.age$/)
  expect(step.summary).toContain('## ✅ Restored and proven')
  expect(step.summary).toContain('The proof was taken before post-restore-sql.')
  expect(step.masks).toEqual(expect.arrayContaining([identity, PASSWORD, AWS_SECRET, SESSION]))
  const [row] = await server.sql('staging', `SELECT count(*)::int AS rows, min(line) AS line FROM log`)
  expect(row).toEqual({ rows: 1000, line: 'masked' })
  const kept = await bucket.bytes(step.outputs['pre-restore-key'] ?? '')
  expect(kept.subarray(0, 21).toString()).toBe('age-encryption.org/v1')

  const back = await restore('staging', {
    ...overwriting('staging'),
    from: step.outputs['pre-restore-key'] ?? '',
    'age-identity': identity,
    'pre-restore-backup': 'false',
  })
  expectSuccess(back)
  expect(await contents('staging')).toEqual(AS_BEFORE)
})

test('a backup sealed with a passphrase leaves a way back that is sealed with it', async () => {
  const { bucket } = world()
  await backUp('small', { passphrase: PASSPHRASE, encryption: 'age' })
  await makeTarget('staging', true)
  const step = await restore('staging', { ...overwriting('staging'), passphrase: PASSPHRASE })
  expectSuccess(step)
  const kept = await bucket.bytes(step.outputs['pre-restore-key'] ?? '')
  expect(kept.toString('latin1')).toContain('-> scrypt ')
})

test('a dry run says the plan and what stands in its way, fails for that, and changes nothing', async () => {
  const { bucket } = world()
  await backUp('small')
  await makeTarget('staging', true)
  const before = await bucket.contents()
  const step = await restore('staging', { 'dry-run': 'true' })
  expect(step).toMatchObject({ exitCode: 1, leftInTemp: [], survivors: [] })
  expect(step.outputs).toMatchObject({ outcome: 'refused', 'pre-restore-key': '' })
  const errors = step.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  expect(errors.join('\n')).toMatch(/is not empty.* \[restore-target-not-empty\]/)
  expect(step.summary).toContain('## ❌ Restore refused: nothing was changed')
  expect(step.summary).toContain('table public.log')
  const allowed = await restore('staging', { 'dry-run': 'true', ...overwriting('staging') })
  expectSuccess(allowed)
  expect(allowed.outputs['outcome']).toBe('planned')
  expect(allowed.outputs['use-list']).toMatch(/^\d+; TABLE public log /m)
  expect(await contents('staging')).toEqual(AS_BEFORE)
  expect(await bucket.contents()).toEqual(before)
})

test('a wrong input, a missing file and a backup that is not there are one clear line', async () => {
  await makeTarget('staging')
  expectFailure(await restore('staging', { jobs: 'many' }), 'input-invalid')
  const [file] = expectFailure(
    await restore('staging', { 'post-restore-sql': 'no/such.sql' }),
    'input-invalid',
  )
  expect(file).toContain('post-restore-sql: the file no/such.sql cannot be read')
  const [line] = expectFailure(await restore('staging', {}), 'backup-not-found')
  expect(line).toContain('the latest')
  const [target] = expectFailure(
    await restore('staging', { 'target-url': 'mysql://u:p@h/d' }),
    'input-invalid',
  )
  expect(target).toMatch(/^target-url: /)
})

test.for([
  {
    signal: 'SIGINT',
    ending: [
      { signal: 'SIGINT', thenWaitMs: 20_000 },
      { signal: 'SIGKILL', thenWaitMs: 0 },
    ],
  },
  { signal: 'SIGKILL', ending: KILLED },
] as const)('$signal while rows are loaded: the target is as it was before', async ({ ending }, ctx) => {
  await backUp('big')
  await makeTarget('staging', true)
  const step = await endWhileLoading('staging', overwriting('staging'), ending, ctx.signal)
  expect(stillRunning(step.processes)).toEqual([])
  expect(step.leftInTemp).toEqual([])
  expect(await contents('staging')).toEqual(AS_BEFORE)
  if (step.signal === 'SIGKILL') {
    expect(step.post?.log.masked).toContain('Cleaned up after the run')
    return
  }
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed' }, post: { log: { raw: '' } } })
  expect(step.log.masked).toMatch(/\(SIGINT\)\. Nothing was changed in staging\./)
})

/** How long after the load has begun the step is killed at most: it takes about that long. Milliseconds. */
const LOAD_MS = 1_500
const SEED = Number(process.env['RESTORE_SEED'] ?? 20_261_123)

test(`killed at any moment (seed ${SEED}): the target is as it was before, or all of the backup is in it`, async () => {
  const { server } = world()
  await backUp('big')
  const random = randomBelow(SEED)
  for (let attempt = 0; attempt < 5; attempt++) {
    await makeTarget('staging', true)
    const now = new AbortController()
    const after = random(LOAD_MS)
    const step = await restore('staging', overwriting('staging'), {
      cancel: { at: now.signal, ending: KILLED },
      onLine: ({ text }) => {
        if (text === 'Load') setTimeout(() => now.abort(), after)
      },
    })
    const told = `killed ${after} ms after the load had begun`
    expect(step.leftInTemp, told).toEqual([])
    expect(stillRunning(step.processes), told).toEqual([])
    // Waits for the lock of a session that the server has not missed yet.
    const [rows] = await server.sql('staging', 'SELECT count(*)::int AS count FROM log')
    if (rows?.['count'] !== 100_000) expect(await contents('staging'), told).toEqual(AS_BEFORE)
  }
})

test('killed while several sessions load: no file is left, and the way back works', async ctx => {
  await backUp('big')
  await makeTarget('staging', true)
  const parallel = { ...overwriting('staging'), jobs: '2' }
  const step = await endWhileLoading('staging', parallel, KILLED, ctx.signal)
  expect(step).toMatchObject({ signal: 'SIGKILL', outputs: {}, post: { exitCode: 0, annotations: [] } })
  expect(step.leftInTemp).toEqual([])
  expect(stillRunning(step.processes)).toEqual([])
  const key = /The way back, should it be needed: from: (\S+)/.exec(step.log.masked)?.[1] ?? ''
  const back = await restore('staging', { ...overwriting('staging'), from: key })
  expectSuccess(back)
  expect(await contents('staging')).toEqual(AS_BEFORE)
})
