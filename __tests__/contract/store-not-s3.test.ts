import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readCatalog } from '../../src/catalog/read-manifest.ts'
import { checkObjects } from '../../src/check/objects.ts'
import type { BackupError } from '../../src/core/errors.ts'
import { explain } from '../../src/storage/s3/explain.ts'
import { failureOf } from '../../src/storage/s3/failure.ts'
import { ForeignAnswer } from '../../src/storage/s3/foreign-answer.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { collect } from '../support/collect.ts'
import { type Answering, sendListing, sendXml, startHostileStore } from '../support/hostile-store.ts'
import { openLedger } from '../support/run-backup.ts'
import { runPrune } from '../support/run-prune.ts'
import { runReport } from '../support/run-report.ts'

const signal = new AbortController().signal
const PAGE = '<!DOCTYPE html>\n<html><head><title>MinIO Console</title></head><body>Sign in</body></html>'

const page =
  (status: number, headers: Record<string, string> = {}): Answering =>
  (_asked, incoming, outgoing) => {
    outgoing.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers })
    outgoing.end(incoming.method === 'HEAD' ? '' : PAGE)
  }
const text =
  (status: number, type: string, body: string): Answering =>
  (_asked, incoming, outgoing) => {
    outgoing.writeHead(status, { 'content-type': type }).end(incoming.method === 'HEAD' ? '' : body)
  }
const xml =
  (status: number, body: string): Answering =>
  (_asked, _incoming, outgoing) =>
    sendXml(outgoing, status, body)

/** What people give as the endpoint of a store, or meet on the way to it. */
const OTHERS: readonly (readonly [string, Answering])[] = [
  ['a web page for everything', page(200)],
  [
    'a page that a web server serves from a file',
    page(200, { etag: '"1"', 'last-modified': new Date().toUTCString() }),
  ],
  ['a page that says that there is none', page(404)],
  ['a page that forbids', page(403)],
  ['a portal that wants a login', page(302, { location: 'http://portal.example.com/login' })],
  [
    'a redirect without a body',
    (_asked, _incoming, outgoing) => outgoing.writeHead(301, { location: '/ui/' }).end(),
  ],
  ['an answer without a body', (_asked, _incoming, outgoing) => outgoing.writeHead(200).end()],
  ['a service that speaks JSON', text(200, 'application/json', '{"ok":true}')],
  ['a service that refuses in JSON', text(400, 'application/json', '{"message":"no route"}')],
  ['a router that knows no such path', text(404, 'text/plain', '404 page not found\n')],
  ['a feed', xml(200, '<rss version="2.0"><channel><title>News</title></channel></rss>')],
  ['an XHTML page', xml(200, '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>')],
  [
    'the console of MinIO, which refuses as S3 does',
    xml(
      403,
      '<Error><Code>AccessDenied</Code><Message>S3 API Requests must be made to API port.</Message></Error>',
    ),
  ],
  [
    'an older console of MinIO',
    xml(
      403,
      '<Error><Code>AccessDenied</Code><Message>S3 API Request made to Console port. S3 Requests should be sent to API port.</Message></Error>',
    ),
  ],
]

async function failureWith(
  answering: Answering,
  use: (store: ObjectStore) => Promise<unknown>,
): Promise<BackupError> {
  await using server = await startHostileStore(answering)
  const store = s3Store(server.options())
  try {
    return await use(store).then(
      () => expect.fail('it was taken for a store'),
      (error: unknown) => Object.assign(error as BackupError, { requests: server.seen.length }),
    )
  } finally {
    store.close()
  }
}

describe.each(OTHERS)('what answers with %s is no store', (_what, answering) => {
  const uses: readonly (readonly [string, (store: ObjectStore) => Promise<unknown>])[] = [
    ['prepared for a backup', store => store.prepare(signal)],
    ['reported', store => runReport(store)],
    ['pruned', store => runPrune(store)],
    ['verified or restored', store => readCatalog(store, '', signal)],
  ]
  it.each(uses)('when it is to be %s', async (_use, use) => {
    expect(await failureWith(answering, use)).toMatchObject({
      kind: 'storage',
      code: 'storage-not-s3',
      message: expect.stringMatching(/^What answers at http:\S+ is not an S3 store: it answered with .*\.$/),
      requests: 1,
    })
  })
})

describe('what is no store', () => {
  const object: Answering = (asked, incoming, outgoing) =>
    asked.key === '' ? sendListing(outgoing, []) : page(200)(asked, incoming, outgoing)

  it('does not have an object, although it answers HEAD with 200', async () => {
    const use = (store: ObjectStore) => store.put('a', Buffer.from('x'), signal)
    expect(await failureWith(object, use)).toMatchObject({ code: 'storage-not-s3' })
    expect(await failureWith(object, store => store.begin('a', signal))).toMatchObject({
      code: 'storage-not-s3',
    })
    expect(await failureWith(object, store => store.get('a', signal))).toMatchObject({
      code: 'storage-not-s3',
    })
    const check = (store: ObjectStore) =>
      checkObjects(
        { lock: undefined, versioning: 'off' },
        { journal: openLedger(), random: randomBytes, store },
        signal,
      )
    expect(await failureWith(object, check)).toMatchObject({ code: 'storage-not-s3' })
  })

  it('is reported with the port of MinIO’s API where it is its console', () => {
    const error = new ForeignAnswer('it answered with a web page (HTTP 200)')
    const options = { bucket: 'b', prefix: '', endpoint: 'https://minio.example.com:9001' }
    const failure = failureOf(error)
    const told = explain({ operation: 'ListObjectsV2', where: 's3://b/', options, failure }, error)
    expect(told.hint).toContain('https://minio.example.com:9000')
  })
})

describe('a store that falters', () => {
  it.each([500, 502, 503, 504])(
    'with a page of its balancer and %i is asked again, and works',
    async status => {
      let left = 2
      const answering: Answering = (asked, incoming, outgoing) =>
        left-- > 0 ? page(status)(asked, incoming, outgoing) : sendListing(outgoing, [{ key: 'a' }])
      await using server = await startHostileStore(answering)
      const lines: string[] = []
      const store = s3Store(server.options({ report: line => lines.push(line) }))
      expect((await collect(store.list('', signal))).map(({ key }) => key)).toEqual(['a'])
      expect(lines).toEqual([
        expect.stringMatching(
          new RegExp(`^ListObjectsV2 of s3://backups/: HTTP ${status}; attempt 2 of at most 3 in `),
        ),
        expect.stringMatching(/attempt 3 of at most 3/),
      ])
      store.close()
    },
  )

  it('that cuts a listing inside its XML is asked again, and then reported', async () => {
    const whole =
      '<?xml version="1.0"?><ListBucketResult><Name>b</Name><Contents><Key>a.dump</Key><Size>1</Size></Contents></ListBucketResult>'
    for (const length of [20, 30, 60, 100, whole.length - 3]) {
      const cut: Answering = (_asked, _incoming, outgoing) =>
        outgoing.writeHead(200, { 'content-type': 'application/xml' }).end(whole.slice(0, length))
      expect(await failureWith(cut, store => collect(store.list('', signal))), `${length}`).toMatchObject({
        code: 'storage-answer-unreadable',
        message: expect.not.stringContaining('$response'),
        requests: 3,
      })
      let left = 1
      const once: Answering = (...all) => (left-- > 0 ? cut(...all) : sendListing(all[2], [{ key: 'a' }]))
      await using server = await startHostileStore(once)
      const store = s3Store(server.options())
      expect(await collect(store.list('', signal))).toHaveLength(1)
      store.close()
    }
  })

  it('that says 200 and means an error is not believed to be empty', async () => {
    const error = xml(200, '<Error><Code>InternalError</Code><Message>x</Message></Error>')
    expect(await failureWith(error, store => collect(store.list('', signal)))).toMatchObject({
      code: 'storage-server-error',
    })
  })

  it('with comments and empty lines around its listing is read', async () => {
    const body =
      '<?xml version="1.0"?><!-- x -->\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name></ListBucketResult>\n \n'
    await using server = await startHostileStore(text(200, 'application/xml', body))
    const store = s3Store(server.options())
    expect(await collect(store.list('', signal))).toEqual([])
    store.close()
  })
})
