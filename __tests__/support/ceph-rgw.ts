import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { S3Server } from './s3-server.ts'

const user = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() })
const described = z.object({
  endpoint: z.url(),
  version: z.string(),
  kmsKeyId: z.string(),
  owner: user,
  guest: user,
})

/** A running Ceph gateway: it enforces what S3 enforces. `guest` is a user without rights. */
export interface CephRgw extends S3Server {
  readonly kmsKeyId: string
  readonly guest: S3Server['credentials']
}

/**
 * The gateway that `scripts/ceph-rgw.sh DIR start` left running, described by PGBACKUP_TEST_RGW: its JSON, or the path of
 * the file that holds it. Otherwise why there is none.
 */
export function cephRgw(): CephRgw | { readonly why: string } {
  const { PGBACKUP_TEST_RGW: given = '' } = process.env
  if (given === '') {
    return {
      why: 'PGBACKUP_TEST_RGW is not set; start one with scripts/ceph-rgw.sh DIR start (root, Debian)',
    }
  }
  if (!given.startsWith('{') && !existsSync(given)) return { why: `PGBACKUP_TEST_RGW: there is no ${given}` }
  const text = given.startsWith('{') ? given : readFileSync(given, 'utf8')
  const { endpoint, version, kmsKeyId, owner, guest } = described.parse(JSON.parse(text))
  return {
    name: `Ceph RGW ${version}`,
    endpoint,
    credentials: owner,
    guest,
    kmsKeyId,
    // It was started by anyone who runs the tests, and is stopped by them.
    stop: async () => {},
  }
}
