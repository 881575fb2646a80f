import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { cephRgw } from '../../__tests__/support/ceph-rgw.ts'
import type { StoreKind } from '../arguments.ts'

/** The server that every contender uploads to, with an empty bucket. */
export interface Store extends AsyncDisposable {
  /** For the table. */
  readonly name: string
  readonly endpoint: string
  readonly bucket: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** undefined: it runs elsewhere. */
  readonly pid: number | undefined
}

const NAMES = {
  sink: 'a sink that speaks S3, discards the bytes, keeps sizes and checksums',
  fauxqs: 'fauxqs 2.4.1, in memory',
}

export async function startStore(kind: StoreKind): Promise<Store> {
  const store = kind === 'rgw' ? gateway() : await ownProcess(kind)
  const bucket = `bench-${Date.now()}`
  const { endpoint, credentials } = store
  const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  client.destroy()
  return { ...store, bucket }
}

function gateway(): Omit<Store, 'bucket'> {
  const found = cephRgw()
  if ('why' in found) throw new Error(`--s3=rgw: ${found.why}`)
  const { name, endpoint, credentials } = found
  return { name, endpoint, credentials, pid: undefined, [Symbol.asyncDispose]: async () => {} }
}

async function ownProcess(kind: 'sink' | 'fauxqs'): Promise<Omit<Store, 'bucket'>> {
  const program = fileURLToPath(new URL(`./${kind}.ts`, import.meta.url))
  // Its stdin is a pipe that nobody writes to: it ends with this process, however that ends.
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const port = await firstLine(createInterface(child.stdout))
  return {
    name: NAMES[kind],
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'AKIABENCH', secretAccessKey: 'not-a-secret' },
    pid: child.pid,
    [Symbol.asyncDispose]: async () => {
      child.stdin.end()
      await ended
    },
  }
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line
  throw new Error('the S3 server did not start')
}
