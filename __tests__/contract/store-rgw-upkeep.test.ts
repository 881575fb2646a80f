import { buffer } from 'node:stream/consumers'
import {
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { S3Options } from '../../src/storage/s3/options.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { type CephRgw, cephRgw } from '../support/ceph-rgw.ts'
import { collect } from '../support/collect.ts'
import { startS3Proxy } from '../support/s3-proxy.ts'
import { makeBucket, type TestBucket } from '../support/s3-server.ts'

const MiB = 1024 ** 2
const DAY_MS = 86_400_000
const signal = new AbortController().signal

/** What S3 enforces of locks, versions and rights, and a mock does not. */
function enforcedBy(rgw: CephRgw): void {
  let bucket: TestBucket
  const opened: ObjectStore[] = []
  const open = (more: Partial<S3Options> = {}): ObjectStore => {
    const store = s3Store(bucket.options({ prefix: '', ...more }))
    opened.push(store)
    return store
  }
  afterEach(() => {
    for (const store of opened.splice(0)) store.close()
    bucket.close()
  })
  const object = (Key: string) => ({ Bucket: bucket.name, Key })
  const put = async (key: string, body = 'x'): Promise<string> =>
    (await bucket.client.send(new PutObjectCommand({ ...object(key), Body: body }))).VersionId ?? ''
  const lock = async (key: string, mode: 'GOVERNANCE' | 'COMPLIANCE', forMs: number, VersionId?: string) => {
    const Retention = { Mode: mode, RetainUntilDate: new Date(Date.now() + forMs) }
    await bucket.client.send(
      new PutObjectRetentionCommand({ ...object(key), Retention, ...(VersionId && { VersionId }) }),
    )
  }
  const hold = (key: string, Status: 'ON' | 'OFF') =>
    bucket.client.send(new PutObjectLegalHoldCommand({ ...object(key), LegalHold: { Status } }))
  /** Every version and delete marker, as `key` and `key (marker)`. */
  const versions = async (): Promise<string[]> => {
    const { Versions = [], DeleteMarkers = [] } = await bucket.client.send(
      new ListObjectVersionsCommand({ Bucket: bucket.name }),
    )
    return [...Versions.map(({ Key }) => `${Key}`), ...DeleteMarkers.map(({ Key }) => `${Key} (marker)`)]
  }
  const removal = (store: ObjectStore, keys: string[], versions: 'current' | 'all') =>
    collect(store.removeMany(keys, signal, { versions }))

  describe(`in a bucket of ${rgw.name} with Object Lock`, () => {
    beforeEach(async () => {
      bucket = await makeBucket(rgw, { objectLock: true })
    })

    it('locks are reported, by kind and end', async () => {
      const store = open()
      for (const key of ['free', 'governed', 'compliant', 'held', 'both']) await put(key)
      await lock('governed', 'GOVERNANCE', DAY_MS)
      await lock('compliant', 'COMPLIANCE', DAY_MS)
      await hold('held', 'ON')
      await lock('both', 'GOVERNANCE', DAY_MS)
      await hold('both', 'ON')
      expect(await store.lockOf('free', signal)).toBeUndefined()
      expect(await store.lockOf('missing', signal)).toBeUndefined()
      expect(await store.lockOf('governed', signal)).toMatchObject({
        kind: 'locked',
        retention: { mode: 'GOVERNANCE', until: expect.any(Date) },
        legalHold: false,
        why: expect.stringMatching(/^locked until 20\S+Z \(GOVERNANCE\)$/),
      })
      expect(await store.lockOf('compliant', signal)).toMatchObject({ retention: { mode: 'COMPLIANCE' } })
      expect(await store.lockOf('held', signal)).toEqual({
        kind: 'locked',
        retention: undefined,
        legalHold: true,
        why: 'on legal hold',
      })
      expect(await store.lockOf('both', signal)).toMatchObject({
        why: expect.stringMatching(/^locked until .* \(GOVERNANCE\) and on legal hold$/),
      })
      await hold('held', 'OFF')
      expect(await store.lockOf('held', signal)).toBeUndefined()
    })

    it('what is locked survives the removal of all versions, and is reported; the rest goes', async () => {
      const store = open()
      for (const key of ['free', 'governed', 'held']) await put(key)
      await lock('governed', 'GOVERNANCE', DAY_MS)
      await hold('held', 'ON')
      expect(await removal(store, ['governed', 'free', 'held'], 'all')).toEqual([
        { key: 'governed', outcome: 'kept', why: expect.stringContaining('(GOVERNANCE)') },
        { key: 'free', outcome: 'removed' },
        { key: 'held', outcome: 'kept', why: 'on legal hold' },
      ])
      expect(await versions()).toEqual(['governed', 'held'])
      expect(await bucket.contents()).toEqual(['governed', 'held'])
    })

    it('a lock that has run out is none, and the object can go', async () => {
      const store = open()
      await put('short')
      await lock('short', 'COMPLIANCE', 3000)
      expect(await store.lockOf('short', signal)).toMatchObject({ retention: { mode: 'COMPLIANCE' } })
      expect(await removal(store, ['short'], 'all')).toMatchObject([{ outcome: 'kept' }])
      await expect.poll(() => store.lockOf('short', signal), { timeout: 20_000 }).toBeUndefined()
      expect(await removal(store, ['short'], 'all')).toEqual([{ key: 'short', outcome: 'removed' }])
      expect(await versions()).toEqual([])
    })

    it('a locked version below a newer one keeps both, and below a marker it stays hidden', async () => {
      const store = open()
      const old = await put('twice', 'old')
      await lock('twice', 'GOVERNANCE', DAY_MS, old)
      await put('twice', 'new')
      await put('hidden')
      await lock('hidden', 'GOVERNANCE', DAY_MS)
      await removal(store, ['hidden'], 'current')
      expect(await removal(store, ['twice', 'hidden'], 'all')).toMatchObject([
        { key: 'twice', outcome: 'kept' },
        { key: 'hidden', outcome: 'kept' },
      ])
      expect((await buffer(await store.get('twice', signal))).toString()).toBe('new')
      expect(await store.head('hidden', signal)).toBeUndefined()
      expect(await versions()).toEqual(['hidden', 'twice', 'twice', 'hidden (marker)'])
    })

    it('a copy is locked as an upload is', async () => {
      const store = open({ objectLock: { mode: 'GOVERNANCE', days: 1 }, copyLimitBytes: 5 * MiB })
      await put('small')
      await put('large', 'x'.repeat(6 * MiB))
      for (const key of ['small', 'large']) {
        await store.copy(key, `archive/${key}`, {}, signal)
        expect(await store.lockOf(`archive/${key}`, signal)).toMatchObject({
          retention: { mode: 'GOVERNANCE' },
        })
      }
    })
  })

  describe(`in a bucket of ${rgw.name} that keeps versions`, () => {
    const keepVersions = (Status: 'Enabled' | 'Suspended') =>
      bucket.client.send(
        new PutBucketVersioningCommand({ Bucket: bucket.name, VersioningConfiguration: { Status } }),
      )
    beforeEach(async () => {
      bucket = await makeBucket(rgw)
    })

    it('it is known whether versions are kept', async () => {
      const store = open()
      expect(await store.versioning(signal)).toBe('off')
      await keepVersions('Enabled')
      expect(await store.versioning(signal)).toBe('on')
      await keepVersions('Suspended')
      expect(await store.versioning(signal)).toBe('suspended')
    })

    it('a removal hides by a marker, or takes every version and marker along', async () => {
      const store = open({ prefix: 'team a' })
      await put('team a/before')
      await keepVersions('Enabled')
      for (const key of ['1', '2', '3', '3', '3']) await put(`team a/${key}`)
      await put('others')
      expect(await removal(store, ['1', '3', 'before'], 'current')).toMatchObject([
        { outcome: 'removed' },
        { outcome: 'removed' },
        { outcome: 'removed' },
      ])
      expect((await collect(store.list('', signal))).map(({ key }) => key)).toEqual(['2'])
      const hidden = await collect(store.hidden('', signal))
      expect(hidden.map(({ key }) => key)).toEqual(['1', '3', 'before'])
      for (const { hidden: since } of hidden) expect(Date.now() - since.getTime()).toBeLessThan(60_000)
      await removal(store, ['before', '3', '2', 'never'], 'all')
      expect(await versions()).toEqual(['others', 'team a/1', 'team a/1 (marker)'])
    })

    it('versions of a thousand and one keys go with few requests', async () => {
      await keepVersions('Enabled')
      const keys = Array.from({ length: 1001 }, (_, i) => `2026/${String(i).padStart(4, '0')}`)
      const others = Array.from({ length: 300 }, (_, i) => `2026/0${i}-other`)
      await bucket.seed([...keys, ...others])
      const proxy = await startS3Proxy({ target: rgw.endpoint })
      const store = open({ endpoint: proxy.endpoint })
      await removal(store, keys.slice(0, 200), 'current')
      expect(await removal(store, keys, 'all')).toEqual(keys.map(key => ({ key, outcome: 'removed' })))
      expect((await bucket.contents()).length).toBe(300)
      expect(await collect(store.hidden('', signal))).toEqual([])
      const count = (operation: string) => proxy.seen.filter(one => one.operation === operation).length
      expect(count('ListObjectVersions')).toBeLessThan(8)
      expect(count('DeleteObject')).toBeLessThan(3)
      await proxy.stop()
    })

    it('a key with more than a thousand versions goes whole, and its neighbours too', async () => {
      await keepVersions('Enabled')
      await put('a/before')
      await bucket.seed(Array.from({ length: 1100 }, () => 'a/many'))
      await put('a/next')
      await put('z')
      const told = await removal(open(), ['a/next', 'a/many', 'z', 'a/before'], 'all')
      expect(told.map(({ outcome }) => outcome)).toEqual(['removed', 'removed', 'removed', 'removed'])
      expect(await versions()).toEqual([])
    })
  })

  it(`${rgw.name} names the right that upkeep lacks`, async () => {
    bucket = await makeBucket(rgw, { objectLock: true })
    const allow = (actions: string[]) =>
      bucket.client.send(
        new PutBucketPolicyCommand({
          Bucket: bucket.name,
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: ['arn:aws:iam:::user/guest'] },
                Action: actions,
                Resource: [`arn:aws:s3:::${bucket.name}`, `arn:aws:s3:::${bucket.name}/*`],
              },
            ],
          }),
        }),
      )
    await put('a')
    await put('b')
    const guest = open({ credentials: rgw.guest })
    const missing = (permission: string) => ({
      code: 'storage-denied',
      message: expect.stringContaining(`${permission} is missing`),
    })
    const reading = ['s3:ListBucket', 's3:GetObject']
    await allow(reading)
    expect(await guest.versioning(signal)).toBe('unknown')
    expect(await guest.lockOf('a', signal)).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('s3:Get'),
    })
    await expect(collect(guest.hidden('', signal))).rejects.toMatchObject(missing('s3:ListBucketVersions'))
    await expect(collect(guest.unfinished('', signal))).rejects.toMatchObject(
      missing('s3:ListBucketMultipartUploads'),
    )
    await expect(guest.copy('a', 'c', {}, signal)).rejects.toMatchObject(missing('s3:PutObject'))
    const refused = async (versions: 'current' | 'all'): Promise<unknown> => {
      const told = await removal(guest, ['a', 'b'], versions)
      expect(told.map(({ outcome }) => outcome)).toEqual(['failed', 'failed'])
      return told[0]?.outcome === 'failed' ? told[0].why : undefined
    }
    expect(await refused('current')).toMatchObject(missing('s3:DeleteObject'))
    await allow([...reading, 's3:ListBucketVersions'])
    expect(await refused('all')).toMatchObject(missing('s3:DeleteObjectVersion'))
    expect(await versions()).toEqual(['a', 'b'])
  })
}

const rgw = cephRgw()
if ('why' in rgw) {
  it('locks, versions and rights, on Ceph RGW', ctx => {
    console.log(`not run: locks, versions and rights, on Ceph RGW: ${rgw.why}`)
    ctx.skip(rgw.why)
  })
} else {
  enforcedBy(rgw)
}
