import { randomBytes } from 'node:crypto'
import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { startFauxqs } from 'fauxqs'
import type { S3Options } from '../../src/storage/s3/options.ts'
import type { Dates } from './s3-dates.ts'
import { startS3Proxy } from './s3-proxy.ts'

/** A server that speaks S3, as tests see it. */
export interface S3Server {
  /** For the names of tests. */
  readonly name: string
  readonly endpoint: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  stop(): Promise<void>
}

/**
 * An S3 in this process: fast, forgiving (it refuses no wrong checksum, condition or credential).
 * @param dates when its listings say that its contents were stored, if not what is true
 */
export async function startMockS3(dates?: Dates): Promise<S3Server> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const mock = `http://127.0.0.1:${server.port}`
  const proxy = dates && (await startS3Proxy({ target: mock, dates }))
  return {
    name: 'a mock S3',
    endpoint: proxy?.endpoint ?? mock,
    credentials: { accessKeyId: 'AKIAMOCK', secretAccessKey: 'mock-secret' },
    stop: async () => {
      await proxy?.stop()
      await server.stop()
    },
  }
}

/** A new bucket of a server, looked at directly: what a store says of itself is not taken on trust. */
export interface TestBucket {
  readonly name: string
  readonly client: S3Client
  /** Options of a store in this bucket. */
  options(more?: Partial<S3Options>): S3Options
  /** Everything in the bucket: objects by key, unfinished uploads as `upload of <key>`. */
  contents(): Promise<string[]>
  seed(keys: readonly string[]): Promise<void>
  close(): void
}

export async function makeBucket(
  server: S3Server,
  options: { readonly objectLock?: boolean } = {},
): Promise<TestBucket> {
  const { endpoint, credentials } = server
  const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true })
  const Bucket = `test-${randomBytes(6).toString('hex')}`
  await client.send(
    new CreateBucketCommand({ Bucket, ...(options.objectLock && { ObjectLockEnabledForBucket: true }) }),
  )
  return {
    name: Bucket,
    client,
    options: more => ({
      bucket: Bucket,
      prefix: 'backups/of this',
      endpoint,
      credentials,
      region: 'us-east-1',
      forcePathStyle: true,
      attempts: 4,
      ...more,
    }),
    contents: async () => {
      const objects = await client.send(new ListObjectsV2Command({ Bucket }))
      const uploads = await client.send(new ListMultipartUploadsCommand({ Bucket }))
      return [
        ...(objects.Contents ?? []).map(object => object.Key ?? ''),
        ...(uploads.Uploads ?? []).map(upload => `upload of ${upload.Key}`),
      ]
    },
    seed: async keys => {
      const put = async (queue: Iterator<string>): Promise<void> => {
        for (let next = queue.next(); !next.done; next = queue.next()) {
          await client.send(new PutObjectCommand({ Bucket, Key: next.value, Body: 'x' }))
        }
      }
      const queue = keys.values()
      await Promise.all(Array.from({ length: 16 }, () => put(queue)))
    },
    close: () => client.destroy(),
  }
}
