import { describe, expect, it } from 'vitest'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { RestoreChoices, RestoreSelection } from '../../../src/restore/plan/restore-choices.ts'
import { OBJECTS_IN_TABLES } from '../../support/restore-samples.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17)

/** May replace what is there. */
function over(database: string, selection?: RestoreSelection): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty']), confirm: database, ...(selection && { selection }) }
}

const ORDERS = { schema: 'public', name: 'orders' }

describe('what is restored', () => {
  it('is the definitions only, with mode: schema', async () => {
    const { backup, database, restore, value } = world()
    await database('schema_source', OBJECTS_IN_TABLES)
    await database('schema_only')
    const manifest = await backup('schema_source')
    const report = await restore(manifest, 'schema_only', {
      choices: { selection: { kind: 'all', mode: 'schema' } },
    })
    expectProven(report)
    expect(await value('schema_only', 'SELECT count(*)::int FROM orders')).toBe(0)
    expect(
      await value('schema_only', `SELECT count(*)::int FROM pg_indexes WHERE indexname = 'orders_customer'`),
    ).toBe(1)
  })

  it('says which sequences begin again, with mode: schema', async () => {
    const { backup, database, restore, value } = world()
    const numbers = 'CREATE SEQUENCE invoice_no; CREATE TABLE t (id serial);'
    await database('anew_source', `${numbers} SELECT setval('invoice_no', 100)`)
    await database('again', `${numbers} SELECT setval('invoice_no', 5000)`)
    const manifest = await backup('anew_source')
    const report = await restore(manifest, 'again', {
      choices: over('again', { kind: 'all', mode: 'schema' }),
    })
    expectProven(report)
    expect(report.warnings.join()).toContain('values are not restored: public.invoice_no.')
    expect(await value('again', `SELECT nextval('invoice_no')::int`)).toBe(1)
    const full = await restore(manifest, 'again', { choices: over('again'), request: { dryRun: true } })
    expect(full.warnings.join()).not.toContain('invoice_no')
  })

  it('is refused with the way around it, where a rule that is NOT VALID in the source too keeps the rows out', async () => {
    const { backup, database, restore, value } = world()
    const sql = `CREATE TABLE t (a int); INSERT INTO t VALUES (99);
      ALTER TABLE t ADD CONSTRAINT chk CHECK (a < 50) NOT VALID`
    await database('unseen_source', sql)
    await database('unseen', sql)
    const choices = over('unseen', { kind: 'all', mode: 'data' })
    const report = await restore(await backup('unseen_source'), 'unseen', { choices })
    expect(report.failure).toMatchObject({
      target: 'unchanged',
      errors: [
        {
          code: 'restore-check-violated',
          hint: expect.stringContaining('drop it in the target, restore, and add it NOT VALID again'),
        },
      ],
    })
    expect(await value('unseen', 'SELECT count(*)::int FROM t')).toBe(1)
  })

  it('is the rows only, with mode: data, into tables that are emptied first, and all else stays', async () => {
    const { backup, database, restore, fingerprint, server, value } = world()
    await database('data_source', OBJECTS_IN_TABLES)
    await database('data_only', OBJECTS_IN_TABLES)
    const manifest = await backup('data_source')
    await server.sql(
      'data_only',
      `DELETE FROM orders WHERE id > 5; UPDATE customers SET name = 'changed'; SELECT setval('orders_id_seq', 7);
       INSERT INTO events VALUES ('2026-05-05', 'new'); CREATE TABLE kept AS SELECT 1 AS one`,
    )
    const choices = over('data_only', { kind: 'all', mode: 'data' })
    const report = await restore(manifest, 'data_only', { choices })
    expectProven(report)
    expect(report.plan?.empties.length).toBeGreaterThanOrEqual(4)
    expect(report.plan?.drops).toEqual([])
    await server.sql('data_only', 'DROP TABLE kept')
    expect(differences(manifest.fingerprint, await fingerprint('data_only'))).toEqual([])
    expect(await value('data_only', `SELECT nextval('orders_id_seq')::int`)).toBe(101)
  })

  it('is the rows of the tables that are named, and no others', async () => {
    const { backup, database, restore, server, value } = world()
    await database('rows_source', OBJECTS_IN_TABLES)
    await database('rows', OBJECTS_IN_TABLES)
    const manifest = await backup('rows_source')
    await server.sql('rows', `DELETE FROM orders; UPDATE customers SET name = 'mine'`)
    const selection = { kind: 'tables', tables: [ORDERS], definitions: false } as const
    const report = await restore(manifest, 'rows', { choices: over('rows', selection) })
    expectProven(report)
    expect(report.plan?.empties).toEqual([ORDERS])
    expect(await value('rows', 'SELECT count(*)::int FROM orders')).toBe(100)
    expect(await value('rows', `SELECT count(*)::int FROM customers WHERE name = 'mine'`)).toBe(20)
  })

  it('is a table that was lost, with its definition, sequence, index and foreign key', async () => {
    const { backup, database, restore, server, fingerprint } = world()
    await database('lost_source', OBJECTS_IN_TABLES)
    await database('lost', OBJECTS_IN_TABLES)
    const manifest = await backup('lost_source')
    await server.sql('lost', 'DROP TABLE orders CASCADE')
    const selection = { kind: 'tables', tables: [ORDERS], definitions: true } as const
    const report = await restore(manifest, 'lost', { choices: over('lost', selection) })
    expectProven(report)
    expect(differences(manifest.fingerprint, await fingerprint('lost'))).toEqual([])
  })

  it('is what an edited list names', async () => {
    const { backup, database, restore, value } = world()
    await database('list_source', OBJECTS_IN_TABLES)
    await database('list')
    const manifest = await backup('list_source')
    const { plan } = await restore(manifest, 'list', { request: { dryRun: true } })
    const wanted = plan?.load.filter(
      ({ kind, name }) =>
        /^customers/.test(name) && /^(TABLE|TABLE DATA|CONSTRAINT|SEQUENCE|SEQUENCE SET)$/.test(kind),
    )
    const ids = wanted?.map(({ id }) => id) ?? []
    expect(ids.length).toBeGreaterThanOrEqual(4)
    const report = await restore(manifest, 'list', { choices: { selection: { kind: 'list', ids } } })
    expectProven(report)
    expect(await value('list', 'SELECT count(*)::int FROM customers')).toBe(20)
    expect(await value('list', `SELECT to_regclass('orders')`)).toBeNull()
    expect(report.comparison?.skipped.join()).toContain('not asked for')
  })

  it('is everything of a plain backup, into an empty database', async () => {
    const { backup, database, restore } = world()
    await database('plain_source', OBJECTS_IN_TABLES)
    await database('plain')
    const manifest = await backup('plain_source', { request: { format: 'plain' } })
    expectProven(await restore(manifest, 'plain'))
    const again = await restore(manifest, 'plain', { choices: over('plain') })
    expect(again.refusals.map(({ code }) => code)).toEqual(['restore-plain-whole'])
  })

  it('is all or nothing: what cannot be loaded leaves the target as it was', async () => {
    const { backup, database, restore, fingerprint } = world()
    await database('whole_source', `${OBJECTS_IN_TABLES}; CREATE VIEW last_view AS SELECT 1 AS one`)
    await database(
      'whole',
      'CREATE TABLE customers (id int PRIMARY KEY); CREATE TABLE mine (c int REFERENCES customers)',
    )
    const manifest = await backup('whole_source')
    const before = await fingerprint('whole')
    const report = await restore(manifest, 'whole', { choices: over('whole') })
    expect(report).toMatchObject({
      outcome: 'failed',
      failure: { target: 'unchanged' },
      preRestore: { kind: 'made' },
      comparison: undefined,
      afterCare: [],
    })
    expect(differences(before, await fingerprint('whole'))).toEqual([])
  })
})
