import { expect, test } from 'vitest'
import { descendantRunning } from '../support/family.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { hasProgram } from '../support/programs.ts'
import { loadBig, MID_STREAM, UNCOMPRESSED } from './big-database.ts'
import { expectFailure, standsAt, useWorld } from './world.ts'

const world = useWorld(17, { load: loadBig })

test.for(['pg_dump', 'pg_restore'])(
  '%s killed mid-stream: reported, and nothing is stored',
  async (program, { signal }) => {
    const { run, from, into, bucket, gated } = world()
    const gate = await gated(MID_STREAM)
    const running = run({ with: { ...from('big'), ...into(gate.endpoint), ...UNCOMPRESSED } })
    await standsAt(gate, running)
    process.kill(await descendantRunning(program, signal), 'SIGKILL')
    gate.open()
    const [line] = expectFailure(await running, 'program-killed')
    expect(line).toContain(`${program} was killed (SIGKILL)`)
    expect(await bucket.contents()).toEqual([])
  },
)

test('gpg killed mid-stream: reported, and nothing is stored', async ctx => {
  if (!(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
  const { run, from, into, bucket, gated } = world()
  const gate = await gated(MID_STREAM)
  const encrypted = { passphrase: 'correct horse battery', encryption: 'gpg' }
  const running = run({ with: { ...from('big'), ...into(gate.endpoint), ...UNCOMPRESSED, ...encrypted } })
  await standsAt(gate, running)
  process.kill(await descendantRunning('gpg', ctx.signal), 'SIGKILL')
  gate.open()
  const [line] = expectFailure(await running, 'encryption-gpg-killed')
  expect(line).toContain('gpg was killed by SIGKILL')
  expect(await bucket.contents()).toEqual([])
})

test("the server ends the dump's session: reported, and nothing is stored", async () => {
  const { run, from, into, bucket, gated, server } = world()
  const gate = await gated(MID_STREAM)
  const running = run({ with: { ...from('big'), ...into(gate.endpoint), ...UNCOMPRESSED } })
  await standsAt(gate, running)
  const ended = await server.sql(
    'postgres',
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'big'",
  )
  expect(ended).toEqual([{ pg_terminate_backend: true }])
  gate.open()
  // A backend that can't write at that moment goes without a word.
  const [line] = expectFailure(await running, /server-shut-down|connection-lost/)
  expect(line).toContain(`127.0.0.1:${server.port}`)
  expect(await bucket.contents()).toEqual([])
})

test('the server is stopped at once mid-dump: reported, and nothing is stored', async () => {
  const { run, from, into, bucket, gated } = world()
  await using server = await startPostgres({ major: 17 })
  await loadBig(server)
  const gate = await gated(MID_STREAM)
  const source = { ...from('big'), 'database-url': server.url('big') }
  const running = run({ with: { ...source, ...into(gate.endpoint), ...UNCOMPRESSED } })
  await standsAt(gate, running)
  server.kill('SIGQUIT')
  gate.open()
  const [line] = expectFailure(await running, 'connection-lost')
  expect(line).toContain(`127.0.0.1:${server.port}`)
  expect(await bucket.contents()).toEqual([])
})
