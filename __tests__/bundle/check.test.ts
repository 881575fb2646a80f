import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { KILLED, RUNNER_CANCELS, type StepResult } from '../support/action-runner.ts'
import { stillRunning } from '../support/family.ts'
import { findSecrets } from '../support/find-secrets.ts'
import type { Gate } from '../support/s3-proxy.ts'
import { loadSample } from '../support/sample-database.ts'
import { lockTable } from '../support/table-lock.ts'
import { expectFailure, expectSuccess, type Run, standsAt, useWorld } from './world.ts'

const PASSPHRASE = `kännst du's? "50%" & more`
const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const SESSION = 'FwoGZXIvYXdzEBYaD/session+token=='
const ROLE_PASSWORD = 'geheim-und-lang'
const identity = await generateX25519Identity()
const stranger = await generateX25519Identity()
const SECRETS = [PASSPHRASE, AWS_SECRET, SESSION, ROLE_PASSWORD, identity, stranger]

const credentials = {
  'aws-access-key-id': 'AKIAIOSFODNN7EXAMPLE',
  'aws-secret-access-key': AWS_SECRET,
  'aws-session-token': SESSION,
}

const world = useWorld(17, {
  load: async server => {
    await loadSample(server, 'shop')
    await server.sql('shop', `CREATE ROLE weak LOGIN PASSWORD '${ROLE_PASSWORD}'`)
  },
})

async function check(
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<Run> = {},
  endpoint?: string,
): Promise<StepResult> {
  const { from, into, run, server } = world()
  const step = await run({
    action: 'check',
    ...more,
    with: { ...from('shop'), ...into(endpoint), ...credentials, ...inputs },
  })
  const written = {
    log: step.log.raw,
    'log of post': step.post?.log.raw ?? '',
    annotations: JSON.stringify(step.annotations),
    outputs: JSON.stringify(step.outputs),
    summary: step.summary,
    'command lines': step.processes.flatMap(({ argv }) => argv).join('\n'),
  }
  expect(findSecrets([...SECRETS, server.password], written)).toEqual([])
  return step
}

function weak(): Readonly<Record<string, string>> {
  const { server } = world()
  return { 'database-url': `postgresql://weak:${ROLE_PASSWORD}@127.0.0.1:${server.port}/shop` }
}

function reportOf({ outputs }: StepResult): unknown {
  return JSON.parse(outputs['report'] ?? '')
}

function errorsOf(step: StepResult): string[] {
  return step.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
}

function codeOf(line: string): string | undefined {
  return /\[([a-z-]+)\]$/.exec(line)?.[1]
}

test('all is well: every tick in one table, nothing left in the bucket, no secret reported', async () => {
  const step = await check({
    'encrypt-to': await identityToRecipient(identity),
    'age-identity': identity,
  })
  expectSuccess(step)
  expect(step.outputs).toMatchObject({ outcome: 'ok', failed: '0', warnings: '0', 'least-privilege': '' })
  expect(step.summary).toContain('## ✅ Check: a backup would work')
  expect(step.summary).toContain('destination: Write, list, read, delete')
  expect(reportOf(step)).toMatchObject({
    schema: 'pg-backup-check/1',
    outcome: 'ok',
    findings: expect.arrayContaining([
      {
        area: 'encryption',
        what: 'Key',
        outcome: 'ok',
        message: expect.stringContaining('opens what it sealed'),
      },
      { area: 'destination', what: 'Uploads in parts', outcome: 'ok', message: expect.any(String) },
      { area: 'machine', what: 'Client', outcome: 'ok', message: expect.stringContaining('tool-cache') },
    ]),
  })
  expect(await world().bucket.contents()).toEqual([])
})

test('what a backup would fail by fails the step, a line with its fix for each; all of it is reported', async () => {
  const step = await check({
    ...weak(),
    'encrypt-to': await identityToRecipient(identity),
    'age-identity': stranger,
  })
  expect(step).toMatchObject({ exitCode: 1, leftInTemp: [], survivors: [] })
  expect(step.outputs).toMatchObject({ outcome: 'failed', failed: '4' })
  const errors = errorsOf(step)
  expect(errors.map(codeOf)).toEqual([
    'table-denied',
    'row-security-applies',
    'large-object-denied',
    'encryption-key-mismatch',
  ])
  for (const line of errors) expect(line).toMatch(/^[^\n]+\. — [A-Z][^\n]+\. \[[a-z-]+\]$/)
  expect(errors[0]).toMatch(/^Role weak may not read .+ — Run GRANT pg_read_all_data TO weak/)
  expect(step.summary).toContain('## ❌ Check: a backup would fail, by 4 things')
  expect(await world().bucket.contents()).toEqual([])
})

test('a lock that is held now is a warning, and the step succeeds', async () => {
  const { server } = world()
  const [table] = await server.sql(
    'shop',
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname !~ '^(pg_|information)' LIMIT 1`,
  )
  await using _migration = await lockTable(server, 'shop', String(table?.['name']))
  const step = await check()
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'warning', failed: '0', warnings: '1' } })
  expect(step.annotations).toMatchObject([
    { level: 'warning', message: expect.stringContaining('lock-timeout') },
  ])
})

test('neither a bucket nor a database: each is reported, and so are wrong inputs', async () => {
  const step = await check({
    destination: 's3://no-such-bucket-at-all/pg',
    'database-url': 'postgresql://u:pw-of-none@127.0.0.1:1/none',
  })
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed', failed: '2' } })
  expect(errorsOf(step).map(codeOf)).toEqual(['database-refused', 'storage-bucket-missing'])
  const pooled = await check({
    'database-url': 'postgresql://u:pw@aws-0-eu.pooler.supabase.com:6543/postgres',
  })
  expect(errorsOf(pooled)).toEqual([expect.stringMatching(/session pooler.* \[check-connection-unusable\]$/)])
  expectFailure(await check({ destination: 'gs://bucket' }), 'input-invalid')
})

test('least-privilege: the grants and the policies that this configuration needs', async () => {
  const step = await check({
    ...weak(),
    'least-privilege': 'true',
    tags: 'team=platform',
    passphrase: PASSPHRASE,
  })
  const message: unknown = JSON.parse(step.outputs['least-privilege'] ?? '')
  expect(message).toMatchObject({
    grants: expect.arrayContaining(['GRANT pg_read_all_data TO "weak";']),
    policies: { writer: { Version: '2012-10-17' }, pruner: {}, restorer: {} },
  })
  expect(step.summary).toContain('GRANT pg_read_all_data TO "weak";')
  expect(step.summary).toContain('IAM policy of the pruner')
  expect(step.outputs['least-privilege']).toContain('s3:PutObjectTagging')
})

/** The step stands here when its object has been written, and it does not know yet. */
const WRITTEN: Gate = {
  at: 'after',
  holds: ({ key, operation }) => operation === 'PutObject' && key.includes('.pg-backup-check-'),
}

test('killed when its object is written: the post step removes it', async () => {
  const { bucket, gated } = world()
  const gate = await gated(WRITTEN)
  const now = new AbortController()
  const running = check({}, { cancel: { at: now.signal, ending: KILLED } }, gate.endpoint)
  await standsAt(gate, running)
  expect(await bucket.contents()).toEqual([expect.stringContaining('.pg-backup-check-')])
  now.abort()
  const step = await running
  expect(step).toMatchObject({ signal: 'SIGKILL', outputs: {}, post: { exitCode: 0, annotations: [] } })
  expect(step.post?.log.masked).toMatch(/Cleaned up after the run: removed \S+\.pg-backup-check-/)
  expect(await bucket.contents()).toEqual([])
  expect(step.leftInTemp).toEqual([])
  expect(stillRunning(step.processes)).toEqual([])
})

test('cancelled there: it removes the object itself', async () => {
  const { bucket, gated } = world()
  const gate = await gated(WRITTEN)
  const now = new AbortController()
  const running = check({}, { cancel: { at: now.signal, ending: RUNNER_CANCELS } }, gate.endpoint)
  await standsAt(gate, running)
  now.abort()
  gate.open()
  expectFailure(await running, 'cancelled')
  expect(await bucket.contents()).toEqual([])
})
