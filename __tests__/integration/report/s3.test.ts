import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { archiveKeyOf } from '../../../src/catalog/archive-key.ts'
import { serializeManifest } from '../../../src/catalog/manifest.ts'
import { parseManifest } from '../../../src/catalog/read-manifest.ts'
import { archivedManifest } from '../../../src/prune/archive/archive-backup.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { runReport } from '../../support/run-report.ts'
import { makeBucket, type S3Server, startMockS3, type TestBucket } from '../../support/s3-server.ts'
import { daysAgo, objectsOf, SIGNAL, storeBackups } from '../../support/stored-backups.ts'

let server: S3Server
let bucket: TestBucket
let store: ObjectStore

beforeAll(async () => {
  server = await startMockS3()
})
afterAll(() => server.stop())
beforeEach(async () => {
  bucket = await makeBucket(server)
  store = s3Store(bucket.options({ prefix: 'pg' }))
})
afterEach(() => {
  store.close()
  bucket.close()
})

it('says what the store has locked, and how much is in each storage class', async () => {
  const [locked = '', open = ''] = await storeBackups(
    store,
    { startedAt: daysAgo(1) },
    { startedAt: daysAgo(2) },
  )
  const until = new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000)
  // The mock has neither locks nor classes; what stores that have them answer is held to the contract elsewhere.
  const retention = { mode: 'GOVERNANCE', until }
  const holding: ObjectStore = {
    ...store,
    list: async function* (prefix, signal) {
      for await (const object of store.list(prefix, signal))
        yield object.key === open ? { ...object, storageClass: 'DEEP_ARCHIVE' } : object
    },
    lockOf: async key =>
      key === locked ? { kind: 'locked', retention, legalHold: false, why: 'locked' } : undefined,
  }
  const report = await runReport(holding)
  const [newest, older] = report.series[0]?.backups ?? []
  expect(newest).toMatchObject({
    key: locked,
    lock: { until: until.toISOString(), mode: 'GOVERNANCE', legalHold: false },
  })
  expect(older).toMatchObject({ key: open, storageClass: 'DEEP_ARCHIVE', state: 'complete' })
  expect(older?.lock).toBeUndefined()
  expect(report.series[0]?.protection).toMatchObject({ locked: 1, notLocked: 1, lockUnknown: 0 })
  const archived = report.totals.storage.find(({ storageClass }) => storageClass === 'DEEP_ARCHIVE')
  expect(archived).toMatchObject({ objects: 1, bytes: older?.bytes })
  const unasked = await runReport(holding, { locks: false })
  expect(unasked).toMatchObject({ locksRead: false, series: [{ protection: { locked: 0 } }] })
  const refusing: ObjectStore = { ...store, lockOf: async () => ({ kind: 'unknown', why: 'not allowed' }) }
  const unknown = await runReport(refusing)
  expect(unknown.series[0]?.protection).toMatchObject({ locked: 0, lockUnknown: 2 })
})

it('knows an archived copy for one, which restores its month when the backup itself is gone', async () => {
  const [startedAt, recent] = [daysAgo(40), daysAgo(1)]
  const objects = objectsOf({ startedAt })
  const [key = '', dump = Buffer.alloc(0)] = [...objects][0] ?? []
  await storeBackups(store, { startedAt }, { startedAt: recent })
  const manifest = parseManifest(
    (objects.get(`${key}.manifest.json`) ?? Buffer.alloc(0)).toString(),
    `${key}.manifest.json`,
  )
  const copy = archiveKeyOf(key) ?? ''
  await store.put(copy, dump, SIGNAL)
  const archived = archivedManifest(manifest, {
    ...{ key: copy, globalsKey: undefined, at: new Date(), confirmed: 'sha256' },
  })
  await store.put(`${copy}.manifest.json`, Buffer.from(serializeManifest(archived)), SIGNAL)
  const coverage = async (): Promise<unknown> => {
    const { series } = await runReport(store, { series: 'shop' })
    expect(series.map(each => each.series)).toEqual(['shop'])
    return series[0]?.coverage
  }
  const wanted = { since: startedAt.toISOString().slice(0, 10), days: { restorable: 2, of: 40 } }
  expect(await coverage()).toMatchObject(wanted)
  for (const each of objects.keys()) await store.remove(each, SIGNAL)
  expect(await coverage()).toMatchObject(wanted)
})
