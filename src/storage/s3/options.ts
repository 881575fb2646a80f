import type { HttpAgents } from '../../http/agents.ts'
import type { AwsCredentials } from '../aws/credentials.ts'
import type { RememberUpload } from '../store.ts'

/** How the store encrypts at rest. The default is the caller's: not every store has SSE. */
export type ServerSideEncryption =
  | { readonly kind: 'AES256' }
  | { readonly kind: 'aws:kms'; readonly keyId?: string }
  | { readonly kind: 'none' }

export interface ObjectLock {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE'
  readonly days: number
}

/** The checksum that the store is asked to verify on every part. `none` for stores that refuse the headers. */
export type ChecksumKind = 'sha256' | 'crc32' | 'none'

export interface S3Options {
  readonly bucket: string
  /** Put before every key, with a `/` between; may be empty. */
  readonly prefix: string
  readonly region?: string
  /** For stores other than AWS, e.g. `https://s3.example.net`. */
  readonly endpoint?: string
  readonly forcePathStyle?: boolean
  /** Without them the SDK's default chain: environment, web identity (OIDC), profile, container, instance. */
  readonly credentials?: AwsCredentials
  readonly sse?: ServerSideEncryption
  readonly storageClass?: string
  readonly objectLock?: ObjectLock
  readonly tags?: Readonly<Record<string, string>>
  readonly expectedBucketOwner?: string
  /** How many parts the provider takes in one upload: 10,000 unless given; Scaleway documents 1,000. */
  readonly maxParts?: number
  /** One size in bytes for every part, for providers that want them alike (Cloudflare R2). Default: growing parts. */
  readonly partBytes?: number
  /** How many parts travel at once, where memory allows: 4 unless given. */
  readonly parallelParts?: number
  /** `sha256` unless given. */
  readonly checksum?: ChecksumKind
  /** Larger objects are copied in parts: 5 GiB unless given, which is S3's limit for a copy in one request. */
  readonly copyLimitBytes?: number
  /** How often each request is sent before it is given up: 8 unless given, with the SDK's backoff about 12 s. */
  readonly attempts?: number
  /** How long a request may go without progress, with all of its repetitions: 10 minutes unless given. Milliseconds. */
  readonly stallTimeoutMs?: number
  /** Connections through a proxy, and with further certificate authorities; straight and with Node's own unless given. */
  readonly agents?: HttpAgents
  /** Is given a line for the log for each request that is sent again. */
  readonly report?: (line: string) => void
  readonly remember?: RememberUpload
}
