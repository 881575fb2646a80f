import { buffer } from 'node:stream/consumers'
import { CreateMultipartUploadCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archivedSeries } from '../../../src/catalog/archive-key.ts'
import { manifestKey } from '../../../src/catalog/catalog.ts'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { readCatalog } from '../../../src/catalog/read-manifest.ts'
import type { PruneRequest } from '../../../src/prune/request.ts'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { cephRgw } from '../../support/ceph-rgw.ts'
import { runPrune } from '../../support/run-prune.ts'
import { type Rule, startS3Proxy } from '../../support/s3-proxy.ts'
import { makeBucket, type S3Server, startMockS3, type TestBucket } from '../../support/s3-server.ts'
import {
  daysAgo,
  objectsOf,
  SIGNAL,
  type Stored,
  storeBackups,
  storeDrill,
} from '../../support/stored-backups.ts'

/** What a bucket holds before a prune, what is asked of it, and how many backups it always leaves. */
interface Case {
  readonly bucket: () => Promise<TestBucket>
  readonly fill: (store: ObjectStore, bucket: TestBucket) => Promise<void>
  readonly request: Partial<PruneRequest>
  readonly kept: number
  readonly contents: (bucket: TestBucket) => Promise<readonly string[]>
}

let server: S3Server
beforeAll(async () => {
  server = await startMockS3()
})
afterAll(() => server.stop())

const BACKUPS: readonly Stored[] = [
  { startedAt: daysAgo(2), backupClass: 'weekly' },
  { startedAt: daysAgo(3), backupClass: 'pre-deploy' },
  { startedAt: daysAgo(9), backupClass: 'pre-deploy' },
  { startedAt: daysAgo(95), backupClass: 'weekly', roles: true },
  { startedAt: daysAgo(96), backupClass: 'daily', roles: true },
]
const DRILLED_AT = daysAgo(94)

/** What the default policy removes, and what it keeps: of several months, so that something is archived. */
const ARCHIVING: Case = {
  bucket: () => makeBucket(server),
  fill: async store => {
    const keys = await storeBackups(store, ...BACKUPS)
    await storeDrill(store, keys[3] ?? '', 'failed', DRILLED_AT)
  },
  request: { archive: { storageClass: undefined } },
  kept: 2,
  contents: bucket => bucket.contents(),
}

/** Dumps of the runbooks, and what cut backups left. */
const SWEEPING: Case = {
  ...ARCHIVING,
  fill: async store => {
    await storeBackups(store, ...BACKUPS.slice(0, 3))
    for (const name of ['shop-20200101.dump', 'shop-20200102.dump'])
      for (const key of [name, `${name}.sha256`]) await store.put(key, Buffer.from('x'), SIGNAL)
    for (const days of [50, 51]) {
      const left = objectsOf({ startedAt: daysAgo(days), roles: true })
      const [dump = ''] = left.keys()
      left.delete(manifestKey(dump))
      for (const [key, bytes] of left) await store.put(key, bytes, SIGNAL)
    }
    await store.put('shop/2026/01/shop_backup_20260101_000000.dump.sha256', Buffer.from('x'), SIGNAL)
  },
  request: { policy: policyOf("legacy-pattern: 'shop-YYYYMMDD*'") },
}

function policyOf(yaml: string): PruneRequest['policy'] {
  const policy = parsePolicy(yaml)
  if (!policy.ok) throw new Error(policy.problem)
  return policy.value
}

const rgw = cephRgw()

/** What a mock has not: backups that go with all of their versions, one deleted long ago, and uploads that nobody ended. */
const WITH_VERSIONS: Case = {
  ...SWEEPING,
  bucket: () => {
    if ('why' in rgw) throw new Error(rgw.why)
    return makeBucket(rgw, { objectLock: true })
  },
  fill: async (store, bucket) => {
    const [, , , , cut = ''] = await storeBackups(store, ...BACKUPS.slice(0, 4), { startedAt: daysAgo(50) })
    await store.remove(manifestKey(cut), SIGNAL)
    const [deleted = ''] = await storeBackups(store, { startedAt: daysAgo(60) })
    for (const key of [manifestKey(deleted), deleted, `${deleted}.sha256`]) await store.remove(key, SIGNAL)
    for (const second of [1, 2]) {
      const Key = `${bucket.options().prefix}/shop/2026/01/shop_backup_20260101_00000${second}.dump`
      await bucket.client.send(new CreateMultipartUploadCommand({ Bucket: bucket.name, Key }))
    }
  },
  request: { versions: 'all' },
  contents: async ({ client, contents, name }) => {
    const { DeleteMarkers = [], Versions = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: name }),
    )
    const hidden = [
      ...DeleteMarkers.map(({ Key }) => `marker of ${Key}`),
      ...Versions.map(({ Key = '' }) => Key),
    ]
    return [...hidden, ...(await contents())]
  },
}

/** When the line goes dead, for good, as it does for a process that is killed. */
interface Cut {
  /** Of the first request that is lost, counted from 1. */
  readonly atRequest: number
  /** Whether the store carries that one out all the same, and only its answer is lost. */
  readonly carriedOut: boolean
}

function deadFrom({ atRequest, carriedOut }: Cut): Rule[] {
  const which = { from: atRequest }
  const first: Rule = { which, fault: { kind: 'lose-answer' }, times: 1 }
  return [...(carriedOut ? [first] : []), { which, fault: { kind: 'drop' } }]
}

/** Runs against a bucket, through a line that is cut; nothing of the run can reach the store afterwards. */
async function pruneThrough(
  bucket: TestBucket,
  request: Partial<PruneRequest>,
  cut?: Cut,
): Promise<{ requests: string[]; failed: boolean }> {
  const line = await startS3Proxy({
    target: bucket.options().endpoint ?? '',
    rules: cut === undefined ? [] : deadFrom(cut),
    dates: daysAgo(40),
  })
  const store = s3Store(bucket.options({ endpoint: line.endpoint, attempts: 1 }))
  try {
    const failed = await runPrune(store, request).then(
      ({ problems }) => problems.length > 0,
      () => true,
    )
    return { failed, requests: line.seen.map(({ key, operation }) => `${operation} ${key}`) }
  } finally {
    store.close()
    await line.stop()
  }
}

async function inNewBucket<T>(
  { bucket: make, fill }: Case,
  work: (bucket: TestBucket, store: ObjectStore) => Promise<T>,
): Promise<T> {
  const bucket = await make()
  const store = s3Store(bucket.options())
  try {
    await fill(store, bucket)
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

/** What an uncut run asks, and leaves. */
async function finished(each: Case): Promise<{ requests: string[]; contents: readonly string[] }> {
  return inNewBucket(each, async bucket => {
    const { failed, requests } = await pruneThrough(bucket, each.request)
    expect(failed).toBe(false)
    return { requests, contents: await each.contents(bucket) }
  })
}

async function cutEverywhere(each: Case, carriedOut: boolean): Promise<string[]> {
  const { contents, requests } = await finished(each)
  for (let atRequest = 1; atRequest <= requests.length; atRequest++) {
    await inNewBucket(each, async (bucket, store) => {
      const { failed } = await pruneThrough(bucket, each.request, { atRequest, carriedOut })
      const { manifests, unreadable } = await readCatalog(store, '', SIGNAL)
      expect(unreadable).toEqual([])
      for (const manifest of manifests) await expectWhole(manifest, store)
      const own = manifests.filter(({ key }) => archivedSeries(key) === undefined)
      expect(own.length, requests[atRequest - 1]).toBeGreaterThanOrEqual(each.kept)
      const again = await pruneThrough(bucket, each.request)
      expect(again.failed, `after ${requests[atRequest - 1]} ${failed}`).toBe(false)
      expect(await each.contents(bucket), `after ${requests[atRequest - 1]}`).toEqual(contents)
    })
  }
  return requests
}

const asked = (requests: readonly string[], operation: string): number =>
  requests.filter(request => request.startsWith(`${operation} `)).length

describe.each([false, true])(
  'a prune that is cut at any request (carried out: %s)',
  {
    timeout: 300_000,
  },
  carriedOut => {
    it('leaves each backup whole or gone, and a second run finishes', async () => {
      const requests = await cutEverywhere(ARCHIVING, carriedOut)
      expect(asked(requests, 'CopyObject') + asked(requests, 'PutObject')).toBeGreaterThan(5)
    })

    it('of legacy objects and orphans, too', async () => {
      const requests = await cutEverywhere(SWEEPING, carriedOut)
      // Manifests, what belonged to those backups, and what no backup had.
      expect(asked(requests, 'DeleteObjects')).toBe(3)
    })
  },
)

// A request that is not carried out leaves what the one before it left: where each takes long, once is enough.
it('a prune of all versions and uploads that is cut at any request does so, too', {
  timeout: 300_000,
}, async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const requests = await cutEverywhere(WITH_VERSIONS, true)
  expect(asked(requests, 'DeleteObjects')).toBeGreaterThan(3)
  expect(asked(requests, 'AbortMultipartUpload')).toBe(2)
})
