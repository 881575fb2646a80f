import type { Destination } from '../../../catalog/destination.ts'
import { notOfAws } from '../../../storage/s3/region.ts'
import type { ValuesOf } from '../row.ts'
import type { s3AccessInputs } from '../table/storage.ts'
import { type Rule, rule } from './rule.ts'

export type S3AccessValues = ValuesOf<typeof s3AccessInputs>
type Values = S3AccessValues & { readonly destination: Destination | undefined }

/** Names of hosts rather than of buckets: `minio.example.com` may well have a bucket `minio`. */
const HOSTS =
  /^(?:s3|minio|storage|objects?|object-storage|ceph|rgw|swift|garage|backups?|data|files?|store|cdn|static)$/

/** How the store is reached, and with whose credentials. */
export const accessRules: readonly Rule<Values>[] = [
  rule(
    ['aws-secret-access-key', 'aws-access-key-id'],
    ({ value }) =>
      (value('aws-access-key-id') === undefined) !== (value('aws-secret-access-key') === undefined),
    'aws-access-key-id and aws-secret-access-key go together and one is empty; check that both secrets are set, or give neither',
  ),
  rule(
    ['aws-session-token', 'aws-access-key-id'],
    ({ value }) => value('aws-session-token') !== undefined && value('aws-access-key-id') === undefined,
    'aws-session-token belongs to an aws-access-key-id, which is empty; give all three, or none',
  ),
  rule(
    ['role-to-assume', 'aws-access-key-id'],
    ({ value }) => value('role-to-assume') !== undefined && value('aws-access-key-id') !== undefined,
    'role-to-assume, or aws-access-key-id and aws-secret-access-key: each is a way in by itself; leave the role or the keys empty',
  ),
  {
    about: ['region', 'endpoint'],
    broken: ({ value }) => {
      const region = value('region')
      const problem =
        region !== undefined && value('endpoint') === undefined && value('destination')?.kind === 's3'
          ? notOfAws(region)
          : undefined
      return problem && `region: ${problem} (endpoint is empty, so the store is AWS)`
    },
  },
  {
    about: ['endpoint', 'destination'],
    broken: ({ value }) => {
      const destination = value('destination')
      const endpoint = value('endpoint')
      if (destination?.kind !== 's3' || endpoint === undefined) return undefined
      const without = withoutBucket(endpoint, destination.bucket)
      return (
        without &&
        `endpoint names the bucket of destination, which belongs into destination alone; write endpoint: ${without}`
      )
    },
  },
]

/** The endpoint as it should be, where the bucket is in its host or is its path; undefined where it is not. */
function withoutBucket(endpoint: string, bucket: string): string | undefined {
  const url = URL.parse(endpoint)
  if (!url) return undefined
  const rest = url.hostname.slice(bucket.length + 1)
  const named = url.hostname.startsWith(`${bucket.toLowerCase()}.`)
  const inHost = named && (/^s3[.-]/.test(rest) || !HOSTS.test(bucket))
  if (inHost && rest.includes('.')) return `${url.protocol}//${rest}${url.port && `:${url.port}`}`
  return url.pathname.replaceAll(/^\/+|\/+$/g, '') === bucket ? url.origin : undefined
}
