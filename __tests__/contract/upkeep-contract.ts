import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UploadTrace } from '../../src/core/upload-trace.ts'
import type { ObjectStore, Removal } from '../../src/storage/store.ts'
import { collect } from '../support/collect.ts'
import type { Place } from './store-contract.ts'

/**
 * What every store must do for prune and archive, no matter what is behind it.
 * @param listsUploads whether the place knows of unfinished uploads: the mock can't list them
 */
export function upkeepContract(name: string, open: () => Promise<Place>, listsUploads = true): void {
  describe(`the upkeep of a store in ${name}`, () => {
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

    const listed = async (): Promise<string[]> =>
      (await collect(store.list('', signal))).map(({ key }) => key)
    const numbered = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => `many/${String(i % 7)}/${String(i).padStart(5, '0')}`)
    const clear = async (): Promise<void> => {
      for await (const { outcome } of store.removeMany(await listed(), signal))
        expect(outcome).toBe('removed')
      expect(await place.contents()).toEqual([])
    }

    it('removes more than a thousand objects and records each, in the order given', async () => {
      const keys = [...numbered(1001), 'odd/ü & "quotes" <x> + 100%.json']
      await place.seed(keys)
      const asked = ['many/missing', ...keys.toReversed(), 'no/such/folder/x']
      const told = await collect(store.removeMany(asked, signal))
      expect(told).toEqual(asked.map((key): Removal => ({ key, outcome: 'removed' })))
      expect(await place.contents()).toEqual([])
    })

    it('removes nothing where nothing is asked for, and refuses keys that reach out of it', async () => {
      await place.seed(['stays'])
      expect(await collect(store.removeMany([], signal))).toEqual([])
      await expect(collect(store.removeMany(['../stays'], signal))).rejects.toMatchObject({
        code: 'storage-key-invalid',
      })
      expect(await listed()).toEqual(['stays'])
      await clear()
    })

    it('removes versions too where there are none', async () => {
      await place.seed(['a/1', 'a/2'])
      const told = await collect(store.removeMany(['a/1', 'a/2'], signal, { versions: 'all' }))
      expect(told.map(({ outcome }) => outcome)).toEqual(['removed', 'removed'])
      expect(await place.contents()).toEqual([])
    })

    it('stopped anywhere, has removed the first keys and left the others', async () => {
      const keys = numbered(1500)
      await place.seed(keys)
      const run = new AbortController()
      const removing = async (): Promise<void> => {
        for await (const _removal of store.removeMany(keys, run.signal)) run.abort()
      }
      await expect(removing()).rejects.toMatchObject({ kind: 'cancelled' })
      const left = new Set(await listed())
      expect(left.size).toBeGreaterThan(0)
      expect(left.size).toBeLessThan(1500)
      expect(keys.slice(1500 - left.size).every(key => left.has(key))).toBe(true)
      await clear()
    })

    it('takes keys as they come, from a listing too', async () => {
      await place.seed(numbered(30))
      const keys = async function* () {
        for await (const { key } of store.list('many/3/', signal)) yield key
      }
      const told = await collect(store.removeMany(keys(), signal))
      expect(told.every(({ key }) => key.startsWith('many/3/'))).toBe(true)
      expect((await listed()).some(key => key.startsWith('many/3/'))).toBe(false)
      expect(await listed()).toHaveLength(30 - told.length)
      await clear()
    })

    it('knows no locks and no versions where there are none', async () => {
      await place.seed(['free'])
      expect(await store.lockOf('free', signal)).toBeUndefined()
      expect(await store.lockOf('missing', signal)).toBeUndefined()
      expect(await store.versioning(signal)).toBe('off')
      await clear()
      expect(await collect(store.hidden('', signal))).toEqual([])
    })

    it('copies an object, which stays, under a name of any kind', async () => {
      const bytes = randomBytes(3_000_000)
      const from = 'x/ü & "quotes" + 100%.dump'
      const put = await store.put(from, bytes, signal)
      const copied = await store.copy(from, 'archive/2026/ä+ %.dump', {}, signal)
      expect(copied).toMatchObject({ key: 'archive/2026/ä+ %.dump', bytes: bytes.length })
      if (copied.checksum) expect(copied.checksum).toEqual(put.checksum)
      expect((await buffer(await store.get('archive/2026/ä+ %.dump', signal))).equals(bytes)).toBe(true)
      expect(await listed()).toEqual(['archive/2026/ä+ %.dump', from])
      await clear()
    })

    it('says the mark of a copy before it exists: by it a later process takes back the copy alone', async () => {
      const marks: string[] = []
      const told: (string | undefined)[] = []
      await store.put('from', Buffer.from('x'), signal, uploadTag => void marks.push(uploadTag))
      await store.copy('from', 'to', { announce: uploadTag => void told.push(uploadTag) }, signal)
      expect(told).toHaveLength(1)
      expect(told).not.toEqual(marks)
      const later = place.store()
      expect(await later.removeIfTagged('from', told[0] ?? '', signal)).toBe(false)
      expect(await later.removeIfTagged('to', told[0] ?? '', signal)).toBe(true)
      later.close()
      expect(await listed()).toEqual(['from'])
      await clear()
    })

    it('copies over nothing, from nothing, and nothing once it is stopped', async () => {
      await store.put('a', Buffer.from('a'), signal)
      await store.put('b', Buffer.from('b'), signal)
      await expect(store.copy('a', 'b', {}, signal)).rejects.toMatchObject({ code: 'storage-key-exists' })
      await expect(store.copy('missing', 'c', {}, signal)).rejects.toMatchObject({
        code: 'storage-object-missing',
      })
      await expect(store.copy('a', 'c', {}, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' })
      expect((await buffer(await store.get('b', signal))).toString()).toBe('b')
      expect(await listed()).toEqual(['a', 'b'])
      await clear()
    })

    it('leaves nothing of a copy to be remembered', async () => {
      const traces = new Set<UploadTrace>()
      const remembering = place.store(trace => {
        traces.add(trace)
        return () => void traces.delete(trace)
      })
      await remembering.put('a', Buffer.from('a'), signal)
      await remembering.copy('a', 'b', {}, signal)
      await expect(remembering.copy('a', 'b', {}, signal)).rejects.toThrow('exists')
      expect(traces.size).toBe(0)
      remembering.close()
      await clear()
    })

    if (listsUploads) {
      it('finds uploads that nobody ended, since when, and ends them', async () => {
        const before = Date.now() - 5000
        const left = await store.begin('orphans/1/x.dump', signal)
        await store.begin('orphans/2/y.dump', signal)
        const ended = await store.begin('orphans/z.dump', signal)
        ended.sink.end('z')
        await new Promise(resolve => ended.sink.once('finish', resolve))
        await ended.complete()
        const later = place.store()
        const found = await collect(later.unfinished('', signal))
        expect(found.map(({ key }) => key)).toEqual(['orphans/1/x.dump', 'orphans/2/y.dump'])
        for (const { begun } of found) expect(begun.getTime()).toBeGreaterThan(before)
        const [first] = await collect(later.unfinished('orphans/1', signal))
        expect(first).toMatchObject({
          key: 'orphans/1/x.dump',
          trace: left.trace.kind === 'multipart' ? left.trace : {},
        })
        for (const { trace } of found) await later.discard(trace, signal)
        expect(await collect(later.unfinished('', signal))).toEqual([])
        later.close()
        await clear()
      })
    }

    it('has the time', async () => {
      expect(Math.abs((await store.clock(signal)).getTime() - Date.now())).toBeLessThan(60_000)
      expect(await place.contents()).toEqual([])
    })
  })
}
