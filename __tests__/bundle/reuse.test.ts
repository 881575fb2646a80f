import pg from 'pg'
import { expect, test } from 'vitest'
import { createDatabase } from '../support/sql-folder.ts'
import { expectFailure, expectSuccess, useWorld } from './world.ts'

const world = useWorld(17, {
  load: async server => {
    await createDatabase(server, 'shop')
    await server.sql('shop', 'CREATE TABLE orders AS SELECT id FROM generate_series(1, 5000) AS id')
  },
})

test('a gate accepts the backup of an earlier run: nothing is dumped or stored, and its outputs are that one’s', async () => {
  const { bucket, from, into, run } = world()
  const first = await run({
    with: { ...from('shop'), ...into(), class: 'daily', 'reuse-within': '1h' },
  })
  expectSuccess(first)
  expect(first.outputs['reused']).toBe('false')
  const stored = await bucket.contents()

  const gate = await run({
    with: { ...from('shop'), ...into(), class: 'pre-deploy', 'reuse-within': '1h' },
  })
  expectSuccess(gate)
  const { manifest, ...outputs } = gate.outputs
  const { manifest: made, ...others } = first.outputs
  expect(outputs).toEqual({ ...others, reused: 'true' })
  expect(JSON.parse(manifest ?? '')).toEqual(JSON.parse(made ?? ''))
  expect(await bucket.contents()).toEqual(stored)
  expect(gate.annotations).toEqual([
    expect.objectContaining({
      level: 'notice',
      message: expect.stringContaining(`Nothing was dumped: ${first.outputs['key']} was begun`),
    }),
  ])
  expect(gate.summary).toContain('## ✅ shop: an earlier backup is fresh enough')
  expect(gate.processes.filter(({ argv }) => argv[0]?.endsWith('pg_dump'))).toEqual([])
})

test('a gate does not accept a backup that was unlike those before it where an anomaly fails it', async () => {
  const { from, into, run, server } = world()
  const inputs = { ...from('shop'), ...into(), 'on-anomaly': 'fail' }
  expectSuccess(await run({ with: inputs }))
  await server.sql('shop', 'TRUNCATE orders')
  const failed = await run({ with: inputs })
  expect(failed.exitCode).toBe(1)
  const again = await run({ with: { ...inputs, 'reuse-within': '1h' } })
  expect(again).toMatchObject({ exitCode: 1, outputs: { reused: 'true', key: failed.outputs['key'] } })
  expect(again.log.masked).toContain('[backup-anomaly]')
})

test('a gate does not dump while a migration holds its advisory lock, and holds it itself afterwards', async () => {
  const { bucket, from, into, run, server } = world()
  const { socketDir: host, port, user } = server
  const inputs = { ...from('shop'), ...into(), 'advisory-lock': 'deploy' }
  const migration = new pg.Client({ host, port, user, database: 'shop' })
  await migration.connect()
  try {
    await migration.query("SELECT pg_advisory_lock(hashtextextended('deploy', 0))")
    const [line] = expectFailure(await run({ with: inputs }), 'advisory-lock-taken')
    expect(line).toContain('Advisory lock deploy is held by another session')
    expect(await bucket.contents()).toEqual([])
  } finally {
    await migration.end()
  }
  await server.sql('shop', 'INSERT INTO orders VALUES (1)')
  const step = await run({ with: inputs })
  expectSuccess(step)
  expect(step.log.masked).toContain('Advisory lock deploy is held until the backup is stored')
})
