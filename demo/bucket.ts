import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { startMockS3 } from '../__tests__/support/s3-server.ts'

/** Where the demo's backups go, looked at from outside of the action. */
export interface Bucket {
  readonly destination: string
  /** What the step needs besides the destination. */
  readonly with: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  list(): Promise<{ readonly key: string; readonly bytes: number }[]>
  /** Fetches one into a folder, and returns the command that does it without us. */
  fetch(key: string, folder: string): Promise<string>
  stop(): Promise<void>
}

const NAME = 'kiosk-backups'

/** A server that speaks S3, in this process. */
export async function startBucket(): Promise<Bucket> {
  const server = await startMockS3()
  const { endpoint, credentials } = server
  const client = new S3Client({ endpoint, credentials, region: 'eu-central-1', forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: NAME }))
  return {
    destination: `s3://${NAME}/production`,
    with: { endpoint, region: 'eu-central-1' },
    env: {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    secrets: { AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey },
    list: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: NAME }))
      return Contents.map(({ Key = '', Size = 0 }) => ({ key: Key, bytes: Size }))
    },
    fetch: async (key, folder) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: NAME, Key: key }))
      if (!(Body instanceof Readable)) throw new Error(`no content in ${key}`)
      await pipeline(Body, createWriteStream(join(folder, basename(key))))
      return `aws s3 cp s3://${NAME}/${key} .`
    },
    stop: async () => {
      client.destroy()
      await server.stop()
    },
  }
}

/** The other kind of destination: for machines where the server can't run. */
export async function folderBucket(folder: string): Promise<Bucket> {
  await mkdir(folder, { recursive: true })
  return {
    destination: folder,
    with: {},
    env: {},
    secrets: {},
    list: async () => {
      const names = await readdir(folder, { recursive: true })
      const stats = await Promise.all(names.map(async key => ({ key, stats: await stat(join(folder, key)) })))
      return stats
        .filter(each => each.stats.isFile())
        .map(each => ({ key: each.key, bytes: each.stats.size }))
    },
    fetch: async (key, into) => {
      await copyFile(join(folder, key), join(into, basename(key)))
      return `cp ${join(folder, key)} .`
    },
    stop: async () => {},
  }
}
