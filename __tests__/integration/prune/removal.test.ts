import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import { DEFAULT_POLICY } from '../../../src/retention/policy.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { checkListedKey } from '../../../src/storage/refusals.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import type { ObjectStore, StoredObject } from '../../../src/storage/store.ts'
import { filesIn } from '../../support/files-in.ts'
import { keysOf, runPrune } from '../../support/run-prune.ts'
import { makeBucket, startMockS3 } from '../../support/s3-server.ts'
import { daysAgo, SIGNAL, storeBackups } from '../../support/stored-backups.ts'

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prune-removal-'))
  store = folderStore(folder)
})
afterEach(() => rm(folder, { recursive: true }))

const parsed = parsePolicy("legacy-pattern: '*_YYYYMMDD_HHMMSS*'\nlegacy: 90d")
const policy = parsed.ok ? parsed.value : DEFAULT_POLICY

const DENIED = new BackupError({
  ...{ kind: 'storage', code: 'storage-denied', message: 'It may not be removed.', hint: 'Allow it.' },
})

/** The store, where objects of one ending are not removed: held fast, or refused. */
function holding(ending: string, how: 'kept' | 'failed'): ObjectStore {
  return {
    ...store,
    async *removeMany(keys, signal, options) {
      const free: string[] = []
      for await (const key of keys) {
        if (!key.endsWith(ending)) free.push(key)
        else if (how === 'kept') yield { key, outcome: 'kept', why: 'on legal hold' }
        else yield { key, outcome: 'failed', why: DENIED }
      }
      yield* store.removeMany(free, signal, options)
    },
  }
}

describe('a backup of which something cannot be removed', () => {
  let old: string
  beforeEach(async () => {
    const keys = await storeBackups(store, { startedAt: daysAgo(2) }, { startedAt: daysAgo(50) })
    old = keys[1] ?? ''
  })

  it.each([
    ['kept', 'locked', 0],
    ['failed', 'failed', 1],
  ] as const)(
    'is gone with its manifest, and what was %s of it is reported as left',
    async (how, disposition, problems) => {
      const report = await runPrune(holding('.sha256', how))
      expect(keysOf(report.backups, 'removed')).toEqual([old])
      expect(report.leftovers.map(({ disposition: { kind }, key }) => [key, kind])).toEqual([
        [`${old}.sha256`, disposition],
      ])
      expect(report.problems).toHaveLength(problems)
      expect((await filesIn(folder)).filter(name => name.startsWith(old))).toEqual([`${old}.sha256`])
    },
  )

  it('is whole where it is the manifest', async () => {
    const report = await runPrune(holding('.manifest.json', 'kept'))
    expect(keysOf(report.backups, 'locked')).toEqual([old])
    expect(report.leftovers).toEqual([])
    expect((await filesIn(folder)).filter(name => name.startsWith(old))).toHaveLength(3)
  })

  it('is whole where it is the dump of a legacy one, and gone where it is something else of it', async () => {
    const legacy = 'shop_backup_20200101_000000.dump'
    for (const key of [legacy, `${legacy}.sha256`]) await store.put(key, Buffer.from('x'), SIGNAL)
    expect(keysOf((await runPrune(holding('.dump', 'kept'), { policy })).backups, 'locked')).toContain(legacy)
    expect(await filesIn(folder)).toContain(`${legacy}.sha256`)
    const report = await runPrune(holding('.sha256', 'kept'), { policy })
    expect(keysOf(report.backups, 'removed')).toContain(legacy)
    expect(report.leftovers).toContainEqual(expect.objectContaining({ key: `${legacy}.sha256` }))
  })

  it('stays whole where all versions would go and anything of it is locked', async () => {
    const locked: ObjectStore = {
      ...store,
      lockOf: async key =>
        key.endsWith('.sha256')
          ? { kind: 'locked', retention: undefined, legalHold: true, why: 'on legal hold' }
          : undefined,
    }
    const report = await runPrune(locked, { versions: 'all' })
    expect(report.backups.map(({ disposition, key }) => [key, disposition])).toContainEqual([
      old,
      { kind: 'locked', rule: 'on legal hold' },
    ])
    expect((await filesIn(folder)).filter(name => name.startsWith(old))).toHaveLength(3)
    expect(keysOf((await runPrune(locked)).backups, 'removed')).toEqual([old])
  })
})

test('what the store says is locked survives, is reported, and fails nothing: backups, orphans, and what was deleted', async () => {
  const [, dumpHeld = '', manifestHeld = '', free = ''] = await storeBackups(
    store,
    ...[2, 50, 51, 52].map(days => ({ startedAt: daysAgo(days) })),
  )
  const legacy = 'shop_backup_20200101_000000.dump'
  await store.put(legacy, Buffer.from('x'), SIGNAL)
  const orphan = 'crm/2020/01/crm_schema_20200101_000000.sql.sha256'
  await store.put(orphan, Buffer.from('x'), SIGNAL)
  await utimes(join(folder, orphan), daysAgo(9), daysAgo(9))
  const deleted = 'shop/2020/02/shop_backup_20200201_000000.dump'
  const held = [dumpHeld, `${manifestHeld}.manifest.json`, legacy, orphan, deleted]
  const bucket: ObjectStore = {
    ...holding(deleted, 'kept'),
    lockOf: async key =>
      held.includes(key)
        ? { kind: 'locked', retention: undefined, legalHold: true, why: 'on legal hold' }
        : undefined,
    async *hidden() {
      yield { key: deleted, hidden: daysAgo(40) }
    },
  }
  for (const versions of ['current', 'all'] as const) {
    const only = parsePolicy("legacy-pattern: '*_backup_YYYYMMDD_HHMMSS*'")
    if (!only.ok) throw new Error(only.problem)
    const report = await runPrune(bucket, { policy: only.value, versions })
    expect(report.problems).toEqual([])
    expect(keysOf(report.backups, 'locked').toSorted()).toEqual([dumpHeld, manifestHeld, legacy].toSorted())
    expect(keysOf(report.backups, 'removed')).toEqual(versions === 'current' ? [free] : [])
    expect(keysOf(report.leftovers, 'locked')).toEqual([
      orphan.replace('.sha256', ''),
      ...(versions === 'all' ? [deleted] : []),
    ])
    for (const { disposition } of [...report.backups, ...report.leftovers].filter(
      each => each.disposition.kind === 'locked',
    ))
      expect(disposition.rule).toBe('on legal hold')
  }
  const left = await filesIn(folder)
  for (const key of [dumpHeld, manifestHeld])
    expect(left.filter(name => name.startsWith(key))).toHaveLength(3)
  expect(left).toEqual(expect.arrayContaining([legacy, orphan]))
})

test('files whose names no key may have are left alone, and keep no others from going', async () => {
  await storeBackups(store, { startedAt: daysAgo(2), series: 'orchard' })
  const odd = ['a\\b_backup_20200101_000000.dump', 'orchard/2020/01/orchard_back\\up_20200101_000000.dump']
  const old = ['a_backup_20200101_000000.dump', 'b_backup_20200101_000000.dump'].flatMap(name => [
    `backups/${name}`,
    `backups/${name.replace('2020', '2019')}`,
  ])
  for (const key of [...odd, ...old]) {
    await mkdir(dirname(join(folder, key)), { recursive: true })
    await writeFile(join(folder, key), 'x')
  }
  const report = await runPrune(store, { policy })
  expect(report).toMatchObject({ problems: [], leftovers: [], foreignObjects: 2 })
  expect(keysOf(report.backups, 'removed').toSorted()).toEqual([old[1], old[3]].toSorted())
  expect(await filesIn(folder)).toEqual(expect.arrayContaining(odd))
})

test('objects of a bucket that cannot be asked for are left alone, and keep no others from going', async () => {
  const stranger = (name: string): StoredObject => ({ key: name, bytes: 1, modified: daysAgo(100) })
  const odd = ['./x_backup_20200101_000000.dump', 'a/../x_backup_20200101_000000.dump.manifest.json']
  await storeBackups(store, { startedAt: daysAgo(2) }, { startedAt: daysAgo(50) })
  const bucket: ObjectStore = {
    ...store,
    async *list(prefix, signal) {
      yield* odd.map(stranger)
      yield* store.list(prefix, signal)
    },
    get: async (key, signal) => {
      checkListedKey(key)
      return store.get(key, signal)
    },
    async *removeMany(keys, signal, options) {
      const all: string[] = []
      for await (const key of keys) all.push(key)
      all.forEach(checkListedKey)
      yield* store.removeMany(all, signal, options)
    },
  }
  const report = await runPrune(bucket, { policy })
  expect(report).toMatchObject({ problems: [], leftovers: [], foreignObjects: 2 })
  expect(keysOf(report.backups, 'removed')).toHaveLength(1)
})

test('objects that the runbooks named with two slashes go like others', async () => {
  const server = await startMockS3()
  const bucket = await makeBucket(server)
  const inBucket = s3Store(bucket.options())
  try {
    const [own] = await storeBackups(inBucket, { startedAt: daysAgo(2), series: 'orchard' })
    const legacy = '2020/01//orchard_backup_20200101_000000.dump'
    await bucket.seed([legacy, `${legacy}.sha256`].map(key => `${bucket.options().prefix}/${key}`))
    const report = await runPrune(inBucket, { policy })
    expect(keysOf(report.backups, 'kept')).toEqual([own])
    expect(keysOf(report.backups, 'removed')).toEqual([legacy])
    expect(await bucket.contents()).toHaveLength(3)
  } finally {
    inBucket.close()
    bucket.close()
    await server.stop()
  }
})
