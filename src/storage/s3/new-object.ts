import type { ServerSideEncryption } from '@aws-sdk/client-s3'
import { lockFields, type Retention } from './object-lock.ts'
import type { S3Options } from './options.ts'

/** An object's metadata field that says which upload made it: so a lost answer can be distinguished from a taken key. */
export const UPLOAD_MARK = 'upload'

/** What a copy takes over from the object that it is made of. */
export interface CarriedFields {
  readonly ContentType?: string
  readonly ContentEncoding?: string
  readonly ContentDisposition?: string
  readonly ContentLanguage?: string
  readonly CacheControl?: string
  readonly Metadata?: Record<string, string>
}

/** What every new object is given, sent whole, in parts or by the store itself. */
export function newObjectFields(
  options: S3Options,
  uploadTag: string,
  locked: Retention | undefined,
  carried: CarriedFields = {},
) {
  const { sse, tags = {} } = options
  return {
    ContentType: 'application/octet-stream',
    ...carried,
    Metadata: { ...carried.Metadata, [UPLOAD_MARK]: uploadTag },
    ...encryptionFields(sse),
    ...(Object.keys(tags).length > 0 && { Tagging: tagging(tags) }),
    ...lockFields(locked),
  }
}

/** The storage class goes as a header: the SDK's list of names knows those of AWS only. */
export function newObjectHeaders({ storageClass }: S3Options): Record<string, string> {
  return storageClass ? { 'x-amz-storage-class': storageClass } : {}
}

/** Tags travel as a query string; a space as %20, since not every store reads a plus as one. */
function tagging(tags: Readonly<Record<string, string>>): string {
  return new URLSearchParams(tags).toString().replaceAll('+', '%20')
}

function encryptionFields(sse: S3Options['sse']): {
  ServerSideEncryption?: ServerSideEncryption
  SSEKMSKeyId?: string
} {
  if (!sse || sse.kind === 'none') return {}
  if (sse.kind === 'AES256') return { ServerSideEncryption: 'AES256' }
  return { ServerSideEncryption: 'aws:kms', ...(sse.keyId && { SSEKMSKeyId: sse.keyId }) }
}
