import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { nameOf, STEPS } from '../support/document-examples.ts'
import { filesIn } from '../support/files-in.ts'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { startMailReceiver } from '../support/mail-receiver.ts'
import { daysAgo } from '../support/stored-backups.ts'
import { useDocumentSteps } from './document-steps-world.ts'
import { urlOf } from './examples-world.ts'
import { count, newDatabase } from './other-databases.ts'

const README = 'README.md'
const RUNBOOKS = 'docs/from-runbooks.md'
const RECOVERY = 'docs/recovery.md'
const { execute, executed, folder, world } = useDocumentSteps()
const identity = await generateX25519Identity()
/** The secrets that open backups. */
const opening = { BACKUP_AGE_IDENTITY: identity, BACKUP_PASSPHRASE: 'three words suffice not' }

/** A backup of `shop`; returns its key. */
async function backUp(series: string, inputs: Readonly<Record<string, string>> = {}): Promise<string> {
  const { from, into, run } = world()
  const { exitCode, outputs } = await run({ with: { ...from('shop'), ...into(), series, ...inputs } })
  expect(exitCode).toBe(0)
  return outputs['key'] ?? ''
}

execute(README, 'pg-backup-action', async step => {
  expect(await step.succeed()).toMatchObject({ key: expect.stringMatching(/^shop\/.*\.dump$/) })
})

execute(README, 'Supabase', async step => {
  expect(await step.succeed()).toMatchObject({
    key: expect.stringMatching(/^shop-production\//),
    tables: '10',
  })
})

execute(README, 'Another store than AWS', async step => {
  expect(await step.succeed({ secrets: opening })).toMatchObject({
    key: expect.stringMatching(/\.dump\.gpg$/),
  })
})

execute(README, 'A folder of a self-hosted runner', async step => {
  const { key = '' } = await step.succeed()
  expect(await filesIn(folder())).toEqual([key, `${key}.manifest.json`, `${key}.sha256`])
})

execute(README, 'Compared with the backups before', async step => {
  await backUp('shop', { class: 'pre-deploy' })
  expect(await step.succeed()).toMatchObject({ anomalies: '0' })
})

execute(README, 'Check before', async step => {
  const { failed, 'least-privilege': rights } = await step.succeed()
  expect(failed).toBe('0')
  expect(rights).toContain('GRANT')
})

execute(README, 'Notifications', async step => {
  const [http, mail] = await Promise.all([startHttpReceiver(), startMailReceiver()])
  try {
    const { run } = await step.run({
      secrets: {
        DATABASE_URL: urlOf(world(), 'gone'),
        SLACK_WEBHOOK_URL: `${http.origin}/slack`,
        HEARTBEAT_URL: `${http.origin}/ping`,
        SMTP_URL: `smtp://127.0.0.1:${mail.port}?starttls=never`,
      },
    })
    expect(run.log).toContain('[database-missing]')
    expect(http.received.map(({ path }) => path).toSorted()).toEqual(['/ping/fail', '/ping/start', '/slack'])
    expect(mail.received.map(({ to }) => to)).toEqual([['ops@example.com', 'dba@example.com']])
  } finally {
    await Promise.all([http.stop(), mail.stop()])
  }
})

execute(RUNBOOKS, 'A full backup', async step => {
  const { key = '' } = await step.succeed({ secrets: opening })
  expect(key).toMatch(/^shop-production\/.*\.dump\.gpg$/)
  expect(await filesIn(folder())).toEqual([key, `${key}.manifest.json`, `${key}.sha256`])
})

execute(RUNBOOKS, 'The schema alone', async step => {
  const { key = '' } = await step.succeed()
  expect(String(await world().bucket.bytes(key))).toContain('CREATE TABLE public.orders')
})

execute(RUNBOOKS, 'Some tables', async step => {
  expect(await step.succeed()).toMatchObject({ tables: '1' })
})

execute(RUNBOOKS, 'The rows alone', async step => {
  expect(await step.succeed()).toMatchObject({
    key: expect.stringMatching(/^shop\/data-only\//),
    rows: '40010',
  })
})

execute(RUNBOOKS, 'Supabase', async step => {
  // What the platform keeps for itself is left out.
  expect(await step.succeed()).toMatchObject({ tables: '10' })
})

execute(RUNBOOKS, 'Verify', async step => {
  await backUp('shop')
  expect(await step.succeed()).toMatchObject({ verified: '1', failed: '0' })
})

execute(RUNBOOKS, 'Compare with the backups before', async step => {
  await backUp('shop')
  expect(await step.succeed()).toMatchObject({ anomalies: '0' })
})

execute(RUNBOOKS, 'Remove old backups', async step => {
  const { bucket, store } = world()
  await store({ startedAt: daysAgo(1) }, { startedAt: daysAgo(40) })
  const old = 'pg/2025/01/wastewise_backup_20250121_030000.dump'
  await bucket.seed([old])
  const before = await bucket.contents()
  const { run } = await step.run()
  expect(run.result, run.log).toBe('success')
  expect(run.summary).toContain('wastewise_backup_20250121_030000.dump')
  expect(await bucket.contents()).toEqual(before)
})

execute(RUNBOOKS, 'Notifications', async step => {
  const ses = await startHttpReceiver()
  try {
    ses.answers({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"MessageId":"1"}' })
    await step.succeed({ runnerEnv: { AWS_ENDPOINT_URL_SESV2: ses.origin } })
    expect(ses.received).toHaveLength(1)
    expect(ses.received[0]?.body).toContain('Sunday 03:07 UTC')
  } finally {
    await ses.stop()
  }
})

execute(RUNBOOKS, 'Restore', async step => {
  await backUp('shop-production')
  const url = await newDatabase(world(), 'shop_staging', 'CREATE TABLE mine (id int)')
  await step.succeed({ secrets: { STAGING_DATABASE_URL: url } })
  expect(await count(world(), 'shop_staging', "pg_tables WHERE schemaname = 'public'")).toBe(1)
})

execute(RUNBOOKS, 'Restore some tables', async step => {
  await backUp('shop')
  const url = await newDatabase(
    world(),
    'shop_staging',
    "CREATE TABLE sales (id int, note text); INSERT INTO sales VALUES (0, 'wrong')",
  )
  expect(await step.succeed({ secrets: { STAGING_DATABASE_URL: url } })).toMatchObject({
    outcome: 'proven',
    'pre-restore-key': expect.stringContaining('/pre-restore/'),
  })
  expect(await count(world(), 'shop_staging', "sales WHERE note = 'sold'")).toBe(10)
  expect(await count(world(), 'shop_staging', 'sales')).toBe(10)
})

execute(RUNBOOKS, 'Restore the schema alone', async step => {
  await backUp('shop')
  const url = await newDatabase(world(), 'shop_new')
  expect(await step.succeed({ secrets: { NEW_DATABASE_URL: url } })).toMatchObject({
    outcome: 'proven',
  })
  expect(await count(world(), 'shop_new', 'orders')).toBe(0)
})

execute(RUNBOOKS, 'Drill', async step => {
  await backUp('shop-production')
  expect(await step.succeed()).toMatchObject({ outcome: 'proven' })
})

execute(RUNBOOKS, 'Report', async step => {
  await backUp('shop')
  expect(await step.succeed()).toMatchObject({ stale: '', backups: '1' })
})

execute(RUNBOOKS, 'Check before', async step => {
  expect(await step.succeed()).toMatchObject({ failed: '0' })
})

execute(RECOVERY, '6. A restore went wrong', async step => {
  const { into, run, server } = world()
  const encrypted = { 'encrypt-to': await identityToRecipient(identity) }
  const key = await backUp('shop', encrypted)
  await server.sql('shop', "INSERT INTO sales VALUES (11, 'sold since')")
  try {
    const url = urlOf(world(), 'shop')
    const overwriting = { allow: 'not-empty, source', confirm: 'shop', 'age-identity': identity }
    const wrong = await run({
      action: 'restore',
      with: { ...into(), ...overwriting, from: key, 'target-url': url, sslmode: 'disable' },
    })
    expect(wrong).toMatchObject({ exitCode: 0 })
    expect(await count(world(), 'shop', 'sales')).toBe(10)
    const { 'pre-restore-key': before = '' } = wrong.outputs
    // Owners and privileges are restored too, and no fingerprint has them.
    const back = await step.succeed({
      change: text => text.replace(/shop\/pre-restore\/.*/, before),
      secrets: { TARGET_DATABASE_URL: url, ...opening },
    })
    expect(back).toMatchObject({ outcome: 'partly proven', key: before })
    expect(await count(world(), 'shop', 'sales')).toBe(11)
  } finally {
    await server.sql('shop', 'DELETE FROM sales WHERE id = 11')
  }
})

execute(RECOVERY, '8. The backup is bad', async step => {
  await backUp('shop-production', { 'encrypt-to': await identityToRecipient(identity) })
  expect(await step.succeed({ secrets: opening })).toMatchObject({ verified: '1', failed: '0' })
})

test('each step that a reader may copy out of a document is executed here', () => {
  expect(executed.toSorted()).toEqual(STEPS.map(nameOf).toSorted())
})
