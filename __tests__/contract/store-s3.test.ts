import { it } from 'vitest'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import { cephRgw } from '../support/ceph-rgw.ts'
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

const onMock = async (): Promise<Place> => placeOn(await startMockS3())
storeContract('a mock S3', onMock)
upkeepContract('a mock S3', onMock, false)

const rgw = cephRgw()
if ('why' in rgw) {
  it('a store in Ceph RGW', ctx => {
    console.log(`not run: the storage contract on Ceph RGW: ${rgw.why}`)
    ctx.skip(rgw.why)
  })
} else {
  storeContract(rgw.name, () => placeOn(rgw))
  upkeepContract(rgw.name, () => placeOn(rgw))
}
