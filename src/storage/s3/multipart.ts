import type { PendingUpload, RememberUpload } from '../store.ts'
import { beginUpload } from './begin-upload.ts'
import type { Bucket } from './bucket.ts'
import { MultipartUpload } from './multipart-upload.ts'

/** Begins an upload of unknown length under a key that must be free. */
export async function beginMultipart(
  bucket: Bucket,
  key: string,
  remember: RememberUpload,
  signal: AbortSignal,
): Promise<PendingUpload> {
  const { forget, ...begun } = await beginUpload(bucket, key, {}, remember, signal)
  return new MultipartUpload(bucket, { ...begun, signal }, forget)
}
