import { expect, test } from 'vitest'
import { KILLED, type StepResult } from '../support/action-runner.ts'
import { descendantRunning, stillRunning } from '../support/family.ts'
import { filesIn } from '../support/files-in.ts'
import { hasProgram } from '../support/programs.ts'
import type { Gate } from '../support/s3-proxy.ts'
import type { S3Request } from '../support/s3-request.ts'
import { lockAwaited, lockTable } from '../support/table-lock.ts'
import { loadBig, MID_STREAM, UNCOMPRESSED } from './big-database.ts'
import { standsAt, useWorld } from './world.ts'

const world = useWorld(17, {
  load: async server => {
    await loadBig(server)
    await loadBig(server, { database: 'small', megabytes: 1 })
  },
})

const manifestPut = (at: Gate['at']): Gate => ({
  at,
  holds: ({ operation, key }) => operation === 'PutObject' && key.endsWith('.manifest.json'),
})

/** Kills a step at a gate, without a word, and lets its post step do what is left. */
async function killAt(at: Gate, inputs: Readonly<Record<string, string>> = {}): Promise<StepResult> {
  const { run, from, into, gated } = world()
  const gate = await gated(at)
  const now = new AbortController()
  const database = at === MID_STREAM ? 'big' : 'small'
  const running = run({
    with: { ...from(database), ...into(gate.endpoint), ...inputs },
    cancel: { at: now.signal, ending: KILLED },
  })
  await standsAt(gate, running)
  now.abort()
  const step = await running
  expect(step).toMatchObject({ signal: 'SIGKILL', outputs: {}, post: { exitCode: 0, survivors: [] } })
  expect(step.post?.annotations).toEqual([])
  expect(step.leftInTemp).toEqual([])
  expect(stillRunning(step.processes)).toEqual([])
  return step
}

test('killed mid-stream: the post step aborts the upload, and says so', async () => {
  const step = await killAt(MID_STREAM, UNCOMPRESSED)
  expect(await world().bucket.contents()).toEqual([])
  expect(step.post?.log.masked).toContain('Cleaned up after the run: aborted an unfinished upload')
})

test('killed while the upload is begun, its id unknown: the post step finds it by its key', async () => {
  await killAt({ at: 'after', holds: ({ operation }) => operation === 'CreateMultipartUpload' })
  expect(await world().bucket.contents()).toEqual([])
})

test('killed when the backup is complete except its manifest: the post step removes it', async () => {
  await killAt(manifestPut('before'), { globals: 'true' })
  expect(await world().bucket.contents()).toEqual([])
})

test('killed when the manifest is written: the backup is complete, and stays', async () => {
  await killAt(manifestPut('after'))
  const contents = await world().bucket.contents()
  expect(contents.map(key => key.replace(/^.*\.dump/, ''))).toEqual(['', '.manifest.json', '.sha256'])
})

test('killed with gpg at work and a local copy half written: nothing is left of either', async ctx => {
  if (!(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
  const { runner, bucket } = world()
  const copies = `${runner.folders.workspace}/copies`
  const encrypted = { passphrase: 'correct horse battery', encryption: 'gpg', 'local-copy': copies }
  await killAt(MID_STREAM, { ...UNCOMPRESSED, ...encrypted })
  expect(await bucket.contents()).toEqual([])
  expect(await filesIn(copies)).toEqual([])
})

test.for([
  { machine: 'as it is', env: {} },
  { machine: 'without ps or any other program', env: { PATH: '/nowhere' } },
])(
  'killed while pg_dump waits for a lock, on a machine $machine: the post step ends it',
  async ({ env }, { signal }) => {
    const { run, from, into, bucket, server } = world()
    const now = new AbortController()
    await using _lock = await lockTable(server, 'small', 'log')
    const running = run({
      with: { ...from('small'), ...into() },
      env,
      cancel: { at: now.signal, ending: KILLED },
    })
    await lockAwaited(server, 'small', signal)
    const pid = await descendantRunning('pg_dump', signal)
    now.abort()
    const step = await running
    expect(step.survivors.map(survivor => survivor.pid)).toEqual([pid])
    expect(step.post?.log.masked).toContain('Cleaned up after the run: ended pg_dump')
    expect(stillRunning(step.processes)).toEqual([])
    expect(step.leftInTemp).toEqual([])
    expect(await bucket.contents()).toEqual([])
  },
)

test('cancelled while the store hangs, killed in the end: the post step cleans up', async () => {
  const { run, from, into, bucket, gated } = world()
  // The step's own attempt hangs, that of its post step does not.
  const aborts: S3Request[] = []
  const gate = await gated({
    at: 'before',
    holds: asked => {
      if (asked.operation === 'AbortMultipartUpload') aborts.push(asked)
      return MID_STREAM.holds(asked) || aborts.length === 1
    },
  })
  const now = new AbortController()
  const ending = [
    { signal: 'SIGINT', thenWaitMs: 2_000 },
    { signal: 'SIGTERM', thenWaitMs: 500 },
    { signal: 'SIGKILL', thenWaitMs: 0 },
  ] as const
  const running = run({
    with: { ...from('big'), ...into(gate.endpoint), ...UNCOMPRESSED },
    cancel: { at: now.signal, ending },
  })
  await standsAt(gate, running)
  now.abort()
  const step = await running
  expect(step).toMatchObject({ signal: 'SIGKILL', post: { exitCode: 0, annotations: [] } })
  expect(await bucket.contents()).toEqual([])
  expect(step.leftInTemp).toEqual([])
  expect(stillRunning(step.processes)).toEqual([])
})
