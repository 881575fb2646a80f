import { ListObjectVersionsCommand, PutObjectLegalHoldCommand } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { archiveKeyOf } from '../../../src/catalog/archive-key.ts'
import { readCatalog } from '../../../src/catalog/read-manifest.ts'
import type { S3Options } from '../../../src/storage/s3/options.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { cephRgw } from '../../support/ceph-rgw.ts'
import { keysOf, runPrune } from '../../support/run-prune.ts'
import { makeBucket, type TestBucket } from '../../support/s3-server.ts'
import { daysAgo, SIGNAL, storeBackups } from '../../support/stored-backups.ts'

const rgw = cephRgw()

async function inLockableBucket(
  work: (parts: {
    bucket: TestBucket
    store: ObjectStore
    open(options: Partial<S3Options>): ObjectStore
  }) => Promise<void>,
): Promise<void> {
  if ('why' in rgw) throw new Error(rgw.why)
  const bucket = await makeBucket(rgw, { objectLock: true })
  const stores: ObjectStore[] = []
  const open = (options: Partial<S3Options>): ObjectStore => {
    const store = s3Store(bucket.options(options))
    stores.push(store)
    return store
  }
  try {
    await work({ bucket, store: open({}), open })
  } finally {
    for (const store of stores) store.close()
    bucket.close()
  }
}

/** How many versions and delete markers there are of a backup's objects. */
async function versionsOf({ client, name }: TestBucket, key: string): Promise<number> {
  const Prefix = `backups/of this/${key}`
  const { DeleteMarkers = [], Versions = [] } = await client.send(
    new ListObjectVersionsCommand({ Bucket: name, Prefix }),
  )
  return DeleteMarkers.length + Versions.length
}

test.for([
  { versions: 'current', left: 6 },
  { versions: 'all', left: 0 },
] as const)(
  'locked backups survive a prune of $versions versions, are reported, and do not fail it; the others go',
  async ({ left, versions }, ctx) => {
    if ('why' in rgw) return ctx.skip(rgw.why)
    await inLockableBucket(async ({ bucket, open, store }) => {
      const locking = open({ objectLock: { mode: 'GOVERNANCE', days: 1 } })
      const [newest = '', old = '', held = ''] = await storeBackups(
        store,
        ...[2, 50, 51].map(days => ({ startedAt: daysAgo(days) })),
      )
      const [locked = ''] = await storeBackups(locking, { startedAt: daysAgo(52) })
      await bucket.client.send(
        new PutObjectLegalHoldCommand({
          ...{ Bucket: bucket.name, Key: `backups/of this/${held}`, LegalHold: { Status: 'ON' } },
        }),
      )
      const report = await runPrune(store, { versions })
      expect(report.problems).toEqual([])
      expect(keysOf(report.backups, 'locked')).toEqual([held, locked])
      expect(keysOf(report.backups, 'removed')).toEqual([old])
      const rules = report.backups.map(({ disposition }) => disposition.rule)
      expect(rules).toEqual([
        'newest proven of its series',
        'daily backups are kept 30 days, and it is older',
        'on legal hold',
        expect.stringMatching(/^locked until .+ \(GOVERNANCE\)$/),
      ])
      const { manifests } = await readCatalog(store, '', SIGNAL)
      expect(manifests.map(({ key }) => key).toSorted()).toEqual([newest, held, locked].toSorted())
      for (const key of [held, locked]) expect(await store.head(key, SIGNAL)).toBeDefined()
      expect(await versionsOf(bucket, old)).toBe(left)
      expect(report.notices.length).toBe(versions === 'current' ? 1 : 0)
      await bucket.client.send(
        new PutObjectLegalHoldCommand({
          ...{ Bucket: bucket.name, Key: `backups/of this/${held}`, LegalHold: { Status: 'OFF' } },
        }),
      )
      expect(keysOf((await runPrune(store, { versions })).backups, 'removed')).toEqual([held])
    })
  },
)

test('a copy is archived in its storage class and locked, what is beside it in that of the bucket', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  await inLockableBucket(async ({ bucket, open }) => {
    const store = open({ objectLock: { mode: 'GOVERNANCE', days: 1 } })
    const [key = ''] = await storeBackups(store, { startedAt: daysAgo(2), roles: true })
    const { archived, problems } = await runPrune(store, { archive: { storageClass: 'GLACIER_IR' } })
    const copy = archiveKeyOf(key) ?? ''
    expect(problems).toEqual([])
    expect(archived).toMatchObject([{ from: key, key: copy, storageClass: 'GLACIER_IR' }])
    expect(await store.head(copy, SIGNAL)).toMatchObject({ storageClass: 'GLACIER_IR', ours: true })
    for (const suffix of ['.sha256', '.manifest.json', '.globals.sql']) {
      const beside = await store.head(copy + suffix, SIGNAL)
      expect(beside?.storageClass ?? 'STANDARD').toBe('STANDARD')
    }
    expect(await store.lockOf(copy, SIGNAL)).toMatchObject({ kind: 'locked' })
    const { manifests } = await readCatalog(store, '', SIGNAL)
    expect(manifests.find(({ archived: from }) => from)).toMatchObject({ key: copy, archived: { from: key } })
    expect((await runPrune(store, { archive: { storageClass: 'GLACIER_IR' } })).archived).toEqual([])
    expect(await versionsOf(bucket, copy)).toBe(4)
  })
})
