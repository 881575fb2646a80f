import { afterAll, describe, expect, it } from 'vitest'
import type { RestoreChoices } from '../../../src/restore/plan/restore-choices.ts'
import { useRestoreWorld } from '../../support/restore-world.ts'

function over(database: string, instead: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty', 'source']), confirm: database, ...instead }
}

describe.each([15, 17] as const)('a restore over a database that replicates, with PostgreSQL %i,', major => {
  const world = useRestoreWorld(major, { wal_level: 'logical' })
  const subscribed: string[] = []

  /** A database with table t, whose subscription follows another one of the server. */
  async function subscriber(name: string, sql = ''): Promise<void> {
    const { database, server } = world()
    await database(
      `${name}_publisher`,
      'CREATE TABLE t (id int PRIMARY KEY); CREATE PUBLICATION p FOR TABLE t',
    )
    await server.sql(`${name}_publisher`, `SELECT pg_create_logical_replication_slot('${name}', 'pgoutput')`)
    await database(name, `CREATE TABLE t (id int PRIMARY KEY); ${sql}`)
    await server.sql(
      name,
      `CREATE SUBSCRIPTION ${name}
         CONNECTION 'host=127.0.0.1 port=${server.port} dbname=${name}_publisher user=postgres password=${server.password}'
         PUBLICATION p WITH (create_slot = false, copy_data = false)`,
    )
    subscribed.push(name)
  }

  afterAll(async () => {
    for (const name of subscribed) {
      await world().server.sql(name, `ALTER SUBSCRIPTION ${name} DISABLE`)
      await world().server.sql(name, `ALTER SUBSCRIPTION ${name} SET (slot_name = NONE)`)
      await world().server.sql(name, `DROP SUBSCRIPTION ${name}`)
    }
  })

  it.each([1, 2])(
    'makes its subscription again, and drops no slot of the publisher: by %i sessions',
    async jobs => {
      const { backup, restore, value } = world()
      const name = `follower_${jobs}`
      await subscriber(name)
      const manifest = await backup(name)
      const report = await restore(manifest, name, {
        choices: over(name),
        request: { load: { jobs, singleTransaction: 'auto' } },
      })
      expect(report.failure?.errors ?? []).toEqual([])
      expect(report.comparison?.differences).toEqual([])
      expect(report.warnings.join()).toContain(`whose slots stay and keep what was written since: ${name}`)
      const slot = `SELECT count(*)::int FROM pg_replication_slots WHERE slot_name = '${name}'`
      expect(await value(name, slot)).toBe(1)
      const subscription = `SELECT subslotname || ' ' || subenabled FROM pg_subscription WHERE subname = '${name}'`
      expect(await value(name, subscription)).toBe(`${name} false`)
    },
  )

  it('leaves its subscription as it was where it is undone', async () => {
    const { backup, restore, server, value } = world()
    await subscriber('undone')
    const manifest = await backup('undone')
    await server.sql('undone', 'CREATE VIEW in_the_way AS SELECT * FROM t')
    const report = await restore(manifest, 'undone', { choices: over('undone') })
    expect(report).toMatchObject({ outcome: 'failed', failure: { target: 'unchanged' } })
    const subscription = `SELECT subslotname || ' ' || subenabled FROM pg_subscription WHERE subname = 'undone'`
    expect(await value('undone', subscription)).toBe('undone true')
  })

  it('says which tables leave publications and subscriptions that the target alone has', async () => {
    const { backup, database, restore } = world()
    await database('bare', 'CREATE TABLE t (id int PRIMARY KEY)')
    const manifest = await backup('bare')
    await subscriber('member', 'CREATE PUBLICATION warehouse FOR TABLE t;')
    const report = await restore(manifest, 'member', { choices: over('member') })
    expect(report.failure?.errors ?? []).toEqual([])
    expect(report.warnings.join()).toContain('leave their publications: warehouse t')
    expect(report.warnings.join()).toContain('leave their subscriptions: member t')
  })

  it('says nothing of a publication that comes along', async () => {
    const { backup, database, restore } = world()
    await database('publisher', 'CREATE TABLE t (id int PRIMARY KEY); CREATE PUBLICATION p FOR TABLE t')
    const report = await restore(await backup('publisher'), 'publisher', { choices: over('publisher') })
    expect(report.failure?.errors ?? []).toEqual([])
    expect(report.warnings.join()).not.toContain('publications')
  })
})
