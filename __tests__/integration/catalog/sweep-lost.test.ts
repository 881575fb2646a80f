import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweepAbandoned } from '../../../src/catalog/abandoned-uploads.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import { filesIn } from '../../support/files-in.ts'
import { sendListing, sendXml, startHostileStore } from '../../support/hostile-store.ts'
import { listeningReporter } from '../../support/run-prune.ts'
import { daysAgo, objectsOf, SIGNAL } from '../../support/stored-backups.ts'

const [KEY = ''] = objectsOf({ startedAt: daysAgo(2) }).keys()
const HOUR_MS = 3_600_000

let lines: string[]
beforeEach(() => {
  lines = []
})
const sweep = (store: Parameters<typeof sweepAbandoned>[1]['store'], series = 'shop') =>
  sweepAbandoned(series, { reporter: listeningReporter(lines), signal: SIGNAL, store })

describe('what a lost runner has left in a folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sweep-lost-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it.each([
    [25, 0],
    [23, 1],
  ])(
    'is given up by the next backup of the series when nothing was added for %i hours: %i left',
    async (hours, left) => {
      const store = folderStore(folder)
      // As a killed process leaves it: never ended.
      const upload = await store.begin(KEY, SIGNAL)
      await new Promise(resolve => upload.sink.write('half of a dump', resolve))
      const { trace } = upload
      const path = trace.kind === 'partial-file' ? trace.path : expect.fail()
      const last = new Date(Date.now() - hours * HOUR_MS)
      await utimes(path, last, last)
      await sweep(store, 'orchard')
      expect(await filesIn(folder)).toHaveLength(1)
      await sweep(store)
      expect(await filesIn(folder)).toHaveLength(left)
      expect(lines).toHaveLength(1 - left)
      await upload.abort()
    },
  )
})

describe('what a lost runner has left in a bucket', () => {
  interface Left {
    readonly begunHours: number
    /** When its parts were stored; undefined: they may not be listed. */
    readonly partHours?: readonly number[] | undefined
    readonly key?: string
    /** Whether uploads may be listed, and given up. */
    readonly denied?: 'ListMultipartUploads' | 'AbortMultipartUpload'
  }
  const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString()

  async function aborted({ begunHours, denied, key = KEY, partHours }: Left): Promise<boolean> {
    let gone = false
    await using server = await startHostileStore(({ operation }, _incoming, outgoing) => {
      if (operation === denied) return sendXml(outgoing, 403, '<Error><Code>AccessDenied</Code></Error>')
      if (operation === 'ListObjectsV2') return sendListing(outgoing, [])
      if (operation === 'ListMultipartUploads')
        return sendXml(
          outgoing,
          200,
          `<ListMultipartUploadsResult><Upload><Key>${key}</Key><UploadId>1</UploadId><Initiated>${ago(begunHours)}</Initiated></Upload></ListMultipartUploadsResult>`,
        )
      if (operation === 'AbortMultipartUpload') {
        gone = true
        return void outgoing.writeHead(204, { 'x-amz-request-id': '1' }).end()
      }
      if (gone) return sendXml(outgoing, 404, '<Error><Code>NoSuchUpload</Code></Error>')
      if (!partHours) return sendXml(outgoing, 403, '<Error><Code>AccessDenied</Code></Error>')
      const parts = partHours.map(
        hours => `<Part><PartNumber>1</PartNumber><LastModified>${ago(hours)}</LastModified></Part>`,
      )
      sendXml(outgoing, 200, `<ListPartsResult>${parts.join('')}</ListPartsResult>`)
    })
    const store = s3Store(server.options())
    await sweep(store).finally(() => store.close())
    return gone
  }

  it.each([
    ['that got nothing for a day is given up', { begunHours: 60, partHours: [40, 30] }, true],
    ['that never got a part is given up after a day', { begunHours: 25, partHours: [] }, true],
    [
      'that is fed still is left alone, however long it goes on',
      { begunHours: 90, partHours: [80, 2] },
      false,
    ],
    ['that is young is left alone', { begunHours: 23, partHours: [] }, false],
    ['whose parts may not be listed is left alone for a week', { begunHours: 150 }, false],
    ['whose parts may not be listed is given up after a week', { begunHours: 170 }, true],
    [
      'of somebody else’s object is left alone',
      { begunHours: 900, partHours: [], key: 'shop/video.mp4' },
      false,
    ],
  ] as const)('an upload %s', async (_what, left, gone) => {
    expect(await aborted(left)).toBe(gone)
  })

  it.each(['ListMultipartUploads', 'AbortMultipartUpload'] as const)(
    'no backup fails for credentials that %s is denied to; the log says it',
    async denied => {
      expect(await aborted({ begunHours: 60, partHours: [], denied })).toBe(false)
      expect(lines).toEqual([
        expect.stringMatching(/is not known: .*(s3:ListBucketMultipartUploads|s3:AbortMultipartUpload)/),
      ])
    },
  )
})
