import { describe, expect, it } from 'vitest'
import { probeServer } from '../../../src/postgres/probe/probe.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const VIEWS = `
  CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2);
  CREATE MATERIALIZED VIEW mv AS SELECT count(*) AS n FROM t;
  CREATE MATERIALIZED VIEW of_mv AS SELECT n + 1 AS n FROM mv;
  CREATE UNIQUE INDEX one ON of_mv (n);
  CREATE MATERIALIZED VIEW never_filled AS SELECT a FROM t WITH NO DATA;`

describe.each([15, 17] as const)('a materialized view, PostgreSQL %i', major => {
  const world = useRestoreWorld(major)

  const choices = (database: string, mode: 'full' | 'data') => ({
    ...{ selection: { kind: 'all', mode } as const, allow: new Set(['not-empty'] as const) },
    confirm: database,
  })

  it('is refreshed where only the rows of a whole backup are restored, and the restore is proven', async () => {
    const { backup, database, restore, server, value } = world()
    await database('views', VIEWS)
    await database('views_copy', VIEWS)
    const manifest = await backup('views')
    await server.sql(
      'views_copy',
      'INSERT INTO t VALUES (3); REFRESH MATERIALIZED VIEW mv; REFRESH MATERIALIZED VIEW of_mv',
    )
    expectProven(await restore(manifest, 'views_copy', { choices: choices('views_copy', 'data') }))
    expect(await value('views_copy', 'SELECT n::int FROM mv')).toBe(2)
    expect(await value('views_copy', 'SELECT n::int FROM of_mv')).toBe(3)
    expect(
      await value('views_copy', `SELECT relispopulated FROM pg_class WHERE relname = 'never_filled'`),
    ).toBe(false)
  })

  it('keeps what it held where a backup of rows only, or one table, is restored', async () => {
    const { backup, database, restore, server, value } = world()
    await database('stale', VIEWS)
    await database('stale_copy', VIEWS)
    const rows = await backup('stale', { request: { mode: 'data' } })
    const whole = await backup('stale')
    await server.sql('stale_copy', 'INSERT INTO t VALUES (3); REFRESH MATERIALIZED VIEW mv')
    const tables = { kind: 'tables', tables: [{ schema: 'public', name: 't' }], definitions: false } as const
    for (const run of [
      { manifest: rows, selection: { kind: 'all', mode: 'data' } as const },
      { manifest: whole, selection: tables },
    ]) {
      const report = await restore(run.manifest, 'stale_copy', {
        choices: { ...choices('stale_copy', 'data'), selection: run.selection },
      })
      expectProven(report)
      expect(await value('stale_copy', 'SELECT count(*)::int FROM t')).toBe(2)
      expect(await value('stale_copy', 'SELECT n::int FROM mv')).toBe(3)
    }
  })

  it('that a whole restore left empty is a difference', async () => {
    const { backup, database, restore, server } = world()
    await database('emptied', VIEWS)
    const manifest = await backup('emptied')
    await database('emptied_copy')
    const report = await restore(manifest, 'emptied_copy', {
      parts: {
        // The proof begins with it.
        probe: async (connection, signal) => {
          await server.sql('emptied_copy', 'REFRESH MATERIALIZED VIEW mv WITH NO DATA')
          return probeServer(connection, { signal })
        },
      },
    })
    expect(report.comparison?.differences).toEqual([
      'MATERIALIZED VIEW DATA public.mv is missing',
      'MATERIALIZED VIEW DATA public.of_mv is missing',
    ])
  })
})
