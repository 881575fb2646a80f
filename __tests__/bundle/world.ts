import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { ActionRunner, type Step, type StepResult } from '../support/action-runner.ts'
import { anotherSecondThan } from '../support/another-second.ts'
import { findTestClient } from '../support/client-for-tests.ts'
import { stillRunning } from '../support/family.ts'
import {
  availableMajors,
  type Major,
  type PostgresServer,
  startPostgres,
} from '../support/postgres-server.ts'
import { closedAt, type Gate, type Rule, type S3Proxy, startS3Proxy } from '../support/s3-proxy.ts'
import { makeBucket, type S3Server, startMockS3, type TestBucket } from '../support/s3-server.ts'
import { addToToolCache } from '../support/tool-cache-with.ts'

/** Its committed dist/ is what these tests run. */
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

type Inputs = Readonly<Record<string, string>>
export type Run = Omit<Step, 'repository' | 'with'> & { readonly with: Inputs }

export interface Bucket extends TestBucket {
  /** An object of this action's, by its key in the destination. */
  bytes(key: string): Promise<Buffer>
}

/** A real server, a store that speaks S3, and a runner: what a step meets. Bucket and runner are new for each test. */
export interface World {
  readonly server: PostgresServer
  readonly s3: S3Server
  readonly bucket: Bucket
  readonly runner: ActionRunner
  /** The inputs for a backup of a database of the server. */
  from(database: string): Inputs
  /** The inputs for a backup into the bucket; `endpoint` of a proxy before the store, if not the store itself. */
  into(endpoint?: string): Inputs
  /** Runs the step: the bundle alone, every process watched. */
  run(run: Run): Promise<StepResult>
  /** The same on another machine. */
  on(runner: ActionRunner, run: Run): Promise<StepResult>
  /** A proxy before the store, stopped when the test is over. */
  gated(gate: Gate): Promise<S3Proxy>
  flaky(...rules: readonly Rule[]): Promise<S3Proxy>
}

/** Where a test's own backups are in the bucket. */
export const PREFIX = 'pg'

/** Why the bundle can't be run against a server of this major version here; undefined where it can. */
async function whyNot(major: Major): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'processes are watched through /proc, which is Linux only'
  if (!availableMajors().includes(major)) return `no PostgreSQL server ${major} for this platform`
  if (!(await findTestClient(major, { exact: true }))) return `no PostgreSQL client ${major} can be had here`
  return undefined
}

export interface WorldOptions {
  /** Fills the server, once. */
  readonly load: (server: PostgresServer) => Promise<void>
  readonly password?: string
  readonly settings?: Inputs
  /** Whether what a test stores under names of long ago was stored then, by the store's listings. */
  readonly dated?: boolean
}

/** Registers the hooks that build a world for the tests of a file; where it can't be had they say so and are skipped. */
export function useWorld(major: Major, { dated = false, load, ...options }: WorldOptions): () => World {
  let missing: string | undefined
  let server: PostgresServer | undefined
  let s3: S3Server | undefined
  let bucket: TestBucket | undefined
  let runner: ActionRunner | undefined
  const proxies: { stop(): Promise<void> }[] = []

  beforeAll(async () => {
    if (!existsSync(`${REPOSITORY}/dist/backup.js`)) throw new Error('there is no dist/: run npm run build')
    missing = await whyNot(major)
    if (missing !== undefined) return console.log(`not run: ${missing}`)
    server = await startPostgres({ major, ...options })
    s3 = await startMockS3(dated ? 'when named' : undefined)
    await load(server)
  })
  afterAll(async () => {
    await server?.stop()
    await s3?.stop()
  })
  beforeEach(async ctx => {
    if (missing !== undefined) ctx.skip(missing)
    if (!s3) throw new Error('no store')
    bucket = await makeBucket(s3)
    runner = new ActionRunner()
    const client = await findTestClient(major, { exact: true })
    if (client) await addToToolCache(runner.folders.toolCache, client)
  })
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map(proxy => proxy.stop()))
    bucket?.close()
    runner?.[Symbol.dispose]()
  })

  return () => {
    if (!server || !s3 || !bucket || !runner) throw new Error('there is no world before the test')
    return world({ server, s3, bucket, runner, proxies })
  }
}

/** When a step of this file ended last. */
let lastEnded = 0

type Parts = Pick<World, 'server' | 's3' | 'runner'> & {
  readonly bucket: TestBucket
  readonly proxies: { stop(): Promise<void> }[]
}

function world({ server, s3, bucket, runner, proxies }: Parts): World {
  const kept = <P extends { stop(): Promise<void> }>(proxy: P): P => {
    proxies.push(proxy)
    return proxy
  }
  const on: World['on'] = async (runner, run) => {
    await anotherSecondThan(lastEnded)
    const step = await runner.run({ repository: REPOSITORY, watchProcesses: true, ...run })
    lastEnded = Date.now()
    return step
  }
  return {
    server,
    s3,
    bucket: { ...bucket, bytes: key => bytesOf(bucket, key) },
    runner,
    gated: async gate => kept(await startS3Proxy({ target: s3.endpoint, rules: [closedAt(gate)] })),
    flaky: async (...rules) => kept(await startS3Proxy({ target: s3.endpoint, rules })),
    from: database => ({ 'database-url': server.url(database), sslmode: 'disable' }),
    into: endpoint => ({
      destination: `s3://${bucket.name}/${PREFIX}`,
      endpoint: endpoint ?? s3.endpoint,
      region: 'us-east-1',
      'aws-access-key-id': s3.credentials.accessKeyId,
      'aws-secret-access-key': s3.credentials.secretAccessKey,
    }),
    run: run => on(runner, run),
    on,
  }
}

async function bytesOf({ client, name }: TestBucket, key: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: name, Key: `${PREFIX}/${key}` }))
  if (!Body) throw new Error(`${key} has no bytes`)
  return Buffer.from(await Body.transformToByteArray())
}

/** Waits until a step stands at a gate. */
export async function standsAt(gate: S3Proxy, running: Promise<StepResult>): Promise<void> {
  const over = running.then(step => {
    throw new Error(`the step ended before it came to the gate:\n${step.log.masked}`)
  })
  await Promise.race([gate.reached, over])
}

/** A step that did what it should, by itself: nothing was left for its post step. */
export function expectSuccess(step: StepResult): void {
  expect(step.log.masked).not.toContain('##[error]')
  expect(step).toMatchObject({ exitCode: 0, signal: null, conclusion: 'success' })
  expectNothingElseLeft(step)
}

/**
 * A step that failed, reported why on a line of its own, and cleaned up after itself: its post step had nothing to do.
 * @returns the lines
 */
export function expectFailure(step: StepResult, code: string | RegExp): string[] {
  const known = typeof code === 'string' ? code : code.source
  const errors = step.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  expect(errors.length, step.log.masked).toBeGreaterThan(0)
  for (const line of errors) expect(line).toMatch(new RegExp(`^[^\\n]+ \\[(?:${known})\\]$`))
  expect(step).toMatchObject({ exitCode: 1, signal: null })
  expect(step.summary).toMatch(code)
  // What a backup says of its failure, for a fleet, is all that it says.
  const { 'failure-code': said, 'failure-message': why, ...others } = step.outputs
  expect(others).toEqual({})
  if (said !== undefined) expect(errors.join('\n')).toContain(`[${said}]`)
  expect(why ?? '').not.toContain('\n')
  expectNothingElseLeft(step)
  return errors
}

function expectNothingElseLeft(step: StepResult): void {
  expect(step.post).toMatchObject({ exitCode: 0, log: { raw: '' } })
  expect(step.survivors).toEqual([])
  expect(stillRunning(step.processes)).toEqual([])
  expect(step.leftInTemp).toEqual([])
}
