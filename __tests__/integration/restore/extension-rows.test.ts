import { describe, expect, it } from 'vitest'
import type { RestoreChoices, RestoreSelection } from '../../../src/restore/plan/restore-choices.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

/** An extension with a table of which some rows are the user's, as PostGIS has one: of another extension that is there. */
const EXTENSION = `
  CREATE EXTENSION citext; CREATE SCHEMA gis; CREATE TABLE gis.ref (id int PRIMARY KEY, mine boolean);
  ALTER EXTENSION citext ADD SCHEMA gis; ALTER EXTENSION citext ADD TABLE gis.ref;
  UPDATE pg_extension SET extconfig = ARRAY['gis.ref'::regclass::oid], extcondition = ARRAY['WHERE mine']
   WHERE extname = 'citext';
  CREATE TABLE t AS SELECT 1 AS a;`
const REF: RestoreSelection = { kind: 'tables', tables: [{ schema: 'gis', name: 'ref' }], definitions: false }
const POINTING = 'CREATE TABLE layers (name text, ref int REFERENCES gis.ref ON DELETE CASCADE);'
const HOOK = `
  CREATE TABLE outbox (what text);
  CREATE FUNCTION call() RETURNS trigger LANGUAGE plpgsql AS
    $$BEGIN INSERT INTO public.outbox VALUES (tg_op); RETURN NULL; END$$;
  CREATE TRIGGER hook AFTER INSERT OR DELETE ON gis.ref FOR EACH ROW EXECUTE FUNCTION call();`

function over(database: string, instead: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty', 'source']), confirm: database, ...instead }
}

describe('rows of an extension that are replaced', () => {
  const world = useRestoreWorld(17)

  it('take no rows along that point to them, in tables that stay', async () => {
    const { backup, database, restore, value } = world()
    await database('ref_source', `${EXTENSION} INSERT INTO gis.ref VALUES (1, true)`)
    const manifest = await backup('ref_source')
    for (const [name, instead] of [
      ['ref_whole', {}],
      ['ref_alone', { selection: REF }],
    ] as const) {
      await database(
        name,
        `${EXTENSION} ${POINTING} INSERT INTO gis.ref VALUES (1, true), (5, true);
         INSERT INTO layers VALUES ('one', 1), ('five', 5)`,
      )
      const report = await restore(manifest, name, { choices: over(name, instead) })
      expectProven(report)
      expect(report.warnings.join()).toContain('foreign key layers_ref_fkey of public.layers to gis.ref')
      expect(await value(name, `SELECT string_agg(name, ' ' ORDER BY ref) FROM layers`)).toBe('one five')
      expect(await value(name, 'SELECT count(*)::int FROM gis.ref')).toBe(1)
      expect(await value(name, 'SELECT current_setting($$session_replication_role$$)')).toBe('origin')
    }
  })

  it('can be replaced where a table of the backup points to them', async () => {
    const { backup, database, restore, value } = world()
    await database(
      'own_layers',
      `${EXTENSION} CREATE TABLE layers (name text, ref int REFERENCES gis.ref);
       INSERT INTO gis.ref VALUES (1, true); INSERT INTO layers VALUES ('one', 1)`,
    )
    const report = await restore(await backup('own_layers'), 'own_layers', { choices: over('own_layers') })
    expectProven(report)
    expect(report.warnings.join()).not.toContain('layers_ref_fkey')
    expect(await value('own_layers', 'SELECT count(*)::int FROM layers JOIN gis.ref ON ref = id')).toBe(1)
  })

  it('set off no trigger of the user with disable-outbound; the restore is refused, and says it without', async () => {
    const { backup, database, restore, value } = world()
    await database('hook_source', `${EXTENSION} INSERT INTO gis.ref VALUES (1, true)`)
    await database('hooked', `${EXTENSION} ${HOOK} INSERT INTO gis.ref VALUES (5, true); DELETE FROM outbox`)
    const manifest = await backup('hook_source')
    const shut = await restore(manifest, 'hooked', { choices: over('hooked', { disableOutbound: true }) })
    expect(shut.refusals).toMatchObject([
      { code: 'restore-rows-hindered', message: expect.stringContaining('hook on gis.ref') },
    ])
    expect(await value('hooked', 'SELECT count(*)::int FROM outbox')).toBe(0)
    const open = await restore(manifest, 'hooked', { choices: over('hooked') })
    expectProven(open)
    expect(open.warnings.join()).toContain('hook on gis.ref')
    // For what comes in, not for what goes.
    expect(await value('hooked', `SELECT string_agg(what, ' ') FROM outbox`)).toBe('INSERT')
  })

  it('are not touched where the role cannot keep others from going with them', async () => {
    const { backup, database, restore, server, value } = world()
    await server.sql('postgres', `CREATE ROLE plain LOGIN PASSWORD 'pw'`)
    const owned = `GRANT ALL ON SCHEMA gis TO plain; ALTER TABLE gis.ref OWNER TO plain;`
    await database('plain_source', `${EXTENSION} INSERT INTO gis.ref VALUES (1, true)`)
    await database(
      'plain_target',
      `${EXTENSION} ${owned} ${POINTING} INSERT INTO gis.ref VALUES (5, true); INSERT INTO layers VALUES ('five', 5)`,
    )
    const manifest = await backup('plain_source')
    const report = await restore(manifest, 'plain_target', {
      url: server.url('plain_target').replace(/\/\/[^@]*@/, '//plain:pw@'),
      choices: over('plain_target', { selection: REF }),
    })
    expect(report.refusals).toMatchObject([
      { code: 'restore-rows-hindered', message: expect.stringContaining('layers_ref_fkey') },
    ])
    expect(await value('plain_target', 'SELECT count(*)::int FROM layers')).toBe(1)
  })
})
