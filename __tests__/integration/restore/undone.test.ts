import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { describeState } from '../../../src/restore/failure-reasons.ts'
import type { RestoreChoices, RestoreSelection } from '../../../src/restore/plan/restore-choices.ts'
import { availableMajors } from '../../support/postgres-binaries.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const ROWS: RestoreSelection = { kind: 'all', mode: 'data' }
/** With sequences of each kind, one of them by a name that has to be quoted. */
const TABLES = `
  CREATE TABLE orders (id serial PRIMARY KEY, v text);
  CREATE TABLE "User Data" (id int GENERATED ALWAYS AS IDENTITY, v text);
  CREATE SEQUENCE "order";`
const add = (rows: number): string => `
  INSERT INTO orders (v) SELECT 'x' FROM generate_series(1, ${rows});
  INSERT INTO "User Data" (v) SELECT 'x' FROM generate_series(1, ${rows});
  SELECT setval('"order"', ${rows});`
const VALUES = `
  SELECT concat_ws(' ', (SELECT last_value FROM orders_id_seq), (SELECT last_value FROM "User Data_id_seq"),
                   (SELECT last_value FROM "order"))`

function over(database: string, instead: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty', 'source']), confirm: database, ...instead }
}

const MAJORS = availableMajors().filter(major => [13, 18, 19].includes(major))

describe.each(MAJORS)('a restore that is undone, with PostgreSQL %i,', major => {
  const world = useRestoreWorld(major)

  /** Everything of it is loaded before anybody sees that it is not what was stored. */
  async function altered(manifest: Manifest): Promise<Manifest> {
    const file = world().store.url(manifest.key)
    await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('x')]))
    return manifest
  }

  it('leaves sequences of the target at their values, as all else', async () => {
    const { backup, database, restore, server, value } = world()
    await database('source', `${TABLES} ${add(5)}`)
    await database('target', `${TABLES} ${add(1000)}`)
    const manifest = await backup('source')
    const report = await restore(await altered(manifest), 'target', {
      choices: over('target', { selection: ROWS }),
    })
    expect(report).toMatchObject({ outcome: 'failed', failure: { target: 'unchanged' } })
    expect(await value('target', VALUES)).toBe('1000 1000 1000')
    const [next] = await server.sql('target', `INSERT INTO orders (v) VALUES ('next') RETURNING id`)
    expect(next).toEqual({ id: 1001 })
  })

  it('sets them where it is not', async () => {
    const { backup, database, restore, value } = world()
    await database('good_source', `${TABLES} ${add(5)}`)
    await database('good', `${TABLES} ${add(1000)}`)
    const manifest = await backup('good_source')
    expectProven(await restore(manifest, 'good', { choices: over('good', { selection: ROWS }) }))
    expect(await value('good', VALUES)).toBe('5 5 5')
  })

  it('leaves those of a platform that the load sets and does not make', async () => {
    const { backup, database, restore, value } = world()
    const platform = 'CREATE SCHEMA auth; CREATE TABLE auth.refresh_tokens (id bigserial PRIMARY KEY, u int);'
    const tokens = (rows: number): string =>
      `INSERT INTO auth.refresh_tokens (u) SELECT 1 FROM generate_series(1, ${rows})`
    await database('auth_source', `${platform} ${tokens(3)}`)
    await database('auth', `${platform} ${tokens(500)}`)
    await database('auth_new', platform)
    const manifest = await altered(await backup('auth_source'))
    for (const [target, last] of [
      ['auth', '500 t'],
      ['auth_new', '1 f'],
    ] as const) {
      const report = await restore(manifest, target, { choices: over(target, { preset: 'supabase' }) })
      expect(report).toMatchObject({ outcome: 'failed', failure: { target: 'unchanged' } })
      const state = `SELECT last_value || ' ' || left(is_called::text, 1) FROM auth.refresh_tokens_id_seq`
      expect(await value(target, state)).toBe(last)
    }
  })

  it('says which sequences keep the value of the backup, since the role may set and not alter them', async () => {
    const { backup, database, restore, server, value } = world()
    await server.sql('postgres', `CREATE ROLE filler LOGIN PASSWORD 'pw'`)
    const numbers = 'CREATE SEQUENCE numbers; CREATE TABLE t (v int);'
    const mine = `${numbers} GRANT ALL ON numbers, t TO filler; ALTER TABLE t OWNER TO filler;`
    await database('numbers_source', `${numbers} SELECT setval('numbers', 3)`)
    await database('numbers', `${mine} SELECT setval('numbers', 70)`)
    const manifest = await altered(await backup('numbers_source'))
    const report = await restore(manifest, 'numbers', {
      url: server.url('numbers').replace(/\/\/[^@]*@/, '//filler:pw@'),
      choices: over('numbers', { selection: ROWS }),
    })
    expect(report.warnings.join()).toContain('Role filler does not own public.numbers')
    expect(report).toMatchObject({ outcome: 'failed', failure: { target: 'sequences set' }, afterCare: [] })
    expect(report.failure && describeState(report.failure.target, report)).toContain('public.numbers')
    // As it must be reported: what setval has set stays.
    expect(await value('numbers', 'SELECT last_value::int FROM numbers')).toBe(3)
  })
})
