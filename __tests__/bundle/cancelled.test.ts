import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { ActionRunner } from '../support/action-runner.ts'
import type { Gate } from '../support/s3-proxy.ts'
import { lockAwaited, lockTable } from '../support/table-lock.ts'
import { loadBig, MID_STREAM, UNCOMPRESSED } from './big-database.ts'
import { expectFailure, standsAt, useWorld } from './world.ts'

const world = useWorld(17, {
  load: async server => {
    await loadBig(server)
    await loadBig(server, { database: 'small', megabytes: 1 })
  },
})

const companion = (suffix: string, at: Gate['at']): Gate => ({
  at,
  holds: ({ operation, key }) => operation === 'PutObject' && key.endsWith(suffix),
})
const asked = (operation: string, at: Gate['at']): Gate => ({
  at,
  holds: seen => seen.operation === operation,
})

/** Where the step stands, and which request that is. */
const MOMENTS: readonly (readonly [moment: string, gate: Gate])[] = [
  ['while the upload is begun, its id unknown', asked('CreateMultipartUpload', 'after')],
  ['mid-stream', MID_STREAM],
  ['before the upload is completed', asked('CompleteMultipartUpload', 'before')],
  ['when it is completed, and that is not known yet', asked('CompleteMultipartUpload', 'after')],
  ['before the checksum is written', companion('.sha256', 'before')],
  ['before the manifest is written', companion('.manifest.json', 'before')],
  ['when the manifest is written, and that is not known yet', companion('.manifest.json', 'after')],
]
const CASES = MOMENTS.flatMap(([moment, gate]) =>
  (['SIGINT', 'SIGTERM'] as const).map(signal => ({ signal, moment, gate })),
)

test.for(CASES)(
  '$signal $moment: the step ends by itself, and nothing is stored',
  async ({ signal, gate: at }) => {
    const database = at === MID_STREAM ? 'big' : 'small'
    const { run, from, into, bucket, gated } = world()
    const gate = await gated(at)
    const now = new AbortController()
    // Only this signal, and then, long after the runner would have, the end: to be seen in the exit code.
    const ending = [
      { signal, thenWaitMs: 20_000 },
      { signal: 'SIGKILL', thenWaitMs: 0 },
    ] as const
    const running = run({
      with: { ...from(database), ...into(gate.endpoint), ...UNCOMPRESSED, globals: 'true' },
      cancel: { at: now.signal, ending },
    })
    await standsAt(gate, running)
    now.abort()
    const step = await running
    expect(await bucket.contents()).toEqual([])
    const [line] = expectFailure(step, 'cancelled')
    expect(line).toContain(signal)
  },
)

test.for(['SIGINT', 'SIGTERM'] as const)('%s before the dump: the step ends by itself', async signal => {
  const { run, from, into, bucket } = world()
  const ending = [{ signal, thenWaitMs: 20_000 }] as const
  const cancel = { at: ({ text }: { text: string }) => text === 'Prepare', ending }
  const step = await run({ with: { ...from('small'), ...into() }, cancel })
  expect(await bucket.contents()).toEqual([])
  const [line] = expectFailure(step, 'cancelled')
  expect(line).toContain(signal)
  expect(step.log.raw).not.toContain('Dump, prove')
})

test('SIGINT while pg_dump waits for a lock: the step and pg_dump end', async ({ signal }) => {
  const { run, from, into, bucket, server } = world()
  const now = new AbortController()
  await using _lock = await lockTable(server, 'small', 'log')
  const running = run({ with: { ...from('small'), ...into() }, cancel: { at: now.signal } })
  await lockAwaited(server, 'small', signal)
  now.abort()
  expectFailure(await running, 'cancelled')
  expect(await bucket.contents()).toEqual([])
})

test('SIGINT while the client is being installed: nothing is left of it', async ctx => {
  const { on, from, into } = world()
  using machine = new ActionRunner()
  const asked = Promise.withResolvers<void>()
  // A package repository that never answers.
  const repository = createServer(() => asked.resolve()).listen(0, '127.0.0.1')
  await once(repository, 'listening')
  const address = repository.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const now = new AbortController()
  const source = `deb [trusted=yes] http://127.0.0.1:${port} stable main`
  const running = on(machine, {
    with: { ...from('small'), ...into(), 'client-repository': source },
    cancel: { at: now.signal },
  })
  await Promise.race([asked.promise, running])
  now.abort()
  const ended = await running
  repository.closeAllConnections()
  repository.close()
  if (ended.log.masked.includes('Client: 17')) return ctx.skip('this machine has a client 17 already')
  expectFailure(ended, 'cancelled')
})
