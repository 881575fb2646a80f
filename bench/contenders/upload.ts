/**
 * A program in the place of `aws s3 cp FILE s3://…`: uploads a file in parts of 8 MiB, ten at a time, with the SDK's
 * default checksums, as the AWS command line does. Arguments: file, endpoint, bucket, key.
 */
import { open } from 'node:fs/promises'
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'

const PART_BYTES = 8 * 1024 ** 2
const AT_ONCE = 10

const [path = '', endpoint = '', Bucket = '', Key = ''] = process.argv.slice(2)
const client = new S3Client({ endpoint, forcePathStyle: true })
await using file = await open(path)
const { size } = await file.stat()
const { UploadId } = await client.send(
  new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32' }),
)

const parts: CompletedPart[] = []
const numbers = Array.from(
  { length: Math.max(1, Math.ceil(size / PART_BYTES)) },
  (_, index) => index + 1,
).values()
const send = async (): Promise<void> => {
  for (const PartNumber of numbers) {
    const at = (PartNumber - 1) * PART_BYTES
    const buffer = Buffer.allocUnsafe(Math.min(PART_BYTES, size - at))
    await file.read(buffer, 0, buffer.length, at)
    const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: buffer })
    const { ETag, ChecksumCRC32 } = await client.send(part)
    parts.push({ PartNumber, ETag, ChecksumCRC32 })
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, send))
const Parts = parts.toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0))
await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
client.destroy()
