import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackupRequest } from '../../../src/backup/request.ts'
import { withoutManaged } from '../../../src/presets/preset.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { provideTestClient, silentReporter } from '../../support/client-for-tests.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'

const SCHEMA = `
  CREATE SCHEMA lib; CREATE TYPE lib.mood AS ENUM ('ok'); CREATE FUNCTION lib.one() RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE TABLE public.cust (id int PRIMARY KEY); INSERT INTO public.cust VALUES (1), (2);
  CREATE TABLE public.ord (id serial PRIMARY KEY, c int REFERENCES public.cust, n int DEFAULT lib.one());
  INSERT INTO public.ord (c) VALUES (1), (2), (2);
  CREATE TABLE public.events (id int, d date) PARTITION BY RANGE (d);
  CREATE TABLE public.events_a PARTITION OF public.events FOR VALUES FROM ('2026-01-01') TO ('2026-07-01') PARTITION BY LIST (id);
  CREATE TABLE public.events_a1 PARTITION OF public.events_a DEFAULT;
  CREATE TABLE public."events ""b" PARTITION OF public.events DEFAULT;
  INSERT INTO public.events SELECT g, '2026-01-01'::date + g % 360 FROM generate_series(1, 300) g;
  CREATE TABLE public.audit_log (t text); INSERT INTO public.audit_log VALUES ('a');
  CREATE VIEW public.audit AS SELECT t FROM public.audit_log;
  CREATE TABLE public.moods (m lib.mood[]);
  CREATE TABLE public.parent (a int); CREATE TABLE public.child (b int) INHERITS (public.parent);
  INSERT INTO public.child SELECT g, g FROM generate_series(1, 50) g;
`

describe.each([availableMajors()[0], availableMajors().at(-1)].filter(each => each !== undefined))(
  'a selection of PostgreSQL %i',
  major => {
    let server: PostgresServer
    let folder: string
    beforeAll(async () => {
      server = await startPostgres({ major })
      await server.sql('postgres', 'CREATE DATABASE chosen')
      await server.sql('chosen', SCHEMA)
      folder = await mkdtemp(join(tmpdir(), 'selection-'))
    })
    afterAll(async () => {
      await server?.stop()
      await rm(folder, { recursive: true, force: true })
    })

    async function back(
      selection: Partial<BackupRequest['selection']>,
      request: Partial<BackupRequest> = {},
    ) {
      const warnings: string[] = []
      const none = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] }
      const { manifest } = await runBackup({
        url: server.url('chosen'),
        client: await provideTestClient(major, { exact: false }),
        store: folderStore(await mkdtemp(join(folder, 'store-'))),
        request: { selection: { ...none, ...selection }, ...request },
        parts: { reporter: { ...silentReporter, warning: line => void warnings.push(line) } },
      })
      const rows = Object.fromEntries(manifest.fingerprint.tables.map(({ name, rows }) => [name, rows]))
      return { manifest, rows, warnings }
    }

    it('that names a partitioned table has the rows of all of its partitions', async () => {
      const { manifest, rows, warnings } = await back(
        { tables: ['events'] },
        { minimums: { bytes: 1, tables: 1, expectTables: ['events'] } },
      )
      expect(manifest.contents.rows).toBe(300)
      expect(Object.keys(rows).toSorted()).toEqual(['events "b', 'events_a1'])
      expect(manifest.options.tables).toEqual(['events'])
      expect(warnings).toEqual([])
    })

    it('that names a table has the rows of those that inherit from it', async () => {
      expect((await back({ tables: ['public.parent'] })).rows).toEqual({ parent: 0, child: 50 })
    })

    it('leaves out the partitions of a table that is left out, and their rows with its rows', async () => {
      const without = await back({ excludeTables: ['events'] })
      expect(Object.keys(without.rows).filter(name => name.startsWith('events'))).toEqual([])
      expect(without.warnings).toEqual([])
      const rowless = await back({ excludeTableData: ['events'] })
      expect(Object.keys(rowless.rows).filter(name => name.startsWith('events'))).toEqual([])
      expect(rowless.manifest.fingerprint.objects.some(({ name }) => name === 'events_a1')).toBe(true)
    })

    it.each([
      ['a table that a foreign key refers to', { excludeTables: ['cust'] }, 'public.ord needs public.cust'],
      [
        'the rows that a foreign key refers to',
        { excludeTableData: ['cust'] },
        'rows that others in it need',
      ],
      ['a table under a view', { excludeTables: ['audit_log'] }, 'public.audit needs public.audit_log'],
      ['a schema with a type in use', { excludeSchemas: ['lib'] }, 'public.moods needs the type lib.mood'],
      ['a schema with a function in use', { schemas: ['public'] }, 'public.ord needs the function lib.one'],
      ['the table of a partition', { tables: ['events_a1'] }, 'public.events_a1 needs public.events_a'],
    ])('warns of %s that it leaves out, naming both', async (_what, selection, words) => {
      const { warnings } = await back(selection)
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain(words)
      expect(warnings[0]).toContain('does not restore by itself into an empty database')
    })

    it.each([
      [
        { excludeTables: ['- cust', 'nosuch'] },
        'exclude-tables: nothing in the database matches - cust, nosuch',
      ],
      [{ excludeTableData: ['"Cust"'] }, 'exclude-table-data: nothing in the database matches "Cust"'],
      [{ excludeSchemas: ['publc'] }, 'exclude-schemas: nothing in the database matches publc'],
    ])('warns of patterns that leave out nothing: %j', async (selection, words) => {
      const { warnings } = await back(selection)
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain(words)
    })

    it('of everything, or of a preset whose schemas are not there, warns of nothing', async () => {
      expect((await back({})).warnings).toEqual([])
      const preset = withoutManaged(
        { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] },
        'supabase',
      )
      expect(preset.excludeSchemas.length).toBeGreaterThan(5)
      expect((await back(preset)).warnings).toEqual([])
    })
  },
)
