import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import { cephRgw } from '../support/ceph-rgw.ts'
import { collect } from '../support/collect.ts'
import { makeBucket, type S3Server, startMockS3 } from '../support/s3-server.ts'
import { type Place, storeContract } from './store-contract.ts'
import { upkeepContract } from './upkeep-contract.ts'

async function placeOn(server: S3Server): Promise<Place> {
  const bucket = await makeBucket(server)
  return {
    store: remember => s3Store(bucket.options(remember ? { remember } : {})),
    contents: bucket.contents,
    seed: keys => bucket.seed(keys.map(key => `${bucket.options().prefix}/${key}`)),
    close: async () => {
      bucket.close()
      await server.stop()
    },
  }
}

/** A bucket's objects may have names that no file has, and that a store of ours would not give. */
function oddNamesContract(name: string, open: () => Promise<Place>): void {
  describe(`objects of odd names in ${name}`, () => {
    const odd = ['2026/01//shop.dump', '/shop.dump', 'a\\b.dump', 'a///b', 'folder/']
    const signal = new AbortController().signal

    it('are found, read, copied and removed as they are listed, and never made', async () => {
      const place = await open()
      const store = place.store()
      try {
        await place.seed([...odd, '2026/01/shop.dump'])
        const keys = (await collect(store.list('', signal))).map(({ key }) => key)
        expect(keys.toSorted()).toEqual([...odd, '2026/01/shop.dump'].toSorted())
        for (const [number, key] of odd.entries()) {
          expect(await store.head(key, signal), key).toMatchObject({ key, bytes: 1 })
          expect((await buffer(await store.get(key, signal))).toString()).toBe('x')
          expect(await store.lockOf(key, signal)).toBeUndefined()
          expect(await store.removeIfTagged(key, 'of another', signal)).toBe(false)
          expect(await store.copy(key, `copy/${number}`, {}, signal)).toMatchObject({ bytes: 1 })
          await expect(store.put(key, Buffer.from('y'), signal)).rejects.toMatchObject({
            code: 'storage-key-invalid',
          })
        }
        await store.remove(odd[0] ?? '', signal)
        expect(await store.head(odd[0] ?? '', signal)).toBeUndefined()
        const told = await collect(store.removeMany(odd, signal))
        expect(told.map(({ outcome }) => outcome)).toEqual(odd.map(() => 'removed'))
        const left = (await collect(store.list('', signal))).map(({ key }) => key)
        expect(left).toEqual(['2026/01/shop.dump', ...odd.map((_key, number) => `copy/${number}`)])
      } finally {
        store.close()
        await place.close()
      }
    })
  })
}

const onMock = async (): Promise<Place> => placeOn(await startMockS3())
storeContract('a mock S3', onMock)
upkeepContract('a mock S3', onMock, false)
oddNamesContract('a mock S3', onMock)

const rgw = cephRgw()
if ('why' in rgw) {
  it('a store in Ceph RGW', ctx => {
    console.log(`not run: the storage contract on Ceph RGW: ${rgw.why}`)
    ctx.skip(rgw.why)
  })
} else {
  storeContract(rgw.name, () => placeOn(rgw))
  upkeepContract(rgw.name, () => placeOn(rgw))
  oddNamesContract(rgw.name, () => placeOn(rgw))
}
