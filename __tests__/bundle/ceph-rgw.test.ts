import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { cephRgw } from '../support/ceph-rgw.ts'
import { makeBucket } from '../support/s3-server.ts'
import { loadSample } from '../support/sample-database.ts'
import { expectSuccess, PREFIX, useWorld } from './world.ts'

const rgw = cephRgw()
const world = useWorld(17, { load: server => loadSample(server, 'shop') })

test('a whole backup into a store that enforces what S3 enforces: confirmed, locked, tagged, and verified', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const bucket = await makeBucket(rgw, { objectLock: true })
  try {
    const { from, run } = world()
    const identity = await generateX25519Identity()
    const store = {
      destination: `s3://${bucket.name}/${PREFIX}`,
      endpoint: rgw.endpoint,
      region: 'us-east-1',
      'aws-access-key-id': rgw.credentials.accessKeyId,
      'aws-secret-access-key': rgw.credentials.secretAccessKey,
    }
    const backup = await run({
      with: {
        ...from('shop'),
        ...store,
        'encrypt-to': await identityToRecipient(identity),
        'object-lock-mode': 'GOVERNANCE',
        'object-lock-days': '1',
        tags: 'team=platform',
        globals: 'true',
      },
    })
    expectSuccess(backup)
    const { key = '', manifest = '{}', size } = backup.outputs
    expect(JSON.parse(manifest)).toMatchObject({ stored: { confirmed: 'sha256-composite' } })

    const head = await bucket.client.send(
      new HeadObjectCommand({ Bucket: bucket.name, Key: `${PREFIX}/${key}` }),
    )
    expect(head).toMatchObject({ ContentLength: Number(size), ObjectLockMode: 'GOVERNANCE' })

    const verified = await run({ action: 'verify', with: { ...store, from: key, 'age-identity': identity } })
    expectSuccess(verified)
    expect(verified.outputs).toMatchObject({ verified: '1', failed: '0' })
  } finally {
    bucket.close()
  }
})
