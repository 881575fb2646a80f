import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  DeleteObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBucket } from '../../src/storage/s3/bucket.ts'
import { ensureLocked } from '../../src/storage/s3/object-lock.ts'
import type { S3Options } from '../../src/storage/s3/options.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore, PendingUpload } from '../../src/storage/store.ts'
import { type CephRgw, cephRgw } from '../support/ceph-rgw.ts'
import { makeBucket, type TestBucket } from '../support/s3-server.ts'

/** What S3 enforces and a mock does not. */
function enforcedBy(rgw: CephRgw): void {
  const signal = new AbortController().signal
  const bytes = randomBytes(9_000_000)
  let bucket: TestBucket
  const opened: ObjectStore[] = []
  const open = (more: Partial<S3Options> = {}): ObjectStore => {
    const store = s3Store(bucket.options({ prefix: '', ...more }))
    opened.push(store)
    return store
  }
  const send = (upload: PendingUpload): Promise<void> =>
    pipeline(Readable.from([bytes], { objectMode: false }), upload.sink)
  const upload = async (store: ObjectStore) => {
    const pending = await store.begin('a.dump', signal)
    await send(pending)
    return pending.complete()
  }
  const head = () =>
    bucket.client.send(new HeadObjectCommand({ Bucket: bucket.name, Key: 'a.dump', ChecksumMode: 'ENABLED' }))
  afterEach(() => {
    for (const store of opened.splice(0)) store.close()
  })

  describe(`an upload to ${rgw.name}`, () => {
    beforeEach(async () => {
      bucket = await makeBucket(rgw)
    })
    afterEach(() => bucket.close())

    it.each([
      ['sha256', 'sha256-composite'],
      ['crc32', 'crc32'],
    ] as const)('carries the %s that the store computed too', async (checksum, algorithm) => {
      const stored = await upload(open({ checksum }))
      expect(stored.checksum).toMatchObject({ algorithm })
      const { ChecksumSHA256, ChecksumCRC32 } = await head()
      expect(stored.checksum?.value).toBe(checksum === 'sha256' ? ChecksumSHA256 : ChecksumCRC32)
    })

    it('is compared by size alone where no checksum is wanted', async () => {
      expect(await upload(open({ checksum: 'none' }))).toMatchObject({ bytes: bytes.length })
    })

    it('holds no more memory at 300 MB than its buffers', async () => {
      const pending = await open().begin('a.dump', signal)
      const piece = randomBytes(1_000_000)
      const before = process.memoryUsage().arrayBuffers
      let most = 0
      const source = function* () {
        for (let sent = 0; sent < 300; sent++) {
          most = Math.max(most, process.memoryUsage().arrayBuffers - before)
          yield piece
        }
      }
      await pipeline(Readable.from(source(), { objectMode: false }), pending.sink)
      expect(await pending.complete()).toMatchObject({ bytes: 300_000_000 })
      // Five buffers of 8 MiB, and what sockets and the collector have not let go of yet.
      expect(most).toBeLessThan(64 * 1024 ** 2)
    })

    it('is won by exactly one of two that end at the same time', async () => {
      const uploads = [await open().begin('a.dump', signal), await open().begin('a.dump', signal)]
      await Promise.all(uploads.map(send))
      const ends = await Promise.allSettled(uploads.map(one => one.complete()))
      await Promise.all(uploads.map(one => one.abort()))
      expect(ends.map(end => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(ends.find(end => end.status === 'rejected')).toMatchObject({
        reason: { code: 'storage-key-exists' },
      })
      expect(await bucket.contents()).toEqual(['a.dump'])
    })

    it('has the storage class, the tags and the KMS key that were asked for', async () => {
      const tags = { team: 'data platform', 'cost+center': 'a/b=c' }
      await upload(open({ storageClass: 'STANDARD_IA', tags, sse: { kind: 'aws:kms', keyId: rgw.kmsKeyId } }))
      expect(await head()).toMatchObject({
        StorageClass: 'STANDARD_IA',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: rgw.kmsKeyId,
      })
      const { TagSet } = await bucket.client.send(
        new GetObjectTaggingCommand({ Bucket: bucket.name, Key: 'a.dump' }),
      )
      expect(Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key, Value]))).toEqual(tags)
    })

    it.each([
      ['an encryption that it does not have', { sse: { kind: 'AES256' } }, 'sse: none'],
      ['a storage class that it does not have', { storageClass: 'NO_SUCH' }, 'storage-class: NO_SUCH'],
      ['a KMS key that it does not have', { sse: { kind: 'aws:kms', keyId: 'nokey' } }, 'nokey'],
      [
        'a lock that the bucket was not made for',
        { objectLock: { mode: 'GOVERNANCE', days: 1 } },
        'Object Lock',
      ],
    ] as const)('is refused with %s, and the hint names it', async (_what, options, hint) => {
      const error = { kind: 'storage', code: 'storage-option-refused', hint: expect.stringContaining(hint) }
      await expect(upload(open(options))).rejects.toMatchObject(error)
      // What is beside a backup stays in the bucket's own class.
      const small = open(options).put('x', Buffer.from('x'), signal)
      if ('storageClass' in options) await open().remove((await small).key, signal)
      else await expect(small).rejects.toMatchObject(error)
      expect(await bucket.contents()).toEqual([])
    })
  })

  describe(`a bucket with Object Lock of ${rgw.name}`, () => {
    const objectLock = { mode: 'COMPLIANCE', days: 2 } as const
    beforeAll(async () => {
      bucket = await makeBucket(rgw, { objectLock: true })
    })
    afterAll(() => bucket.close())

    it('keeps an upload from being deleted', async () => {
      await upload(open({ objectLock }))
      const { VersionId, ObjectLockMode, ObjectLockRetainUntilDate: until } = await head()
      expect(ObjectLockMode).toBe('COMPLIANCE')
      expect(until?.getTime()).toBeGreaterThan(Date.now() + 1.9 * 86_400_000)
      const version = { Bucket: bucket.name, Key: 'a.dump', ...(VersionId && { VersionId }) }
      await expect(bucket.client.send(new DeleteObjectCommand(version))).rejects.toMatchObject({
        name: 'AccessDenied',
      })
    })

    it('has locks set afterwards on objects that a server left unlocked', async () => {
      await open().put('unlocked', Buffer.from('x'), signal)
      const direct = openBucket(bucket.options({ prefix: '' }))
      const wanted = { mode: 'GOVERNANCE', until: new Date(Date.now() + 86_400_000) } as const
      await ensureLocked(direct, 'unlocked', wanted, signal)
      await ensureLocked(direct, 'unlocked', wanted, signal)
      const found = await bucket.client.send(new HeadObjectCommand({ Bucket: bucket.name, Key: 'unlocked' }))
      expect(found.ObjectLockMode).toBe('GOVERNANCE')
      direct.client.destroy()
    })
  })

  describe(`a refusal of ${rgw.name} names its cause`, () => {
    beforeAll(async () => {
      bucket = await makeBucket(rgw)
    })
    afterAll(() => bucket.close())
    const { accessKeyId, secretAccessKey } = rgw.credentials

    it.each([
      ['a bucket that does not exist', { bucket: 'no-such-bucket' }, 'storage-bucket-missing'],
      [
        'an access key id that nobody has',
        { credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey } },
        'storage-access-key-unknown',
      ],
      [
        'a secret that is not the key’s',
        { credentials: { accessKeyId, secretAccessKey: 'not-the-secret' } },
        'storage-signature-rejected',
      ],
      ['a user without rights', { credentials: rgw.guest }, 'storage-denied'],
      ['a bucket of somebody else', { expectedBucketOwner: '111122223333' }, 'storage-denied'],
    ])('%s', async (_what, options, code) => {
      const refusal = await open(options)
        .prepare(signal)
        .catch((error: unknown) => error)
      expect(refusal).toMatchObject({ kind: 'storage', code })
      expect(String(refusal)).not.toContain(secretAccessKey)
    })

    it('the one permission that is missing', async () => {
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
      const guest = open({ credentials: rgw.guest })
      const missing = (permission: string) => ({
        code: 'storage-denied',
        message: expect.stringContaining(permission),
      })
      await expect(guest.prepare(signal)).rejects.toMatchObject(missing('s3:ListBucket'))
      await allow(['s3:ListBucket'])
      await guest.prepare(signal)
      await expect(guest.begin('a.dump', signal)).rejects.toMatchObject(missing('s3:PutObject'))
      await expect(guest.put('a.json', bytes, signal)).rejects.toMatchObject(missing('s3:PutObject'))
      // Enough to write backups, and too little to read or remove them.
      await allow(['s3:ListBucket', 's3:PutObject'])
      const written = { bytes: bytes.length, checksum: { algorithm: 'sha256-composite' } }
      expect(await upload(guest)).toMatchObject(written)
      await guest.put('a.json', bytes, signal)
      await open().put('others.json', bytes, signal)
      await expect(guest.head('others.json', signal)).rejects.toMatchObject(missing('s3:GetObject'))
      await expect(guest.get('others.json', signal)).rejects.toMatchObject(missing('s3:GetObject'))
      await expect(guest.remove('a.dump', signal)).rejects.toMatchObject(missing('s3:DeleteObject'))
      const begun = await guest.begin('b.dump', signal)
      await expect(begun.abort()).rejects.toMatchObject(missing('s3:AbortMultipartUpload'))
      await open().discard(begun.trace, signal)
      expect(await bucket.contents()).toEqual(['a.dump', 'a.json', 'others.json'])
    })
  })
}

const rgw = cephRgw()
if ('why' in rgw) {
  it('what S3 enforces, on Ceph RGW', ctx => {
    console.log(`not run: what S3 enforces, on Ceph RGW: ${rgw.why}`)
    ctx.skip(rgw.why)
  })
} else {
  enforcedBy(rgw)
}
