import { describe, expect, it } from 'vitest'
import type { RestoreChoices } from '../../../src/restore/plan/restore-choices.ts'
import { availableMajors } from '../../support/postgres-binaries.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const NOTHING = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [] }

function over(database: string, instead: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty']), confirm: database, ...instead }
}
const ROWS = { kind: 'all', mode: 'data' } as const

const SHOP = `CREATE TABLE customers (id int PRIMARY KEY);
  CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers);`

describe.each(availableMajors().filter(major => [15, 18, 19].includes(major)))(
  'rows that come without a check of foreign keys, with PostgreSQL %i,',
  major => {
    const world = useRestoreWorld(major)

    it('are different where they point to rows that the backup leaves out', async () => {
      const { backup, database, restore } = world()
      await database(
        'left_out',
        `${SHOP} INSERT INTO customers VALUES (1), (2); INSERT INTO orders VALUES (10, 1), (11, 2)`,
      )
      await database(
        'left_out_target',
        `${SHOP} INSERT INTO customers VALUES (2), (7); INSERT INTO orders VALUES (1, 7)`,
      )
      const selection = { ...NOTHING, excludeTableData: ['public.customers'] }
      const manifest = await backup('left_out', { request: { selection } })
      const report = await restore(manifest, 'left_out_target', {
        choices: over('left_out_target', { selection: ROWS }),
      })
      expect(report.outcome).toBe('different')
      expect(report.comparison?.differences).toEqual([
        expect.stringMatching(
          /^foreign key orders_customer_fkey of public\.orders to public\.customers: 1 row points to nothing/,
        ),
      ])
    })

    it('are different where a table that only the target has points to them, a partitioned one too', async () => {
      const { backup, database, restore } = world()
      const CUSTOMERS = `CREATE TABLE "Cust omers" (a int, b text, PRIMARY KEY (a, b)) PARTITION BY RANGE (a);
      CREATE TABLE c1 PARTITION OF "Cust omers" FOR VALUES FROM (0) TO (10);
      CREATE TABLE c2 PARTITION OF "Cust omers" FOR VALUES FROM (10) TO (20);`
      await database('parent', `${CUSTOMERS} INSERT INTO "Cust omers" VALUES (1, 'x'), (11, 'x')`)
      await database(
        'parent_target',
        `${CUSTOMERS} INSERT INTO "Cust omers" VALUES (7, 'z'), (11, 'x');
       CREATE TABLE visits (a int, b varchar, FOREIGN KEY (a, b) REFERENCES "Cust omers") PARTITION BY RANGE (a);
       CREATE TABLE v1 PARTITION OF visits FOR VALUES FROM (0) TO (20);
       INSERT INTO visits VALUES (7, 'z'), (11, 'x'), (5, NULL)`,
      )
      const report = await restore(await backup('parent'), 'parent_target', {
        choices: over('parent_target', { selection: ROWS }),
      })
      expect(report.outcome).toBe('different')
      expect(report.comparison?.differences).toEqual([
        expect.stringMatching(
          /^foreign key visits_a_b_fkey of public\.visits to public\."Cust omers": 1 row points/,
        ),
      ])
    })

    it('are different with a list of rows only, and with a preset whose tables stay', async () => {
      const { backup, database, restore } = world()
      await database('list', `${SHOP} INSERT INTO customers VALUES (1)`)
      await database(
        'list_target',
        `${SHOP} INSERT INTO customers VALUES (1), (2); INSERT INTO orders VALUES (1, 2)`,
      )
      const manifest = await backup('list')
      const dry = await restore(manifest, 'list_target', {
        choices: over('list_target'),
        request: { dryRun: true },
      })
      const ids = (dry.plan?.load ?? []).flatMap(({ id, kind, name }) =>
        kind === 'TABLE DATA' && name === 'customers' ? [id] : [],
      )
      const listed = await restore(manifest, 'list_target', {
        choices: over('list_target', { selection: { kind: 'list', ids } }),
      })
      expect([listed.outcome, listed.comparison?.differences.join()]).toEqual([
        'different',
        expect.stringContaining('orders_customer_fkey'),
      ])

      const auth = 'CREATE SCHEMA auth; CREATE TABLE auth.users (id int PRIMARY KEY);'
      await database('project', `${auth} INSERT INTO auth.users VALUES (1); ${SHOP}`)
      await database(
        'project_target',
        `${auth} INSERT INTO auth.users VALUES (9); CREATE TABLE extra (u int REFERENCES auth.users); INSERT INTO extra VALUES (9)`,
      )
      const project = await restore(await backup('project'), 'project_target', {
        choices: over('project_target', { preset: 'supabase' }),
      })
      expect([project.outcome, project.comparison?.differences]).toEqual([
        'different',
        [expect.stringContaining('extra_u_fkey of public.extra to auth.users')],
      ])
    })

    it('are proven where all of them point to something', async () => {
      const { backup, database, restore } = world()
      await database(
        'whole',
        `${SHOP} INSERT INTO customers VALUES (1); INSERT INTO orders VALUES (1, 1), (2, NULL)`,
      )
      await database(
        'whole_target',
        `${SHOP} INSERT INTO customers VALUES (2); INSERT INTO orders VALUES (1, 2)`,
      )
      const choices = over('whole_target', { selection: ROWS })
      expectProven(await restore(await backup('whole'), 'whole_target', { choices }))
    })
  },
)

describe('keys that the role cannot look into', () => {
  const world = useRestoreWorld(17)

  it('are not verified, so that the restore is partly proven', async () => {
    const { backup, database, restore, server } = world()
    await server.sql(
      'postgres',
      `CREATE ROLE loader LOGIN PASSWORD 'loader'; GRANT SET ON PARAMETER session_replication_role TO loader`,
    )
    const customers = 'CREATE TABLE customers (id int PRIMARY KEY); ALTER TABLE customers OWNER TO loader;'
    await database('seen', `${customers} INSERT INTO customers VALUES (1)`)
    await database(
      'unseen',
      `${customers} CREATE TABLE hidden (c int REFERENCES customers); INSERT INTO customers VALUES (1); INSERT INTO hidden VALUES (1)`,
    )
    const tables = [{ schema: 'public', name: 'customers' }]
    const report = await restore(await backup('seen'), 'unseen', {
      url: server.url('unseen').replace(/\/\/postgres:[^@]*@/, '//loader:loader@'),
      choices: over('unseen', { selection: { kind: 'tables', tables, definitions: false } }),
      request: { preRestoreBackup: false },
    })
    expectProven(report, 'partly proven')
    expect(report.comparison?.notVerified).toEqual([
      expect.stringContaining('foreign key hidden_c_fkey of public.hidden to public.customers'),
    ])
  })
})
