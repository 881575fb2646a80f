import { describe, expect, it } from 'vitest'
import type { RestoreChoices, RestoreSelection } from '../../../src/restore/plan/restore-choices.ts'
import { availableMajors } from '../../support/postgres-binaries.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const EVENTS = `
  CREATE TABLE events (id int, at date) PARTITION BY RANGE (at);
  CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');`
const LATER = `
  CREATE TABLE events_2030 PARTITION OF events FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');`
const of = (...names: string[]): RestoreSelection => ({
  ...{ kind: 'tables', definitions: false },
  tables: names.map(name => ({ schema: 'public', name })),
})
const ALL: RestoreSelection = { kind: 'all', mode: 'data' }
const IDS = `SELECT coalesce(string_agg(id::text, ' ' ORDER BY id), '') FROM events`

function over(database: string, instead: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['source']), confirm: database, ...instead }
}

describe('a partition that the backup does not know', () => {
  const world = useRestoreWorld(17)

  it.each([
    ['named', of('events')],
    ['all', ALL],
  ] as const)(
    'keeps its rows, and the restore is refused, unless it may be emptied: %s',
    async (what, selection) => {
      const { backup, database, restore, value } = world()
      await database(`${what}_source`, `${EVENTS} INSERT INTO events VALUES (1, '2024-02-02')`)
      const manifest = await backup(`${what}_source`)
      const target = `${what}_target`
      await database(
        target,
        `${EVENTS} ${LATER} INSERT INTO events VALUES (5, '2024-02-02'), (6, '2030-02-02')`,
      )
      const refused = await restore(manifest, target, { choices: over(target, { selection }) })
      expect(refused.refusals).toMatchObject([
        { code: 'restore-partition-unknown', message: expect.stringContaining('public.events_2030') },
      ])
      expect(await value(target, IDS)).toBe('5 6')

      const allow = new Set(['not-empty', 'source'] as const)
      const report = await restore(manifest, target, { choices: over(target, { selection, allow }) })
      expectProven(report)
      expect(report.warnings.join()).toContain('public.events_2030')
      expect(report.plan?.empties).toContainEqual({ schema: 'public', name: 'events_2030' })
      expect(await value(target, IDS)).toBe('1')
    },
  )

  it('is no concern where it has no rows, or where another one alone is asked for', async () => {
    const { backup, database, restore, value } = world()
    await database('few_source', `${EVENTS} INSERT INTO events VALUES (1, '2024-02-02')`)
    const manifest = await backup('few_source')
    await database('no_rows', `${EVENTS} ${LATER} INSERT INTO events VALUES (5, '2024-02-02')`)
    expectProven(await restore(manifest, 'no_rows', { choices: over('no_rows', { selection: ALL }) }))
    expect(await value('no_rows', IDS)).toBe('1')
    await database('other', `${EVENTS} ${LATER} INSERT INTO events VALUES (6, '2030-02-02')`)
    const selection = of('events_2024')
    expectProven(await restore(manifest, 'other', { choices: over('other', { selection }) }))
    expect(await value('other', IDS)).toBe('1 6')
  })

  it('counts by any of the tables that it is within', async () => {
    const { backup, database, restore, value } = world()
    const tree = `
      CREATE TABLE events (id int, at date) PARTITION BY RANGE (at);
      CREATE TABLE old PARTITION OF events FOR VALUES FROM ('2000-01-01') TO ('2020-01-01') PARTITION BY RANGE (at);
      CREATE TABLE old_1 PARTITION OF old FOR VALUES FROM ('2000-01-01') TO ('2010-01-01');`
    await database('tree', tree)
    const manifest = await backup('tree')
    await database(
      'taller',
      `${tree} CREATE TABLE old_2 PARTITION OF old FOR VALUES FROM ('2010-01-01') TO ('2020-01-01'); ${LATER}
       INSERT INTO events VALUES (1, '2005-01-01'), (2, '2015-01-01'), (6, '2030-02-02')`,
    )
    const choices = { selection: of('old'), allow: new Set(['not-empty', 'source'] as const) }
    expectProven(await restore(manifest, 'taller', { choices: over('taller', choices) }))
    expect(await value('taller', IDS)).toBe('6')
  })
})

describe.each(availableMajors().filter(major => [13, 18, 19].includes(major)))(
  'a partition that stays as a table of its own, with PostgreSQL %i,',
  major => {
    const world = useRestoreWorld(major)

    it('keeps the foreign keys that are its own, and not those of the table that is replaced', async () => {
      const { backup, database, restore, value } = world()
      const shop = `
      CREATE TABLE customers (id int PRIMARY KEY); INSERT INTO customers VALUES (1), (6); ${EVENTS}
      ALTER TABLE events ADD CONSTRAINT of_all FOREIGN KEY (id) REFERENCES customers;`
      await database('keys', `${shop} INSERT INTO events VALUES (1, '2024-02-02')`)
      await database(
        'keyed',
        `${shop} ${LATER} CREATE TABLE only_here (id int PRIMARY KEY); INSERT INTO only_here VALUES (6);
       ALTER TABLE events_2030 ADD CONSTRAINT own FOREIGN KEY (id) REFERENCES only_here;
       INSERT INTO events VALUES (6, '2030-02-02')`,
      )
      const manifest = await backup('keys')
      const allow = new Set(['not-empty', 'source'] as const)
      expectProven(await restore(manifest, 'keyed', { choices: over('keyed', { allow }) }))
      const keys = `SELECT string_agg(conname, ' ') FROM pg_constraint WHERE contype = 'f' AND conrelid = 'events_2030'::regclass`
      expect(await value('keyed', keys)).toBe('own')
      expect(await value('keyed', 'SELECT id FROM events_2030')).toBe(6)
      expect(await value('keyed', IDS)).toBe('1')
    })
  },
)
