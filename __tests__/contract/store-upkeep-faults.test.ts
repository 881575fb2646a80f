import { pipeline } from 'node:stream/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { S3Options } from '../../src/storage/s3/options.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { collect } from '../support/collect.ts'
import { type Rule, type S3Proxy, startS3Proxy } from '../support/s3-proxy.ts'
import { makeBucket, type S3Server, startMockS3, type TestBucket } from '../support/s3-server.ts'

const signal = new AbortController().signal
const MiB = 1024 ** 2

describe('the upkeep of a store that is not all that S3 is', () => {
  let server: S3Server
  let bucket: TestBucket
  let proxy: S3Proxy
  let store: ObjectStore
  beforeAll(async () => {
    server = await startMockS3()
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    bucket = await makeBucket(server)
    proxy = await startS3Proxy({ target: server.endpoint })
    store = storeWith()
  })
  afterEach(async () => {
    store.close()
    bucket.close()
    await proxy.stop()
  })

  const storeWith = (more: Partial<S3Options> = {}): ObjectStore =>
    s3Store(bucket.options({ endpoint: proxy.endpoint, prefix: '', ...more }))
  const fail = (operation: string, fault: Rule['fault'], times?: number): void =>
    proxy.add({ which: { operation }, fault, ...(times && { times }) })
  const sentOf = (operation: string): number => proxy.seen.filter(one => one.operation === operation).length
  const keys = ['a', 'b', 'c']
  const outcomes = async (): Promise<string[]> =>
    (await collect(store.removeMany(keys, signal))).map(({ outcome }) => outcome)

  it.each([
    [501, 'NotImplemented'],
    [405, 'MethodNotAllowed'],
    [400, 'InvalidDigest'],
    [400, 'MalformedXML'],
  ])('removes one by one where many at once are refused with %i %s', async (status, code) => {
    await bucket.seed(keys)
    fail('DeleteObjects', { kind: 'refuse', status, code })
    expect(await outcomes()).toEqual(['removed', 'removed', 'removed'])
    expect(sentOf('DeleteObject')).toBe(3)
    expect(await bucket.contents()).toEqual([])
  })

  it('sends the MD5 that every store knows with a removal of many, and no checksum that some refuse', async () => {
    await bucket.seed(keys)
    await outcomes()
    const [sent] = proxy.seen.filter(({ operation }) => operation === 'DeleteObjects')
    expect(sent?.headers).toMatchObject({ 'content-md5': expect.stringMatching(/^.{22}==$/) })
    expect(Object.keys(sent?.headers ?? {}).filter(name => name.includes('checksum'))).toEqual([])
  })

  it('removes again what it never heard was removed', async () => {
    await bucket.seed(keys)
    fail('DeleteObjects', { kind: 'lose-answer' }, 1)
    expect(await outcomes()).toEqual(['removed', 'removed', 'removed'])
    expect(await bucket.contents()).toEqual([])
  })

  it('stops at what concerns all, and says what it was', async () => {
    await bucket.seed(keys)
    fail('DeleteObjects', { kind: 'refuse', status: 403, code: 'AccessDenied' })
    await expect(outcomes()).rejects.toMatchObject({
      code: 'storage-denied',
      message: expect.stringContaining('s3:DeleteObject is missing'),
    })
    expect(await bucket.contents()).toEqual(keys)
  })

  it('records one that is refused, and removes the others', async () => {
    await bucket.seed(keys)
    fail('DeleteObjects', { kind: 'refuse', status: 501, code: 'NotImplemented' })
    const fault = { kind: 'refuse', status: 403, code: 'AccessDenied' } as const
    proxy.add({ which: { operation: 'DeleteObject', keyEndsWith: 'b' }, fault })
    expect(await collect(store.removeMany(keys, signal))).toMatchObject([
      { key: 'a', outcome: 'removed' },
      { key: 'b', outcome: 'failed', why: { code: 'storage-denied' } },
      { key: 'c', outcome: 'removed' },
    ])
    expect(await bucket.contents()).toEqual(['b'])
  })

  it('says a lock from a lacking right, and says that it does not know where it may not ask', async () => {
    await bucket.seed(keys)
    fail('GetObjectLockConfiguration', { kind: 'refuse', status: 403, code: 'AccessDenied' })
    fail('GetObjectRetention', { kind: 'refuse', status: 404, code: 'NoSuchObjectLockConfiguration' })
    fail('GetObjectLegalHold', { kind: 'refuse', status: 404, code: 'NoSuchObjectLockConfiguration' }, 1)
    expect(await store.lockOf('a', signal)).toBeUndefined()
    fail('GetObjectLegalHold', { kind: 'refuse', status: 403, code: 'AccessDenied' })
    expect(await store.lockOf('a', signal)).toEqual({
      kind: 'unknown',
      why: expect.stringContaining('s3:GetObjectLegalHold is missing'),
    })
  })

  it.each([
    ['GetObjectLockConfiguration', 501, 'NotImplemented'],
    ['GetObjectLockConfiguration', 404, 'ObjectLockConfigurationNotFoundError'],
    ['GetObjectLockConfiguration', 400, 'InvalidRequest'],
  ])('knows no locks where %s is answered by %i %s, and asks once', async (operation, status, code) => {
    fail(operation, { kind: 'refuse', status, code })
    for (const key of keys) expect(await store.lockOf(key, signal)).toBeUndefined()
    expect(proxy.seen.map(one => one.operation)).toEqual([operation])
  })

  it('does not take trouble with the question for the answer that nothing is locked', async () => {
    fail('GetObjectLockConfiguration', { kind: 'refuse', status: 400, code: 'ExpiredToken' })
    await expect(store.lockOf('a', signal)).rejects.toMatchObject({ code: 'storage-token-expired' })
  })

  it('says of versioning what it knows', async () => {
    fail('GetBucketVersioning', { kind: 'refuse', status: 403, code: 'AccessDenied' }, 1)
    expect(await store.versioning(signal)).toBe('unknown')
    fail('GetBucketVersioning', { kind: 'refuse', status: 501, code: 'NotImplemented' })
    expect(await store.versioning(signal)).toBe('off')
  })

  it('reads the clock of the store, not that of this machine', async () => {
    fail('ListObjectsV2', { kind: 'forge-header', header: 'date', value: 'Thu, 01 Jan 2026 03:04:05 GMT' }, 1)
    expect(await store.clock(signal)).toEqual(new Date('2026-01-01T03:04:05Z'))
    fail('ListObjectsV2', { kind: 'forge-header', header: 'date', value: '' }, 1)
    await expect(store.clock(signal)).rejects.toMatchObject({ code: 'storage-clock-untold' })
  })

  it('asks for the next page of a listing when it is wanted', async () => {
    await bucket.seed(Array.from({ length: 1001 }, (_, i) => `k${i}`))
    const listing = store.list('', signal)[Symbol.asyncIterator]()
    for (let i = 0; i < 1000; i++) await listing.next()
    expect(sentOf('ListObjectsV2')).toBe(1)
    await listing.next()
    expect(sentOf('ListObjectsV2')).toBe(2)
  })

  it('fails a listing that failed half-way', async () => {
    await bucket.seed(Array.from({ length: 1001 }, (_, i) => `k${i}`))
    fail('ListObjectsV2', { kind: 'delay', ms: 0 }, 1)
    fail('ListObjectsV2', { kind: 'refuse', status: 403, code: 'AccessDenied' })
    await expect(collect(store.list('', signal))).rejects.toMatchObject({ code: 'storage-denied' })
  })

  describe('a copy', () => {
    const bytes = Buffer.alloc(12 * MiB, 'dump')
    beforeEach(async () => {
      const direct = s3Store(bucket.options({ prefix: '', partBytes: 5 * MiB }))
      const upload = await direct.begin('a', signal)
      await pipeline([bytes], upload.sink)
      await upload.complete()
      direct.close()
    })

    it('whose answer was lost is done, once', async () => {
      fail('PutObject', { kind: 'lose-answer' }, 1)
      expect(await store.copy('a', 'b', {}, signal)).toMatchObject({ key: 'b', bytes: bytes.length })
      expect(await bucket.contents()).toEqual(['a', 'b'])
    })

    it('is made without a condition where the store knows none', async () => {
      fail('PutObject', { kind: 'refuse', status: 501, code: 'NotImplemented' }, 1)
      await store.copy('a', 'b', {}, signal)
      expect(sentOf('PutObject')).toBe(2)
    })

    it('in parts goes on after a part that was refused, and is whole', async () => {
      const inParts = storeWith({ copyLimitBytes: 5 * MiB })
      fail('UploadPart', { kind: 'refuse', status: 503, code: 'SlowDown' }, 2)
      expect(await inParts.copy('a', 'b', {}, signal)).toMatchObject({ bytes: bytes.length })
      expect(sentOf('UploadPart')).toBe(3 + 2)
      inParts.close()
    })

    it.each(['UploadPart', 'CompleteMultipartUpload'])(
      'in parts that fails at %s leaves nothing, not even to be remembered',
      async operation => {
        const traces = new Set<unknown>()
        const remember = (trace: unknown) => {
          traces.add(trace)
          return () => void traces.delete(trace)
        }
        const inParts = storeWith({ copyLimitBytes: 5 * MiB, remember })
        fail(operation, { kind: 'refuse', status: 403, code: 'AccessDenied' })
        await expect(inParts.copy('a', 'b', {}, signal)).rejects.toMatchObject({
          code: 'storage-denied',
          message: expect.stringContaining('s3:PutObject is missing'),
        })
        expect(traces.size).toBe(0)
        expect(sentOf('AbortMultipartUpload')).toBeGreaterThan(0)
        expect(await bucket.contents()).toEqual(['a'])
        inParts.close()
      },
    )

    it('in parts of a source that became another one is refused as such', async () => {
      const inParts = storeWith({ copyLimitBytes: 5 * MiB })
      fail('UploadPart', { kind: 'refuse', status: 412, code: 'PreconditionFailed' })
      await expect(inParts.copy('a', 'b', {}, signal)).rejects.toMatchObject({
        code: 'storage-source-changed',
      })
      expect(await bucket.contents()).toEqual(['a'])
      inParts.close()
    })

    it('whose size is not that of its source is removed', async () => {
      const forged = { kind: 'forge-header', header: 'content-length', value: '5' } as const
      proxy.add({
        which: { operation: 'HeadObject', keyEndsWith: 'b' },
        fault: { kind: 'delay', ms: 0 },
        times: 1,
      })
      proxy.add({ which: { operation: 'HeadObject', keyEndsWith: 'b' }, fault: forged })
      await expect(store.copy('a', 'b', {}, signal)).rejects.toMatchObject({ code: 'storage-size-mismatch' })
      expect(await bucket.contents()).toEqual(['a'])
    })
  })
})
