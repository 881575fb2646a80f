import { expect, test } from 'vitest'
import { archiveKeyOf } from '../../src/catalog/archive-key.ts'
import { manifestKey } from '../../src/catalog/catalog.ts'
import { readCatalog, readManifest } from '../../src/catalog/read-manifest.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { KILLED, RUNNER_CANCELS, type StepResult } from '../support/action-runner.ts'
import { findSecrets } from '../support/find-secrets.ts'
import type { Gate } from '../support/s3-proxy.ts'
import { loadSample } from '../support/sample-database.ts'
import { createDatabase } from '../support/sql-folder.ts'
import { daysAgo, SIGNAL, type Stored, storeBackups } from '../support/stored-backups.ts'
import { expectFailure, expectSuccess, PREFIX, type Run, standsAt, useWorld } from './world.ts'

const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const SESSION = 'FwoGZXIvYXdzEBYaD/session+token=='
const credentials = {
  'aws-access-key-id': 'AKIAIOSFODNN7EXAMPLE',
  'aws-secret-access-key': AWS_SECRET,
  'aws-session-token': SESSION,
}

const world = useWorld(17, { load: server => loadSample(server, 'shop'), dated: true })

/** Older than their class is kept, and of one month at least. */
const OLD: readonly Stored[] = [40, 41, 42].map(days => ({ startedAt: daysAgo(days), roles: true }))

async function prune(
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<Run> = {},
  endpoint?: string,
): Promise<StepResult> {
  const { run, into } = world()
  const step = await run({ action: 'prune', ...more, with: { ...into(endpoint), ...credentials, ...inputs } })
  const written = { log: step.log.raw, summary: step.summary, outputs: JSON.stringify(step.outputs) }
  expect(findSecrets([AWS_SECRET, SESSION], written)).toEqual([])
  return step
}

/** The store as the steps see it. */
async function inStore<T>(work: (store: ObjectStore) => Promise<T>): Promise<T> {
  const store = s3Store(world().bucket.options({ prefix: PREFIX }))
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

async function keysInCatalog(): Promise<string[]> {
  const { manifests, unreadable } = await inStore(store => readCatalog(store, '', SIGNAL))
  expect(unreadable).toEqual([])
  return manifests.map(({ key }) => key).toSorted()
}

async function backUp(): Promise<string> {
  const { run, from, into } = world()
  const step = await run({ with: { ...from('shop'), ...into() } })
  expectSuccess(step)
  return step.outputs['key'] ?? ''
}

test('a plan, then a prune by it; what is archived is verified by its key, and the latest still restores', async () => {
  const { bucket, into, run, server } = world()
  const own = await backUp()
  // Of the same database: those of another one would be kept for themselves.
  const { source } = await inStore(store => readManifest(store, manifestKey(own), SIGNAL))
  const old = await inStore(store => storeBackups(store, ...OLD.map(each => ({ ...each, source }))))
  const before = await bucket.contents()

  const plan = await prune({ 'dry-run': 'true', archive: 'true' })
  expectSuccess(plan)
  expect(plan.outputs).toMatchObject({ removed: '3', kept: '1', failed: '0' })
  expect(plan.summary).toContain('## 📋 Prune plan: 3 of 4 backups would be removed')
  expect(await bucket.contents()).toEqual(before)

  const step = await prune({ archive: 'true' })
  expectSuccess(step)
  expect(step.outputs).toMatchObject({
    removed: '3',
    kept: '1',
    archived: plan.outputs['archived'],
    swept: '0',
  })
  expect(step.outputs['freed-bytes']).toBe(plan.outputs['freed-bytes'])
  expect(JSON.parse(step.outputs['plan'] ?? '')).toMatchObject([
    ...old.map(key => ({
      key,
      disposition: 'removed',
      rule: 'daily backups are kept 30 days, and it is older',
    })),
    { key: own, disposition: 'kept', rule: 'newest proven of its series' },
  ])
  expect(step.summary).toContain('| 🗑️ removed | daily backups are kept 30 days, and it is older | 3 |')
  const copies = (step.outputs['archived'] ?? '').split('\n')
  expect(copies).toContain(archiveKeyOf(own))
  expect(await keysInCatalog()).toEqual([own, ...copies].toSorted())

  const copy = archiveKeyOf(own) ?? ''
  const verified = await run({ action: 'verify', with: { ...into(), from: copy } })
  expectSuccess(verified)
  expect(verified.outputs).toMatchObject({ verified: '1' })
  for (const from of ['latest', copy]) {
    await server.sql('postgres', 'DROP DATABASE IF EXISTS target WITH (FORCE)')
    await createDatabase(server, 'target')
    const target = { 'target-url': server.url('target'), sslmode: 'disable' }
    const restored = await run({ action: 'restore', with: { ...into(), ...target, from } })
    expectSuccess(restored)
    expect(restored.outputs).toMatchObject({ outcome: 'proven', key: from === copy ? copy : own })
  }
  const again = await prune({ archive: 'true' })
  expectSuccess(again)
  expect(again.outputs).toMatchObject({ removed: '0', archived: '', swept: '0' })
})

test('mistakes in a policy are reported at once, and in doubt nothing is removed', async () => {
  const { bucket } = world()
  await inStore(store => storeBackups(store, { startedAt: daysAgo(2) }, ...OLD, { startedAt: daysAgo(-2) }))
  const before = await bucket.contents()
  const [line] = expectFailure(
    await prune({ policy: 'keep-dayly: 7\nclasses:\n  weekly: 90' }),
    'input-invalid',
  )
  expect(line).toMatch(/^policy: line 1: .+; line 3: .+ \[input-invalid\]$/)
  const future = await prune()
  const [told] = expectFailure(future, 'prune-backup-from-future')
  expect(told).toContain('nothing was removed')
  expect(future.summary).toContain('## ❌ Not pruned: refused, to be on the safe side')
  expect(await bucket.contents()).toEqual(before)
})

test('what the store refuses to remove fails the step, after everything else was removed', async () => {
  const { flaky } = world()
  const [kept = ''] = await inStore(store => storeBackups(store, { startedAt: daysAgo(2) }, ...OLD))
  const refusal = { kind: 'refuse', status: 403, code: 'AccessDenied' } as const
  const batches = { which: { operation: 'DeleteObjects' }, fault: refusal, times: 1 }
  const step = await prune({}, {}, (await flaky(batches)).endpoint)
  expect(step).toMatchObject({ exitCode: 1, outputs: { removed: '0', failed: '3', kept: '1' } })
  const [line = ''] = step.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  expect(line).toMatch(/s3:DeleteObject.*\[storage-denied\]$/)
  expect(await keysInCatalog()).toHaveLength(4)
  expectSuccess(await prune())
  expect(await keysInCatalog()).toEqual([kept])
})

const killedAt: readonly (readonly [when: string, gate: Gate])[] = [
  [
    'a copy has no manifest yet',
    {
      at: 'before',
      holds: ({ key, operation }) => operation === 'PutObject' && /archive\/.*manifest\.json$/.test(key),
    },
  ],
  [
    'a copy was made',
    {
      at: 'after',
      holds: ({ key, operation }) => operation === 'PutObject' && /archive\/.*\.dump$/.test(key),
    },
  ],
  ['manifests were removed', { at: 'after', holds: ({ operation }) => operation === 'DeleteObjects' }],
]

test.for(killedAt)(
  'killed when %s: each backup is whole or gone, and the next run finishes',
  async ([, at]) => {
    const { bucket, gated } = world()
    const [kept = '', ...old] = await inStore(store => storeBackups(store, { startedAt: daysAgo(2) }, ...OLD))
    const gate = await gated(at)
    const now = new AbortController()
    const running = prune({ archive: 'true' }, { cancel: { at: now.signal, ending: KILLED } }, gate.endpoint)
    await standsAt(gate, running)
    now.abort()
    const step = await running
    expect(step).toMatchObject({ signal: 'SIGKILL', outputs: {}, post: { exitCode: 0 }, leftInTemp: [] })
    const own = (await keysInCatalog()).filter(key => !key.startsWith('archive/'))
    expect([[kept], [kept, ...old].toSorted()]).toContainEqual(own)
    const halfMade = (await bucket.contents()).filter(
      key => key.includes('/archive/') && key.endsWith('.dump'),
    )
    const archived = (await keysInCatalog()).filter(key => key.startsWith('archive/'))
    expect(halfMade.map(key => key.slice(PREFIX.length + 1))).toEqual(archived)
    expectSuccess(await prune({ archive: 'true' }))
    expect((await keysInCatalog()).filter(key => !key.startsWith('archive/'))).toEqual([kept])
  },
)

test('cancelled while it removes: says so, and what is left is whole', async () => {
  const { gated } = world()
  const [kept = '', ...old] = await inStore(store => storeBackups(store, { startedAt: daysAgo(2) }, ...OLD))
  const gate = await gated({ at: 'before', holds: ({ operation }) => operation === 'DeleteObjects' })
  const now = new AbortController()
  const running = prune({}, { cancel: { at: now.signal, ending: RUNNER_CANCELS } }, gate.endpoint)
  await standsAt(gate, running)
  now.abort()
  const [line] = expectFailure(await running, 'cancelled')
  expect(line).toContain('each backup is whole or gone')
  expect(await keysInCatalog()).toEqual([kept, ...old].toSorted())
})
