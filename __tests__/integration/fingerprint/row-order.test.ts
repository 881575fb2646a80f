import { createHash } from 'node:crypto'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BackupRequest } from '../../../src/backup/request.ts'
import { type Manifest, serializeManifest } from '../../../src/catalog/manifest.ts'
import { withChecksum } from '../../../src/catalog/manifest-checksum.ts'
import type { Reporter } from '../../../src/core/reporter.ts'
import type { Drill } from '../../../src/drill/drill.ts'
import type { DrillRequest } from '../../../src/drill/request.ts'
import type { RestoreReport } from '../../../src/restore/report.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import {
  CHANGES,
  CHILD,
  JUDGED,
  MANY_TABLES,
  MORE_MIXED,
  meddling,
  NOT_VALID,
  NOTES,
} from '../../support/mixed-rows.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'
import { runDrill } from '../../support/run-drill.ts'
import type { RestoreRun } from '../../support/run-restore.ts'

const NOTES_ALONE = { schema: 'public', name: 'notes' }

/** What was reported, a line each. */
function listening(): { readonly reporter: Reporter; readonly lines: readonly string[] } {
  const lines: string[] = []
  return { lines, reporter: { ...silentReporter, info: line => void lines.push(line) } }
}

describe.each([15, 17] as const)('rows that come back in another order, PostgreSQL %i', major => {
  const world = useRestoreWorld(major)

  async function source(name: string, sql: string, request: Partial<BackupRequest> = {}): Promise<Manifest> {
    await world().database(name, sql)
    return world().backup(name, { request })
  }

  /** Of a backup, and the lines about tables in another order. */
  async function drilled(
    { key }: Manifest,
    request: Partial<DrillRequest> = {},
  ): Promise<Pick<Drill, 'record' | 'reasons'> & { readonly reordered: readonly string[] }> {
    const { client, store, folder } = world()
    const scratch = await mkdtemp(join(folder, 'drill-'))
    const { lines, reporter } = listening()
    const { record, reasons } = await runDrill({
      ...{ store, client, scratch, parts: { reporter } },
      request: { wanted: { kind: 'key', key }, ...request },
    })
    expect(await readdir(scratch)).toEqual([])
    return { record, reasons, reordered: lines.filter(line => line.startsWith('Rows equal,')) }
  }

  async function restored(
    manifest: Manifest,
    target: string,
    run: Partial<RestoreRun> = {},
  ): Promise<{ readonly report: RestoreReport; readonly reordered: readonly string[] }> {
    const { lines, reporter } = listening()
    const report = await world().restore(manifest, target, { ...run, parts: { reporter } })
    return { report, reordered: lines.filter(line => line.startsWith('Rows equal,')) }
  }

  /** May replace the notes alone. */
  const overNotes = (database: string): NonNullable<RestoreRun['choices']> => ({
    selection: { kind: 'tables', tables: [NOTES_ALONE], definitions: false },
    allow: new Set(['not-empty'] as const),
    confirm: database,
  })

  describe('are proven by a drill', () => {
    it.each([
      ['of a database with constraints that are NOT VALID', NOT_VALID, {}, {}],
      ['of a database whose CHECK calls a function', JUDGED, {}, {}],
      ['of SQL text', '', { format: 'plain' }, {}],
      ['by one session', '', {}, { jobs: 1 }],
    ] as const)('%s', async (what, more, backup, drill) => {
      const name = `drill_${what.replaceAll(/\W/g, '_')}`
      const manifest = await source(name, NOTES + MORE_MIXED + more, backup)
      const { reasons, record, reordered } = await drilled(manifest, drill)
      expect([reasons, record.differences]).toEqual([[], []])
      expect(record).toMatchObject({
        outcome: 'proven',
        passed: true,
        compared: { tables: { different: 0 } },
      })
      // Otherwise it shows nothing.
      expect(reordered).toHaveLength(1)
    })
  })

  it('are proven in many tables at once', async () => {
    const { record, reordered } = await drilled(await source('many', NOTES + MANY_TABLES), { jobs: 1 })
    expect([record.differences, record.outcome]).toEqual([[], 'proven'])
    expect(reordered).toEqual([expect.stringMatching(/ and [4-9]\d more$/)])
  })

  describe('are proven by a restore', () => {
    it('of one table that another points to, whose rows are deleted first', async () => {
      const manifest = await source('tables_source', NOTES + CHILD)
      await world().database('tables_target', NOTES + CHILD)
      const { report, reordered } = await restored(manifest, 'tables_target', {
        choices: overNotes('tables_target'),
      })
      expectProven(report)
      expect(reordered).toEqual(['Rows equal, in another order: public.notes'])
    })

    it('into a table whose columns stand in another order', async () => {
      const manifest = await source('columns_source', NOTES + CHILD)
      await world().database(
        'columns_target',
        `${NOTES} ALTER TABLE notes RENAME TO n; CREATE TABLE notes AS SELECT body, id FROM n; DROP TABLE n; ${CHILD}`,
      )
      const { report, reordered } = await restored(manifest, 'columns_target', {
        choices: overNotes('columns_target'),
      })
      expectProven(report)
      expect(reordered).toHaveLength(1)
    })

    it.each([
      [
        'by two sessions, with constraints that are NOT VALID',
        NOT_VALID,
        { jobs: 2, singleTransaction: 'auto' },
      ],
      ['without a transaction', '', { jobs: 1, singleTransaction: false }],
    ] as const)('%s', async (what, more, load) => {
      const name = `restore_${what.replaceAll(/\W/g, '_')}`
      const manifest = await source(name, NOTES + MORE_MIXED + more)
      await world().database(`${name}_target`)
      const { report, reordered } = await restored(manifest, `${name}_target`, { request: { load } })
      expectProven(report)
      expect(reordered).toHaveLength(1)
    })
  })

  describe('are not taken for', () => {
    it.each(CHANGES)('%s, in a drill', async (what, change) => {
      const name = `changed_${what.replaceAll(/\W/g, '_')}`
      const manifest = await source(name, NOTES + meddling(name, change))
      const { reasons, record } = await drilled(manifest)
      expect(record.differences).toEqual(['public.notes has other content in its 3000 rows'])
      expect(reasons.map(({ code }) => code)).toEqual(['drill-different'])
    })

    it.each(CHANGES)('%s, in a restore', async (what, change) => {
      const name = `restored_${what.replaceAll(/\W/g, '_')}`
      const manifest = await source(name, NOTES + meddling(name, change))
      await world().database(`${name}_target`)
      const { report } = await restored(manifest, `${name}_target`, {
        request: { load: { jobs: 1, singleTransaction: false } },
      })
      expect(report.comparison?.differences).toEqual(['public.notes has other content in its 3000 rows'])
      expect(report.outcome).toBe('different')
    })

    it.each([
      ['a drill', async (manifest: Manifest) => (await drilled(manifest)).record.differences],
      [
        'a restore by two sessions',
        async (manifest: Manifest) => {
          await world().database('forged_target')
          const load = { jobs: 2, singleTransaction: false } as const
          const { report } = await restored(manifest, 'forged_target', { request: { load } })
          return report.comparison?.differences
        },
      ],
    ])(
      'what a manifest says of other rows, in %s: the archive does not vouch for itself',
      async (_where, compare) => {
        const manifest = await source(`forged_${_where.replaceAll(/\W/g, '_')}`, NOTES)
        const sha256 = createHash('sha256').update('other rows').digest('hex')
        const tables = manifest.fingerprint.tables.map(table => ({ ...table, sha256 }))
        const forged = { ...manifest, fingerprint: { ...manifest.fingerprint, tables } }
        await writeFile(
          join(world().folder, 'store', `${manifest.key}.manifest.json`),
          serializeManifest(withChecksum(forged)),
        )
        expect(await compare(forged)).toEqual(['public.notes has other content in its 3000 rows'])
      },
    )
  })
})
