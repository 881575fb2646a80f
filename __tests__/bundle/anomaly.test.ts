import { describe, expect, test } from 'vitest'
import type { StepResult } from '../support/action-runner.ts'
import { createDatabase } from '../support/sql-folder.ts'
import { expectSuccess, useWorld, type World } from './world.ts'

const ROWS = `INSERT INTO orders SELECT id, md5(id::text) FROM generate_series(1, 5000) AS id`
const world = useWorld(17, {
  load: async server => {
    await createDatabase(server, 'shop')
    await server.sql('shop', `CREATE TABLE orders (id int, note text); CREATE TABLE staff (id int); ${ROWS}`)
  },
})

/** A backup, and then what happens to the database; restored when the test has seen enough of it. */
async function backedUpBefore({ from, into, run, server }: World, sql: string): Promise<AsyncDisposable> {
  expectSuccess(await run({ with: { ...from('shop'), ...into() } }))
  await server.sql('shop', sql)
  return {
    async [Symbol.asyncDispose]() {
      await server.sql('shop', `DROP INDEX IF EXISTS by_note; TRUNCATE orders; ${ROWS}`)
    },
  }
}

function told({ annotations }: StepResult): string[] {
  return annotations.map(({ level, message }) => `${level}: ${message}`)
}

/** The second backup's report, as a later step of the workflow reads it. */
function reportOf(outputs: Readonly<Record<string, string>>): unknown {
  return JSON.parse(outputs['anomaly-report'] ?? '')
}

describe('a backup of a database that lost its rows', () => {
  test('is stored, and a warning says so, by default', async () => {
    const { bucket, from, into, run } = world()
    await using _ = await backedUpBefore(world(), 'TRUNCATE orders')
    const step = await run({ with: { ...from('shop'), ...into() } })
    expectSuccess(step)
    expect(told(step)).toEqual([
      'warning: Rows of public.orders: none left, against 5,000 (the one before).',
      'warning: Rows in all: 0, −100.0 % against 5,000 (the one before).',
      expect.stringMatching(/^warning: Size of the dump: .* against .* \(the one before\)\.$/),
    ])
    expect(step.outputs['anomalies']).toBe('3')
    expect(reportOf(step.outputs)).toMatchObject({ evaluated: true, compared: 1, enough: true, anomalies: 3 })
    expect(step.summary).toContain('| ⚠️ Rows of public.orders | 5,000 | 0 | emptied |')
    expect(await bucket.bytes(step.outputs['manifest-key'] ?? '')).not.toHaveLength(0)
  })

  test('is stored, and the step fails, where that is asked for: outputs and summary are there all the same', async () => {
    const { bucket, from, into, run } = world()
    await using _ = await backedUpBefore(world(), 'TRUNCATE orders')
    const step = await run({ with: { ...from('shop'), ...into(), 'on-anomaly': 'fail' } })
    expect(step).toMatchObject({ exitCode: 1, signal: null, survivors: [], leftInTemp: [] })
    const errors = told(step)
    expect(errors).toHaveLength(3)
    for (const line of errors)
      expect(line).toMatch(/^error: .* — This backup is complete and stored; .* \[backup-anomaly\]$/)
    expect(errors[0]).toContain('Rows of public.orders: none left, against 5,000 (the one before).')
    expect(step.outputs).toMatchObject({ anomalies: '3', key: expect.stringMatching(/^shop\//) })
    expect(step.summary).toContain('## ❌ shop: backup proven and stored, and unlike those before it')
    expect(await bucket.bytes(step.outputs['manifest-key'] ?? '')).not.toHaveLength(0)
    expect(await bucket.contents()).toHaveLength(6)
  })

  test('fails at a second try as at the first, until one that only warns says that it is meant so', async () => {
    const { from, into, run } = world()
    await using _ = await backedUpBefore(world(), 'TRUNCATE orders')
    const inputs = { ...from('shop'), ...into() }
    const gate = { ...inputs, 'on-anomaly': 'fail' }
    for (const name of ['first', 'second']) expect((await run({ with: gate })).exitCode, name).toBe(1)
    expectSuccess(await run({ with: { ...inputs, 'on-anomaly': 'warn' } }))
    expect((await run({ with: gate })).annotations).not.toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('none left') }),
    )
  })

  test('is not compared where nobody wants it to be, and nothing is read', async () => {
    const { flaky, from, into, run } = world()
    await using _ = await backedUpBefore(world(), 'TRUNCATE orders')
    const proxy = await flaky()
    const step = await run({ with: { ...from('shop'), ...into(proxy.endpoint), 'on-anomaly': 'ignore' } })
    expectSuccess(step)
    expect(step.annotations).toEqual([])
    expect(step.outputs).toMatchObject({ anomalies: '', 'anomaly-report': '' })
    expect(proxy.seen.filter(({ operation }) => operation === 'GetObject')).toEqual([])
  })
})

test('a changed schema is a notice, and fails the step only where that is asked for', async () => {
  const { from, into, run } = world()
  await using _ = await backedUpBefore(world(), 'CREATE INDEX by_note ON orders (note)')
  const step = await run({ with: { ...from('shop'), ...into(), 'on-anomaly': 'fail' } })
  expectSuccess(step)
  expect(told(step)).toEqual([
    expect.stringMatching(/^notice: The schema changed .*: 1 added \(INDEX public\.by_note\)\.$/),
  ])
  await world().server.sql('shop', 'DROP INDEX by_note')
  const strict = await run({ with: { ...from('shop'), ...into(), 'on-schema-drift': 'fail' } })
  expect(strict).toMatchObject({ exitCode: 1, outputs: { anomalies: '0' } })
  expect(told(strict)).toEqual([
    expect.stringMatching(/^error: .*1 removed \(INDEX public\.by_note\).*\[backup-schema-drift\]$/),
  ])
})

test('credentials that may write and not read: the backup is stored, and a warning says that it was not compared', async () => {
  const { bucket, flaky, from, into, run } = world()
  await using _ = await backedUpBefore(world(), 'TRUNCATE orders')
  const denied = { kind: 'refuse', status: 403, code: 'AccessDenied' } as const
  const proxy = await flaky({ which: { operation: 'GetObject' }, fault: denied })
  const step = await run({ with: { ...from('shop'), ...into(proxy.endpoint), 'on-anomaly': 'fail' } })
  expectSuccess(step)
  expect(told(step)).toEqual([
    expect.stringMatching(
      /^warning: Not compared with the backups before it: .*s3:GetObject.* or write on-anomaly: ignore\.$/,
    ),
  ])
  expect(step.outputs).toMatchObject({
    anomalies: '',
    'anomaly-report': expect.stringContaining('"evaluated":false'),
  })
  expect(await bucket.contents()).toHaveLength(6)
})
