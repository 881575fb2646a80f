import { describe, expect, it } from 'vitest'
import type { RestoreChoices, RestoreSelection } from '../../../src/restore/plan/restore-choices.ts'
import { availableMajors } from '../../support/postgres-binaries.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const ROWS: RestoreSelection = { kind: 'all', mode: 'data' }

/** May replace what is there, the source too. */
function over(database: string, instead: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty', 'source']), confirm: database, ...instead }
}

// Up to 16 archives have an entry for each large object, from 17 on one for many.
const MAJORS = availableMajors().filter(major => [15, 17, 18, 19].includes(major))

describe.each(MAJORS)('rows alone, with PostgreSQL %i,', major => {
  const world = useRestoreWorld(major)

  it.each([undefined, 'supabase'] as const)(
    'replace those of partitions that are hashed by an enum (preset %s)',
    async preset => {
      const { backup, database, restore, value } = world()
      const name = `moods_${preset ?? 'none'}`
      await database(
        name,
        `CREATE TYPE mood AS ENUM ('a', 'b', 'c'); CREATE TABLE p (m mood, v int) PARTITION BY HASH (m);
         CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0);
         CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1);
         INSERT INTO p VALUES ('a', 1), ('b', 2), ('c', 3)`,
      )
      const manifest = await backup(name)
      expectProven(await restore(manifest, name, { choices: over(name, { preset, selection: ROWS }) }))
      expect(await value(name, 'SELECT count(*)::int FROM p')).toBe(3)
    },
  )

  it('replace large objects, and keep those that the backup does not have', async () => {
    const { backup, database, restore, server, value } = world()
    await database('large', `CREATE TABLE t (o oid); INSERT INTO t VALUES (lo_from_bytea(5555, 'abc'))`)
    const manifest = await backup('large')
    await server.sql('large', `SELECT lo_put(5555, 0, 'xyz'), lo_from_bytea(5554, 'mine')`)
    const report = await restore(manifest, 'large', { choices: over('large', { selection: ROWS }) })
    expect(report.failure?.errors ?? []).toEqual([])
    expect(report.comparison?.differences).toEqual([])
    expect(await value('large', `SELECT convert_from(lo_get(5555), 'UTF8')`)).toBe('abc')
    expect(await value('large', `SELECT convert_from(lo_get(5554), 'UTF8')`)).toBe('mine')
  })

  it('replace no large object of another database by its number, unless that is allowed', async () => {
    const { backup, database, restore, value } = world()
    await database(
      'ours',
      `CREATE TABLE t (o oid); INSERT INTO t VALUES (lo_from_bytea(9001, 'of the backup'))`,
    )
    await database('theirs', `CREATE TABLE t (o oid); SELECT lo_from_bytea(9001, 'a contract')`)
    const manifest = await backup('ours')
    const choices = { selection: ROWS, confirm: 'theirs' }
    const refused = await restore(manifest, 'theirs', { choices })
    expect(refused.refusals).toMatchObject([
      { code: 'restore-large-objects-there', message: expect.stringContaining('1 large object: 9001') },
    ])
    const content = `SELECT convert_from(lo_get(9001), 'UTF8')`
    expect(await value('theirs', content)).toBe('a contract')
    const report = await restore(manifest, 'theirs', { choices: over('theirs', { selection: ROWS }) })
    expectProven(report)
    expect(report.plan?.drops).toEqual(['1 large object: 9001'])
    expect(await value('theirs', content)).toBe('of the backup')
  })

  it('are compared by the names of their columns, whose order in the target may be another', async () => {
    const { backup, database, restore, server } = world()
    await database(
      'ordered',
      `CREATE TABLE t (id int, "A, b" text, c text); INSERT INTO t VALUES (1, 'a', E'x\ty'), (2, NULL, '\\.'), (3, '', '')`,
    )
    const manifest = await backup('ordered')
    await database(
      'reordered',
      `CREATE TABLE t (c text, id int, "A, b" text); INSERT INTO t VALUES ('b', 2, 'c')`,
    )
    const choices = over('reordered', { selection: ROWS })
    expectProven(await restore(manifest, 'reordered', { choices }))
    await server.sql(
      'reordered',
      `CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.c = 'z'; RETURN NEW; END$$;
       CREATE TRIGGER meddles BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION meddle();
       ALTER TABLE t ENABLE ALWAYS TRIGGER meddles`,
    )
    const changed = await restore(manifest, 'reordered', { choices })
    expect([changed.outcome, changed.comparison?.differences]).toEqual([
      'different',
      ['public.t has other content in its 3 rows'],
    ])
  })

  it('go into a table that others point to, whose rows stay', async () => {
    const { backup, database, restore, server, value } = world()
    await database(
      'pointed',
      `CREATE TABLE customers (id int PRIMARY KEY, n text); INSERT INTO customers VALUES (1, 'a');
       CREATE TABLE orders (c int REFERENCES customers ON DELETE CASCADE); INSERT INTO orders VALUES (1)`,
    )
    const manifest = await backup('pointed')
    await server.sql('pointed', `UPDATE customers SET n = 'changed'`)
    const tables = [{ schema: 'public', name: 'customers' }]
    const selection = { kind: 'tables', tables, definitions: false } as const
    expectProven(await restore(manifest, 'pointed', { choices: over('pointed', { selection }) }))
    expect(await value('pointed', 'SELECT n FROM customers')).toBe('a')
    expect(await value('pointed', 'SELECT count(*)::int FROM orders')).toBe(1)
  })
})
