import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archivedSeries } from '../../src/backup/catalog/archive-key.ts'
import type { Manifest } from '../../src/backup/manifest.ts'
import { readCatalog } from '../../src/operations/read-catalog.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { type Cut, startCuttingS3 } from '../support/cutting-s3.ts'
import { runPrune } from '../support/run-prune.ts'
import { makeBucket, type S3Server, startMockS3, type TestBucket } from '../support/s3-server.ts'
import { daysAgo, SIGNAL, type Stored, storeBackups, storeDrill } from '../support/stored-backups.ts'

/** What the default policy removes, and what it keeps: of several months, so that something is archived. */
const BACKUPS: readonly Stored[] = [
  { startedAt: daysAgo(2), backupClass: 'weekly' },
  { startedAt: daysAgo(3), backupClass: 'pre-deploy' },
  { startedAt: daysAgo(9), backupClass: 'pre-deploy' },
  { startedAt: daysAgo(95), backupClass: 'weekly', roles: true },
  { startedAt: daysAgo(96), backupClass: 'daily', roles: true },
]
const KEPT = 2
const DRILLED_AT = daysAgo(94)
const ARCHIVE = { archive: { storageClass: undefined } }

let server: S3Server
beforeAll(async () => {
  server = await startMockS3()
})
afterAll(() => server.stop())

/** Runs against a bucket, through a line that is cut; nothing of the run can reach the store afterwards. */
async function pruneThrough(bucket: TestBucket, cut: Cut): Promise<{ requests: string[]; failed: boolean }> {
  const line = await startCuttingS3(server.endpoint, cut, daysAgo(40))
  const store = s3Store(bucket.options({ endpoint: line.endpoint, attempts: 1 }))
  try {
    const failed = await runPrune(store, ARCHIVE).then(
      ({ problems }) => problems.length > 0,
      () => true,
    )
    return { failed, requests: line.seen.map(({ key, operation }) => `${operation} ${key}`) }
  } finally {
    store.close()
    await line.stop()
  }
}

async function inNewBucket<T>(work: (bucket: TestBucket, store: ObjectStore) => Promise<T>): Promise<T> {
  const bucket = await makeBucket(server)
  const store = s3Store(bucket.options())
  try {
    const keys = await storeBackups(store, ...BACKUPS)
    await storeDrill(store, keys[3] ?? '', 'failed', DRILLED_AT)
    return await work(bucket, store)
  } finally {
    store.close()
    bucket.close()
  }
}

/** Each object that a manifest speaks of is there, and is what it says. */
async function expectWhole(manifest: Manifest, store: ObjectStore): Promise<void> {
  const { globals, key, stored } = manifest
  expect(await store.head(key, SIGNAL)).toMatchObject({ bytes: stored.bytes })
  const line = (await buffer(await store.get(`${key}.sha256`, SIGNAL))).toString()
  expect(line).toBe(`${stored.sha256}  ${key.slice(key.lastIndexOf('/') + 1)}\n`)
  if (globals) expect(await store.head(globals.key, SIGNAL)).toMatchObject({ bytes: globals.bytes })
}

/** What an uncut run leaves. */
async function finished(): Promise<{ requests: string[]; contents: string[] }> {
  return inNewBucket(async bucket => {
    const { failed, requests } = await pruneThrough(bucket, {})
    expect(failed).toBe(false)
    return { requests, contents: await bucket.contents() }
  })
}

describe('a prune that is cut', { timeout: 300_000 }, () => {
  it.each([false, true])(
    'at any request (carried out: %s) leaves each backup whole or gone, and a second run finishes',
    async carriedOut => {
      const { contents, requests } = await finished()
      expect(
        requests.filter(request => request.startsWith('CopyObject') || request.startsWith('PutObject'))
          .length,
      ).toBeGreaterThan(5)
      for (let atRequest = 1; atRequest <= requests.length; atRequest++) {
        await inNewBucket(async (bucket, store) => {
          const { failed } = await pruneThrough(bucket, { atRequest, carriedOut })
          const { manifests, unreadable } = await readCatalog(store, '', SIGNAL)
          expect(unreadable).toEqual([])
          for (const manifest of manifests) await expectWhole(manifest, store)
          const own = manifests.filter(({ key }) => archivedSeries(key) === undefined)
          expect(own.length, requests[atRequest - 1]).toBeGreaterThanOrEqual(KEPT)
          const again = await pruneThrough(bucket, {})
          expect(again.failed, `after ${requests[atRequest - 1]} ${failed}`).toBe(false)
          expect(await bucket.contents(), `after ${requests[atRequest - 1]}`).toEqual(contents)
        })
      }
    },
  )
})
