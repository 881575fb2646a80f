import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { readSmall } from '../../src/catalog/read-small.ts'
import type { BackupError } from '../../src/core/errors.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { collect } from '../support/collect.ts'
import {
  type Answering,
  type HostileStore,
  sendForEver,
  sendListing,
  sendXml,
  startHostileStore,
} from '../support/hostile-store.ts'
import { listeningReporter } from '../support/run-prune.ts'
import { runReport } from '../support/run-report.ts'
import { objectsOf } from '../support/stored-backups.ts'

const signal = new AbortController().signal
const MiB = 1024 ** 2
const BACKUP = [...objectsOf({ startedAt: new Date('2026-01-02T03:04:05Z') }).keys()][0] ?? ''
const OBJECT = {
  'content-type': 'binary/octet-stream',
  etag: '"1"',
  'last-modified': new Date().toUTCString(),
}

/** How much more memory the process has at the most while something is done. Bytes. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 10)
  await work().finally(() => clearInterval(watch))
  return most - before
}

async function failure(
  server: HostileStore,
  use: (store: ObjectStore) => Promise<unknown>,
): Promise<BackupError> {
  const store = s3Store(server.options())
  try {
    return await use(store).then(
      () => expect.fail('it was believed'),
      (error: unknown) => error as BackupError,
    )
  } finally {
    store.close()
  }
}

/** A listing of one backup; its objects are sent by `send`. */
function aBackup(send: Answering, keys: readonly string[] = [BACKUP, `${BACKUP}.manifest.json`]): Answering {
  return (asked, incoming, outgoing) => {
    if (asked.operation === 'ListObjectsV2')
      sendListing(
        outgoing,
        keys.map(key => ({ key })),
      )
    else if (asked.operation === 'GetObject') send(asked, incoming, outgoing)
    else sendXml(outgoing, 404, '<Error><Code>NoSuchKey</Code></Error>')
  }
}

describe('what a store sends without end', () => {
  it('as a manifest is not read to its end, and a report goes on without it', async () => {
    const endless: Answering = (_asked, _incoming, outgoing) => {
      outgoing.writeHead(200, OBJECT)
      sendForEver(outgoing, Buffer.alloc(256 * 1024, 'x'))
    }
    await using server = await startHostileStore(aBackup(endless))
    const store = s3Store(server.options())
    const grown = await memoryOf(async () => {
      const report = await runReport(store, { locks: false })
      expect(report.unreadable).toMatchObject([{ message: expect.stringContaining('more than') }])
    })
    expect(grown).toBeLessThan(300 * MiB)
    store.close()
  }, 60_000)

  it('as eight large objects at once is held one after the other', async () => {
    const large: Answering = (_asked, _incoming, outgoing) => {
      outgoing.writeHead(200, OBJECT)
      sendForEver(outgoing, Buffer.alloc(256 * 1024, 'x'))
    }
    await using server = await startHostileStore(large)
    const store = s3Store(server.options())
    const grown = await memoryOf(async () => {
      const reading = Array.from({ length: 8 }, (_none, index) =>
        readSmall(store, `${index}`, 48 * MiB, signal).catch((error: BackupError) => error.code),
      )
      expect(await Promise.all(reading)).toEqual(reading.map(() => 'storage-object-too-large'))
    })
    expect(grown).toBeLessThan(300 * MiB)
    store.close()
  }, 60_000)

  it.each([
    [
      'a listing',
      200,
      '<?xml version="1.0"?><ListBucketResult>',
      '<Contents><Key>aaaaaaaaaaaaaaaa</Key></Contents>',
    ],
    ['a refusal', 403, '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>', 'x'.repeat(1000)],
    ['a failure', 500, '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>', 'x'.repeat(1000)],
  ])(
    'as %s is cut off and reported',
    async (_what, status, start, piece) => {
      const endless: Answering = (_asked, _incoming, outgoing) => {
        outgoing.writeHead(status, { 'content-type': 'application/xml' }).write(start)
        sendForEver(outgoing, piece.repeat(500))
      }
      await using server = await startHostileStore(endless)
      const grown = await memoryOf(async () => {
        expect(await failure(server, store => collect(store.list('', signal)))).toMatchObject({
          code: 'storage-answer-too-large',
          message: expect.stringMatching(/^.{1,300}$/),
        })
      })
      expect(grown).toBeLessThan(200 * MiB)
    },
    60_000,
  )

  it.each([
    ['one token again and again', () => 'same'],
    ['two tokens in turn', (count: number) => `token ${count % 2}`],
  ])('as pages with %s ends', async (_what, tokenOf) => {
    let count = 0
    const pages: Answering = (_asked, _incoming, outgoing) => {
      const token = tokenOf(count++)
      const more = `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`
      sendListing(outgoing, [{ key: `a${count}` }], more)
    }
    await using server = await startHostileStore(pages)
    expect(await failure(server, store => collect(store.list('', signal)))).toMatchObject({
      code: 'storage-listing-endless',
    })
    expect(server.seen.length).toBeLessThan(5)
  })

  it.each([
    ['uploads', 'ListMultipartUploadsResult', (store: ObjectStore) => collect(store.unfinished('', signal))],
    ['versions', 'ListVersionsResult', (store: ObjectStore) => collect(store.hidden('', signal))],
    [
      'versions of keys',
      'ListVersionsResult',
      (store: ObjectStore) => collect(store.removeMany(['b', 'c'], signal, { versions: 'all' })),
    ],
  ])('as the same page of %s ends', async (_what, root, use) => {
    const answering: Answering = (asked, _incoming, outgoing) =>
      sendXml(
        outgoing,
        200,
        asked.operation === 'GetBucketVersioning'
          ? '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>'
          : `<${root}><IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker><NextUploadIdMarker>1</NextUploadIdMarker><NextVersionIdMarker>1</NextVersionIdMarker></${root}>`,
      )
    await using server = await startHostileStore(answering)
    expect(await failure(server, use)).toMatchObject({ code: 'storage-listing-endless' })
    expect(server.seen.length).toBeLessThan(8)
  })
})

describe('the words of a store', () => {
  it.each([
    ['<Code>Weird</Code><Message>token=CANARY and more</Message>', 'Weird'],
    ['<Code>We::error::CANARY ird</Code><Message>x</Message>', 'a code that is no word'],
    [`<Code>${'x'.repeat(5000)}CANARY</Code><Message>x</Message>`, 'a code that is no word'],
    ['<Code>Weird</Code><Region>CANARY \u001b[31m</Region><Message>x</Message>', 'Weird'],
  ])('are not repeated, its codes are: %s', async (error, code) => {
    await using server = await startHostileStore((_asked, _incoming, outgoing) =>
      sendXml(outgoing, 418, `<Error>${error}</Error>`),
    )
    const told = await failure(server, store => collect(store.list('', signal)))
    expect(told.message).toContain(code)
    expect(`${told.message} ${told.hint}`).not.toContain('CANARY')
  })

  it.each([
    ['with an explicit deny in a VPC endpoint policy', 'the policy of the VPC endpoint denies it'],
    ['with an explicit deny in a resource-based policy', 'the policy of the bucket or key denies it'],
    [
      'because no identity-based policy allows the s3:ListBucket action',
      'the policy of the user or role does not allow it',
    ],
    [
      'with an explicit deny in a service control policy',
      'a service control policy of the organization denies it',
    ],
  ])('say which policy denies a request: %s', async (words, told) => {
    const message = `User: arn:aws:sts::1:assumed-role/CANARY/x is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::CANARY" ${words}`
    await using server = await startHostileStore((_asked, _incoming, outgoing) =>
      sendXml(outgoing, 403, `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`),
    )
    const error = await failure(server, store => collect(store.list('', signal)))
    expect(error).toMatchObject({ code: 'storage-denied' })
    expect(error.message).toContain(`403 AccessDenied: ${told}`)
    expect(error.message).toContain('s3:ListBucket is missing')
    expect(`${error.message} ${error.hint}`).not.toContain('CANARY')
  })
})

describe('a store that stalls', () => {
  it.each([
    ['a listing', 'ListObjectsV2', (store: ObjectStore) => collect(store.list('', signal))],
    ['a completion', 'CompleteMultipartUpload', (store: ObjectStore) => upload(store)],
    ['a part', 'UploadPart', (store: ObjectStore) => upload(store)],
    ['the middle of an object', 'GetObject', (store: ObjectStore) => read(store)],
  ])('at %s is asked three times, each with a line, and is given up', async (_what, operation, use) => {
    const answering: Answering = (asked, _incoming, outgoing) => {
      if (asked.operation === 'GetObject')
        outgoing.writeHead(200, { ...OBJECT, 'content-length': 100 }).write('x')
      else if (asked.operation !== operation) answerUpload(asked.operation, outgoing)
    }
    await using server = await startHostileStore(answering)
    const lines: string[] = []
    const store = s3Store(
      server.options({ attempts: 8, stallTimeoutMs: 1_200, report: line => lines.push(line) }),
    )
    const startedAt = performance.now()
    await expect(use(store)).rejects.toMatchObject({ code: 'storage-timeout' })
    const sent = server.seen.filter(one => one.operation === operation).length
    expect(sent).toBe(3)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect(lines.filter(line => line.startsWith(operation))).toHaveLength(2)
    store.close()
  })

  it('while bytes flow, however slowly, is no stall', async () => {
    const slow: Answering = (_asked, _incoming, outgoing) => {
      outgoing.writeHead(200, { ...OBJECT, 'content-length': 20 })
      const send = async (): Promise<void> => {
        for (let left = 20; left > 0; left--) {
          outgoing.write('x')
          await pause(100)
        }
        outgoing.end()
      }
      void send()
    }
    await using server = await startHostileStore(slow)
    const lines: string[] = []
    const store = s3Store(server.options({ stallTimeoutMs: 1_200, report: line => lines.push(line) }))
    expect(await read(store)).toHaveLength(20)
    expect(lines).toEqual([])
    store.close()
  })
})

function answerUpload(operation: string, outgoing: Parameters<Answering>[2]): void {
  if (operation === 'CreateMultipartUpload')
    sendXml(
      outgoing,
      200,
      '<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>',
    )
  else if (operation === 'UploadPart') outgoing.writeHead(200, { etag: '"1"' }).end()
  else if (operation === 'HeadObject') outgoing.writeHead(404, { 'content-type': 'application/xml' }).end()
  else sendXml(outgoing, 404, '<Error><Code>NoSuchUpload</Code></Error>')
}

async function upload(store: ObjectStore): Promise<void> {
  const pending = await store.begin('a', signal)
  try {
    await pipeline([Buffer.from('x')], pending.sink)
    await pending.complete()
  } finally {
    await pending.abort()
  }
}

async function read(store: ObjectStore): Promise<Buffer> {
  return await readSmall(store, 'a', 1000, signal)
}

it('objects under names that no backup has are passed over, and counted', async () => {
  const odd = [
    'shop/../x.manifest.json',
    'a\u202eb.manifest.json',
    'shop//y.manifest.json',
    'z\\z',
    'folder/',
  ]
  await using server = await startHostileStore((asked, _incoming, outgoing) =>
    asked.operation === 'ListObjectsV2'
      ? sendListing(
          outgoing,
          odd.map(key => ({ key })),
        )
      : sendXml(outgoing, 404, '<Error><Code>NoSuchKey</Code></Error>'),
  )
  const store = s3Store(server.options())
  const notices: string[] = []
  const reporter = { ...listeningReporter([]), notice: (line: string) => void notices.push(line) }
  const report = await runReport(store, {}, { reporter })
  expect(report.unreadable).toEqual([])
  expect(notices).toEqual([expect.stringMatching(/^4 objects were passed over/)])
  store.close()
})
