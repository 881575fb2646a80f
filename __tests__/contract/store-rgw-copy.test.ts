import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { GetObjectTaggingCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UploadTrace } from '../../src/core/upload-trace.ts'
import type { S3Options } from '../../src/storage/s3/options.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { type CephRgw, cephRgw } from '../support/ceph-rgw.ts'
import { closedAt, startS3Proxy } from '../support/s3-proxy.ts'
import { makeBucket, type TestBucket } from '../support/s3-server.ts'

const MiB = 1024 ** 2
const signal = new AbortController().signal

/** What only a store that copies and checks as S3 does can show. */
function copiedBy(rgw: CephRgw): void {
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

  describe(`a copy within ${rgw.name}`, () => {
    const bytes = randomBytes(23 * MiB)
    beforeEach(async () => {
      bucket = await makeBucket(rgw)
    })
    const upload = async (store: ObjectStore): Promise<void> => {
      const pending = await store.begin('a.dump', signal)
      await pipeline([bytes], pending.sink)
      await pending.complete()
    }
    const head = (key: string) =>
      bucket.client.send(new HeadObjectCommand({ ...object(key), ChecksumMode: 'ENABLED' }))

    it.each(['sha256', 'crc32'] as const)(
      'in parts has the %s of its source, compared and reported',
      async checksum => {
        const store = open({ checksum, copyLimitBytes: 10 * MiB })
        await upload(store)
        const copied = await store.copy('a.dump', 'archive/a.dump', { storageClass: 'STANDARD_IA' }, signal)
        expect(copied).toMatchObject({
          bytes: bytes.length,
          checksum: (await store.head('a.dump', signal))?.checksum,
        })
        expect(await head('archive/a.dump')).toMatchObject({
          StorageClass: 'STANDARD_IA',
          ContentType: 'application/octet-stream',
        })
        expect((await buffer(await store.get('archive/a.dump', signal))).equals(bytes)).toBe(true)
        expect(await store.head('archive/a.dump', signal)).toMatchObject({ storageClass: 'STANDARD_IA' })
        await expect(store.copy('a.dump', 'archive/a.dump', {}, signal)).rejects.toMatchObject({
          code: 'storage-key-exists',
        })
        expect(await bucket.contents()).toEqual(['a.dump', 'archive/a.dump'])
      },
    )

    it('takes along what the source says of itself, and gets the tags of an upload', async () => {
      const Metadata = { 'made-by': 'runbook' }
      await bucket.client.send(
        new PutObjectCommand({ ...object('old'), Body: 'x', ContentType: 'application/sql', Metadata }),
      )
      const store = open({ tags: { team: 'data platform' } })
      await store.copy('old', 'archive/old', { storageClass: 'STANDARD_IA' }, signal)
      expect(await head('archive/old')).toMatchObject({
        ContentType: 'application/sql',
        Metadata,
        StorageClass: 'STANDARD_IA',
      })
      const { TagSet } = await bucket.client.send(new GetObjectTaggingCommand(object('archive/old')))
      expect(TagSet).toEqual([{ Key: 'team', Value: 'data platform' }])
    })

    it('is refused a storage class that the store does not have, by name', async () => {
      await bucket.seed(['a'])
      await expect(open().copy('a', 'b', { storageClass: 'NO_SUCH' }, signal)).rejects.toMatchObject({
        kind: 'storage',
        hint: expect.stringContaining('NO_SUCH'),
      })
      expect(await bucket.contents()).toEqual(['a'])
    })

    it('that a kill would leave half-done is remembered, and a later process undoes it', async () => {
      await upload(open())
      const gate = await startS3Proxy({
        target: rgw.endpoint,
        rules: [closedAt({ holds: ({ part }) => part === 2, at: 'after' })],
      })
      const traces: UploadTrace[] = []
      const remember = (trace: UploadTrace) => {
        traces.push(trace)
        return () => {}
      }
      const store = open({ endpoint: gate.endpoint, copyLimitBytes: 10 * MiB, remember })
      const copying = store.copy('a.dump', 'b.dump', {}, signal)
      const ended = expect(copying).rejects.toMatchObject({ kind: 'storage' })
      await gate.reached
      expect(await bucket.contents()).toEqual(['a.dump', 'upload of b.dump'])
      for (const trace of JSON.parse(JSON.stringify(traces))) await open().discard(trace, signal)
      expect(await bucket.contents()).toEqual(['a.dump'])
      gate.open()
      await ended
      expect(await bucket.contents()).toEqual(['a.dump'])
      await gate.stop()
    })

    it('of a source that changes meanwhile is refused', async () => {
      const proxy = await startS3Proxy({ target: rgw.endpoint })
      await upload(open())
      const forged = {
        kind: 'forge-header',
        header: 'etag',
        value: '"0123456789abcdef0123456789abcdef"',
      } as const
      proxy.add({ which: { operation: 'HeadObject' }, fault: forged, times: 1 })
      // Ceph follows the condition on a copy, and not on the copy of a part.
      const store = open({ endpoint: proxy.endpoint })
      await expect(store.copy('a.dump', 'b.dump', {}, signal)).rejects.toMatchObject({
        code: 'storage-source-changed',
      })
      expect(await bucket.contents()).toEqual(['a.dump'])
      await proxy.stop()
    })
  })
}

const rgw = cephRgw()
if ('why' in rgw) {
  it('a copy within Ceph RGW', ctx => {
    console.log(`not run: a copy within Ceph RGW: ${rgw.why}`)
    ctx.skip(rgw.why)
  })
} else {
  copiedBy(rgw)
}
