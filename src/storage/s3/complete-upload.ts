import { type CompletedPart, CompleteMultipartUploadCommand } from '@aws-sdk/client-s3'
import type { Bucket } from './bucket.ts'
import type { Condition } from './condition.ts'
import type { MadeAnswer } from './confirm.ts'

/** Asks the store to put an upload's parts together, under a condition on its key. */
export async function completeUpload(
  bucket: Bucket,
  upload: { readonly key: string; readonly uploadId: string; readonly parts: CompletedPart[] },
  condition: Condition,
  signal: AbortSignal,
): Promise<MadeAnswer> {
  const { key, uploadId, parts } = upload
  const command = new CompleteMultipartUploadCommand({
    ...bucket.common,
    ...condition,
    Key: bucket.fullKey(key),
    UploadId: uploadId,
    MultipartUpload: { Parts: parts },
  })
  return await bucket.ask('CompleteMultipartUpload', key, signal, () =>
    bucket.client.send(command, { abortSignal: signal }),
  )
}
