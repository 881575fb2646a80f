import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cleanUp } from '../../src/action/post/clean-up.ts'
import { UploadTransaction } from '../../src/backup/transaction.ts'
import { objectKeys } from '../../src/catalog/names.ts'
import { readManifest } from '../../src/catalog/read-manifest.ts'
import { readSmall } from '../../src/catalog/read-small.ts'
import type { CleanupTask } from '../../src/core/cleanup-journal.ts'
import { leftBehind } from '../../src/core/left-behind.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { HashMeter } from '../../src/stream/hash-meter.ts'
import { sendListing, startHostileStore } from '../support/hostile-store.ts'
import { openLedger } from '../support/run-backup.ts'
import { type Rule, type S3Proxy, startS3Proxy } from '../support/s3-proxy.ts'
import { makeBucket, type S3Server, startMockS3, type TestBucket } from '../support/s3-server.ts'
import { objectsOf } from '../support/stored-backups.ts'

const signal = new AbortController().signal
const keys = objectKeys({
  ...{ series: 'shop', backupClass: 'manual', mode: 'full', format: 'custom', tables: [] },
  startedAt: new Date('2026-01-02T03:04:05Z'),
  ...{ compressionSuffix: '', encryptionSuffix: '' },
})
const refuse = (status: number, code: string) => ({ kind: 'refuse', status, code }) as const

let server: S3Server
let bucket: TestBucket
let proxy: S3Proxy
let store: ObjectStore
let journal: ReturnType<typeof openLedger>
beforeAll(async () => {
  server = await startMockS3()
})
afterAll(() => server.stop())
beforeEach(async () => {
  bucket = await makeBucket(server)
  proxy = await startS3Proxy({ target: server.endpoint })
  store = s3Store(bucket.options({ endpoint: proxy.endpoint, prefix: '' }))
  journal = openLedger()
})
afterEach(async () => {
  store.close()
  bucket.close()
  await proxy.stop()
})

/** Stores a dump as a backup does; returns what could not be undone after a failure, and the failure. */
async function transaction(rules: readonly Rule[]) {
  const depositing = new UploadTransaction([{ name: 'destination', store }], keys, journal)
  const meter = new HashMeter()
  const [sink] = await depositing.open(keys.backup, signal)
  if (!sink) throw new Error('no sink')
  await pipeline(Readable.from([Buffer.from('dump')]), meter, sink)
  for (const rule of rules) proxy.add(rule)
  const error: unknown = await depositing.complete(meter.sum()).then(
    () => undefined,
    failure => failure,
  )
  return { error, left: error === undefined ? [] : await depositing.undo() }
}

/** Passes the ledger through what the post step reads it from. */
function postStep(): ReturnType<typeof cleanUp> {
  const tasks: CleanupTask[] = JSON.parse(JSON.stringify([...journal.open]))
  return cleanUp(tasks, {
    storeOf: async () => store,
    endProcess: async () => false,
    endServer: async () => false,
    removeDirectory: async () => {},
    dropScratchDatabase: async () => {},
    signal,
  })
}

const hidden: Rule = {
  which: { operation: 'HeadObject', keyEndsWith: keys.backup },
  fault: refuse(404, 'NoSuchKey'),
}

describe('an object that the store has accepted and does not show', () => {
  it('for a moment only is looked for again, and the backup goes on', async () => {
    const { error } = await transaction([{ ...hidden, times: 3 }])
    expect(error).toBeUndefined()
    expect(await bucket.contents()).toEqual([keys.backup])
  })

  it('is removed all the same, by what the store said when it accepted it', async () => {
    const { error, left } = await transaction([hidden])
    expect(error).toMatchObject({
      code: 'storage-object-vanished',
      message: expect.stringContaining(keys.backup),
    })
    expect(await bucket.contents()).toEqual([])
    expect(left).toEqual([])
    expect(journal.open.size).toBe(0)
  })

  it('and cannot be removed either is named, and the post step tries it again', async () => {
    const denied = { which: { operation: 'DeleteObject' }, fault: refuse(403, 'AccessDenied'), times: 3 }
    const { left } = await transaction([hidden, denied])
    const [found] = left
    expect(found && leftBehind(found.task, found.error, found.store)).toMatch(
      new RegExp(
        `^${store.url(keys.backup)} may come to light: .*s3:DeleteObject.* prune removes it when it is a day old\\.$`,
      ),
    )
    expect([...journal.open]).toMatchObject([
      { kind: 'object', key: keys.backup, receipt: { etag: expect.any(String) } },
    ])
    expect(await bucket.contents()).toEqual([keys.backup])
    // The last of the three refusals is for the post step.
    for (let left = 3; left > 0 && (await bucket.contents()).length > 0; left--) await postStep()
    expect(await bucket.contents()).toEqual([])
  })

  it('is left alone where another run’s object is under its key by then', async () => {
    const other = s3Store(bucket.options({ prefix: '' }))
    await other.put('somebody.json', Buffer.from('theirs'), signal)
    expect(await store.removeIfTagged('somebody.json', 'not the mark', signal, { etag: '"0"' })).toBe(false)
    expect(await bucket.contents()).toEqual(['somebody.json'])
    other.close()
  })
})

describe('a HEAD that is refused', () => {
  const head = (status: number, code: string): Rule => ({
    which: { operation: 'HeadObject' },
    fault: refuse(status, code),
  })
  const get = (status: number, code: string): Rule => ({
    which: { operation: 'GetObject' },
    fault: refuse(status, code),
  })
  it.each([
    [400, 'ExpiredToken', 'storage-token-expired'],
    [403, 'ExpiredToken', 'storage-token-expired'],
    [403, 'InvalidAccessKeyId', 'storage-access-key-unknown'],
    [403, 'SignatureDoesNotMatch', 'storage-signature-rejected'],
    [403, 'RequestTimeTooSkewed', 'storage-clock-skew'],
    [400, 'InvalidToken', 'storage-token-invalid'],
    [403, 'AccessDenied', 'storage-denied'],
  ])('with %i for %s is reported as %s, since GET says why', async (status, code, ours) => {
    proxy.add(head(status, code))
    proxy.add(get(status, code))
    await expect(store.head('a', signal)).rejects.toMatchObject({ code: ours })
    expect(proxy.seen.map(({ operation }) => operation)).toEqual(['HeadObject', 'GetObject'])
  })
})

describe('a manifest that comes short', () => {
  const objects = objectsOf({ startedAt: new Date('2026-01-02T03:04:05Z') })
  const [key = '', text = Buffer.alloc(0)] = [...objects].at(-1) ?? []

  it.each([0, 1, 100, 500])('is read once more before anybody is accused: after %i bytes', async length => {
    let left = 1
    await using short = await startHostileStore((asked, _incoming, outgoing) => {
      if (asked.operation === 'ListObjectsV2') return sendListing(outgoing, [{ key }])
      const body = left-- > 0 ? text.subarray(0, length) : text
      outgoing
        .writeHead(200, {
          etag: '"1"',
          'last-modified': new Date().toUTCString(),
          'content-length': body.length,
        })
        .end(body)
    })
    const reading = s3Store(short.options())
    expect(await readManifest(reading, key, signal)).toMatchObject({ series: 'shop' })
    reading.close()
  })

  it('each time is reported as what it is', async () => {
    await using short = await startHostileStore((_asked, _incoming, outgoing) =>
      outgoing
        .writeHead(200, { etag: '"1"', 'last-modified': new Date().toUTCString() })
        .end(text.subarray(0, 100)),
    )
    const reading = s3Store(short.options())
    await expect(readManifest(reading, key, signal)).rejects.toMatchObject({ code: 'manifest-unreadable' })
    reading.close()
  })
})

it('a length that was announced and is not there is reported as the store’s', async () => {
  await bucket.seed(['a'])
  proxy.add({
    which: { operation: 'GetObject' },
    fault: { kind: 'forge-header', header: 'content-length', value: '5001' },
    times: 1,
  })
  await expect(readSmall(store, 'a', 10_000, signal)).rejects.toMatchObject({
    code: 'storage-length-wrong',
    message: expect.stringContaining('announced 5001 bytes'),
  })
})
