import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UploadTrace } from '../../src/core/upload-trace.ts'
import type { ObjectStore, PendingUpload } from '../../src/storage/store.ts'

const MiB = 1024 ** 2
const PART = 8 * MiB

/** A place with a store in it, and a look at that place from outside. */
export interface Place {
  /** Another store object over the same place, as a later process would have. */
  store(remember?: (trace: UploadTrace) => () => void): ObjectStore
  /** Everything that is stored there, finished or not, as the place itself says it; [] when nothing was left behind. */
  contents(): Promise<string[]>
  /** Makes small objects by other means than the store. */
  seed(keys: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** What every store must do, no matter what is behind it. */
export function storeContract(name: string, open: () => Promise<Place>): void {
  describe(`a store in ${name}`, () => {
    let place: Place
    let store: ObjectStore
    const signal = new AbortController().signal
    beforeAll(async () => {
      place = await open()
      store = place.store()
    })
    afterAll(async () => {
      store.close()
      await place.close()
    })

    const send = async (upload: PendingUpload, bytes: Buffer): Promise<void> =>
      pipeline(Readable.from(chunks(bytes), { objectMode: false }), upload.sink)

    it('is usable when it says so', async () => {
      await store.prepare(signal)
      expect(await place.contents()).toEqual([])
    })

    it.each([
      ['nothing', 0],
      ['1 byte', 1],
      ['a byte less than a part', PART - 1],
      ['exactly a part', PART],
      ['a byte more than a part', PART + 1],
      ['exactly two parts', 2 * PART],
      ['40 MB', 40_000_000],
    ])('gives back %s as it was streamed in', async (_what, size) => {
      const key = `round/trip/${size}.dump`
      const bytes = randomBytes(size)
      const upload = await store.begin(key, signal)
      await send(upload, bytes)
      const stored = await upload.complete()
      expect(stored).toMatchObject({ key, bytes: size })
      expect(await store.head(key, signal)).toMatchObject({ key, bytes: size })
      expect(digest(await buffer(await store.get(key, signal)))).toBe(digest(bytes))
      await store.remove(key, signal)
      expect(await place.contents()).toEqual([])
    })

    it('shows nothing under the key until the upload is completed', async () => {
      const upload = await store.begin('unseen.dump', signal)
      await send(upload, randomBytes(1000))
      expect(await store.head('unseen.dump', signal)).toBeUndefined()
      expect(await listed(store)).toEqual([])
      await upload.complete()
      expect(await listed(store)).toEqual(['unseen.dump'])
      await store.remove('unseen.dump', signal)
    })

    it('puts small objects whole and gives them back', async () => {
      const stored = await store.put('small/ü & "quotes" + 100%.json', Buffer.from('{"a":1}'), signal)
      expect(stored).toMatchObject({ key: 'small/ü & "quotes" + 100%.json', bytes: 7 })
      expect(Math.abs(stored.modified.getTime() - Date.now())).toBeLessThan(60_000)
      const read = await buffer(await store.get('small/ü & "quotes" + 100%.json', signal))
      expect(read.toString()).toBe('{"a":1}')
      await store.put('small/empty', new Uint8Array(0), signal)
      expect(await store.head('small/empty', signal)).toMatchObject({ bytes: 0 })
      expect(await listed(store)).toEqual(['small/empty', 'small/ü & "quotes" + 100%.json'])
      for (const key of await listed(store)) await store.remove(key, signal)
    })

    it('never overwrites: neither by a put, nor by a new upload, nor by one that was begun before', async () => {
      const early = await store.begin('taken', signal)
      await send(early, Buffer.from('early'))
      await store.put('taken', Buffer.from('first'), signal)
      const refusal = { kind: 'storage', code: 'storage-key-exists' }
      await expect(store.put('taken', Buffer.from('second'), signal)).rejects.toMatchObject(refusal)
      await expect(store.begin('taken', signal)).rejects.toMatchObject(refusal)
      await expect(early.complete()).rejects.toMatchObject(refusal)
      await early.abort()
      expect((await buffer(await store.get('taken', signal))).toString()).toBe('first')
      await store.remove('taken', signal)
      expect(await place.contents()).toEqual([])
    })

    it.each([
      ['before the first byte', 0],
      ['within the first part', 1_000_000],
      ['after some parts were sent', 30_000_000],
    ])('leaves nothing behind when an upload is aborted %s', async (_when, size) => {
      const upload = await store.begin('a/b/aborted.dump', signal)
      // Never ended: the sink is in the middle of it.
      for (const chunk of chunks(randomBytes(size))) {
        if (!upload.sink.write(chunk)) await new Promise(resolve => upload.sink.once('drain', resolve))
      }
      await upload.abort()
      await upload.abort()
      expect(upload.sink.destroyed).toBe(true)
      expect(await place.contents()).toEqual([])
    })

    it('leaves nothing behind when an upload is aborted after its last byte', async () => {
      const upload = await store.begin('finished.dump', signal)
      await send(upload, randomBytes(PART + 5))
      await upload.abort()
      expect(await place.contents()).toEqual([])
      expect(await store.head('finished.dump', signal)).toBeUndefined()
    })

    it('stops an upload when the run is cancelled, and still cleans up after it', async () => {
      const run = new AbortController()
      const upload = await store.begin('cancelled.dump', run.signal)
      const endless = Readable.from(repeat(randomBytes(1_000_000)), { objectMode: false })
      setTimeout(() => run.abort(), 200)
      await expect(pipeline(endless, upload.sink)).rejects.toMatchObject({ kind: 'cancelled' })
      await expect(upload.complete()).rejects.toMatchObject({ kind: 'cancelled' })
      await upload.abort()
      expect(await place.contents()).toEqual([])
      await expect(store.begin('late.dump', run.signal)).rejects.toMatchObject({ kind: 'cancelled' })
    })

    it('cleans up after a run that is cancelled and undone in the same moment', async () => {
      const run = new AbortController()
      const upload = await store.begin('at/once.dump', run.signal)
      run.abort()
      await upload.abort()
      expect(await place.contents()).toEqual([])
    })

    it('removes an object by its mark, in a later process too, and leaves one with another mark', async () => {
      const upload = await store.begin('marked.dump', signal)
      await send(upload, Buffer.from('mine'))
      await upload.complete()
      const marks: string[] = []
      await store.put('marked.json', Buffer.from('{}'), signal, uploadTag => void marks.push(uploadTag))
      const [uploadTag = ''] = marks
      expect(new Set([uploadTag, upload.uploadTag, '']).size).toBe(3)
      const later = place.store()
      expect(await later.removeIfTagged('marked.dump', uploadTag, signal)).toBe(false)
      expect(await later.removeIfTagged('marked.json', upload.uploadTag, signal)).toBe(false)
      expect(await later.removeIfTagged('missing/x.json', uploadTag, signal)).toBe(false)
      expect(await listed(store)).toEqual(['marked.dump', 'marked.json'])
      expect(await later.removeIfTagged('marked.dump', upload.uploadTag, signal)).toBe(true)
      expect(await later.removeIfTagged('marked.json', uploadTag, signal)).toBe(true)
      expect(await later.removeIfTagged('marked.json', uploadTag, signal)).toBe(false)
      later.close()
      expect(await place.contents()).toEqual([])
    })

    it('owns nothing by a put that was refused or cancelled', async () => {
      await store.put('somebody.json', Buffer.from('{}'), signal)
      const marks: string[] = []
      const announce = (uploadTag: string): void => void marks.push(uploadTag)
      await expect(store.put('somebody.json', Buffer.from('{}'), signal, announce)).rejects.toThrow('exists')
      await expect(
        store.put('somebody.json', Buffer.from('{}'), AbortSignal.abort(), announce),
      ).rejects.toMatchObject({ kind: 'cancelled' })
      for (const uploadTag of marks)
        expect(await store.removeIfTagged('somebody.json', uploadTag, signal)).toBe(false)
      expect(await listed(store)).toEqual(['somebody.json'])
      await store.remove('somebody.json', signal)
    })

    it('remembers an upload before it exists, and forgets it when nothing is left to undo', async () => {
      const traces = new Set<UploadTrace>()
      const remembering = place.store(trace => {
        traces.add(trace)
        return () => void traces.delete(trace)
      })
      const aborted = await remembering.begin('remembered/1', signal)
      expect([...traces]).toEqual([aborted.trace])
      await aborted.abort()
      expect(traces.size).toBe(0)
      const completed = await remembering.begin('remembered/2', signal)
      await send(completed, Buffer.from('whole'))
      await completed.complete()
      expect(traces.size).toBe(0)
      await store.remove('remembered/2', signal)
      remembering.close()
    })

    it('lets a later process undo an upload that was left behind, as often as it likes', async () => {
      const upload = await store.begin('orphans/x.dump', signal)
      await send(upload, randomBytes(PART + 1))
      const trace: UploadTrace = JSON.parse(JSON.stringify(upload.trace))
      const later = place.store()
      await later.discard(trace, signal)
      await later.discard(trace, signal)
      later.close()
      expect(await place.contents()).toEqual([])
    })

    it('says that there is nothing where there is nothing', async () => {
      expect(await store.head('missing', signal)).toBeUndefined()
      await expect(store.get('missing', signal)).rejects.toMatchObject({ code: 'storage-object-missing' })
      await store.remove('missing', signal)
      expect(await listed(store, 'missing/')).toEqual([])
    })

    it('refuses keys that reach out of it', async () => {
      for (const key of ['../up', 'a//b', '/abs', 'a/./b', 'a\\b', '']) {
        await expect(store.begin(key, signal), key).rejects.toMatchObject({ code: 'storage-key-invalid' })
      }
    })

    it('lists more than one page, in the order of keys, by prefix', async () => {
      const keys = Array.from({ length: 1100 }, (_, i) => `many/${String(i).padStart(4, '0')}`)
      // A folder can't hold both a file and a folder of one name.
      const odd = ['many-more', 'many/0001-a', 'many/0001x/a', 'many/ä', 'many0']
      await place.seed([...keys, ...odd])
      const sorted = (names: string[]): string[] =>
        names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(await listed(store)).toEqual(sorted([...keys, ...odd]))
      expect(await listed(store, 'many/0001')).toEqual(['many/0001', 'many/0001-a', 'many/0001x/a'])
    })
  })
}

function* chunks(bytes: Buffer, size = 65_536): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function* repeat(bytes: Buffer): Generator<Buffer> {
  for (;;) yield bytes
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function listed(store: ObjectStore, prefix = ''): Promise<string[]> {
  const keys = []
  for await (const { key } of store.list(prefix, new AbortController().signal)) keys.push(key)
  return keys
}
