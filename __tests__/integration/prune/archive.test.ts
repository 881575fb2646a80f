import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { archiveKeyOf } from '../../../src/catalog/archive-key.ts'
import { orphans } from '../../../src/catalog/catalog.ts'
import { chooseBackup } from '../../../src/catalog/choose-backup.ts'
import { readCatalog } from '../../../src/catalog/read-manifest.ts'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { filesIn } from '../../support/files-in.ts'
import { openLedger } from '../../support/run-backup.ts'
import { keysOf, runPrune } from '../../support/run-prune.ts'
import { SIGNAL, type Stored, storeBackups, storeDrill } from '../../support/stored-backups.ts'

const NOW = new Date()
/** The day of the month, so many months ago; the hours as they are now would pass midnight. */
function inMonth(monthsAgo: number, day: number): Date {
  return new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() - monthsAgo, day, 3))
}
const ARCHIVE = { archive: { storageClass: undefined } }
const NEWEST = { kind: 'newest', series: undefined, backupClass: undefined, before: undefined } as const

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'))
  store = folderStore(folder)
})
afterEach(() => rm(folder, { recursive: true }))

describe('the archive', () => {
  it('gets the first complete full backup of each month, with all that belongs to it, before it is pruned', async () => {
    const [first = '', second = '', next = ''] = await storeBackups(
      store,
      { startedAt: inMonth(5, 2), roles: true },
      { startedAt: inMonth(5, 9) },
      { startedAt: inMonth(2, 20) },
      { startedAt: inMonth(5, 1), mode: 'schema' },
      { startedAt: inMonth(5, 1), backupClass: 'pre-restore' },
    )
    const { archived, backups } = await runPrune(store, ARCHIVE)
    const copies = [first, next].map(key => archiveKeyOf(key) ?? '')
    expect(archived.map(({ from, key }) => [from, key])).toEqual([
      [first, copies[0]],
      [next, copies[1]],
    ])
    expect(keysOf(backups, 'removed')).toEqual(expect.arrayContaining([first, second]))
    const stem = copies[0] ?? ''
    expect((await filesIn(folder)).filter(name => name.startsWith(stem))).toEqual(
      ['', '.globals.sql', '.manifest.json', '.sha256'].map(suffix => stem + suffix),
    )
    expect(await readFile(join(folder, stem), 'utf8')).toBe(`the dump of ${first}`)
  })

  it('holds backups that are found by their keys, and are never the latest', async () => {
    const [newest = ''] = await storeBackups(store, { startedAt: inMonth(3, 2), roles: true })
    await runPrune(store, ARCHIVE)
    const copy = archiveKeyOf(newest) ?? ''
    const manifest = await chooseBackup({ kind: 'key', key: copy }, { store, signal: SIGNAL })
    expect(manifest).toMatchObject({ key: copy, series: 'shop', archived: { from: newest } })
    expect(manifest.globals?.key).toBe(`${copy}.globals.sql`)
    expect((await chooseBackup(NEWEST, { store, signal: SIGNAL })).key).toBe(newest)
    await writeFile(join(folder, `${copy}.manifest.json`), '{}')
    expect((await chooseBackup(NEWEST, { store, signal: SIGNAL })).key).toBe(newest)
    expect(orphans(await readCatalog(store, '', SIGNAL), new Date(NOW.getTime() + 1e10))).toEqual([])
  })

  it('is left alone by a second run, no matter what became of the backups meanwhile', async () => {
    const [first = ''] = await storeBackups(
      store,
      ...[2, 3].map(day => ({ startedAt: inMonth(1, day), backupClass: 'weekly' as const })),
    )
    await runPrune(store, ARCHIVE)
    const before = await filesIn(folder)
    expect(await runPrune(store, ARCHIVE)).toMatchObject({ archived: [], problems: [] })
    expect(await filesIn(folder)).toEqual(before)
    await rm(join(folder, `${first}.manifest.json`))
    await rm(join(folder, first))
    expect(await runPrune(store, ARCHIVE)).toMatchObject({ archived: [] })
    expect((await runPrune(store, { ...ARCHIVE, series: 'shop' })).archived).toEqual([])
  })

  it('takes the next backup of the month where the first is cut, or a drill has found that it does not restore', async () => {
    const keys = await storeBackups(store, ...[2, 3, 4].map(day => ({ startedAt: inMonth(4, day) })), {
      startedAt: inMonth(1, 1),
    })
    await writeFile(join(folder, keys[0] ?? ''), 'cut')
    await storeDrill(store, keys[1] ?? '', 'failed', inMonth(4, 5))
    const { archived } = await runPrune(store, ARCHIVE)
    expect(archived.map(({ from }) => from)).toEqual([keys[2], keys[3]])
  })

  it.each(['the original', 'the copy'])(
    'takes the next good backup of the month once a drill of %s has found what it has of it not to restore',
    async which => {
      const weekly = { backupClass: 'weekly' as const }
      const keys = await storeBackups(
        store,
        ...[2, 3, 4].map(day => ({ ...weekly, startedAt: inMonth(1, day) })),
      )
      await runPrune(store, ARCHIVE)
      const [first = '', second = ''] = keys
      const copy = archiveKeyOf(first) ?? ''
      await storeDrill(store, which === 'the copy' ? copy : first, 'failed', inMonth(1, 20))
      await storeDrill(store, second, 'failed', inMonth(1, 20))
      expect((await runPrune(store, ARCHIVE)).archived.map(({ from }) => from)).toEqual([keys[2]])
      expect(await filesIn(folder)).toContain(`${copy}.manifest.json`)
      expect((await runPrune(store, ARCHIVE)).archived).toEqual([])
    },
  )

  it('takes the first of the month that holds the whole database, else the first with most of it', async () => {
    const only = (month: number, day: number, options: Stored['options'] = {}): Stored => ({
      startedAt: inMonth(month, day),
      options,
    })
    const rest = { excludeTableData: ['logs'] }
    const keys = await storeBackups(
      store,
      ...[only(3, 1, { schemas: ['audit'] }), only(3, 2, rest), only(3, 3)],
      ...[only(2, 1, { schemas: ['audit'] }), only(2, 2, rest), only(2, 3, rest)],
      only(1, 1, { schemas: ['audit'] }),
    )
    const { archived } = await runPrune(store, ARCHIVE)
    expect(archived.map(({ from }) => from)).toEqual([keys[2], keys[4]])
  })

  it.each([
    ['is gone', (dump: string) => rm(dump)],
    ['was cut', (dump: string) => writeFile(dump, 'cut')],
  ])(
    'is not taken for one where the dump of a copy %s: nothing is pruned',
    async (_, classifyIntegrityFailure) => {
      const [first = ''] = await storeBackups(store, { startedAt: inMonth(1, 2), backupClass: 'weekly' })
      await runPrune(store, ARCHIVE)
      await storeBackups(store, { startedAt: inMonth(4, 2) })
      await classifyIntegrityFailure(join(folder, archiveKeyOf(first) ?? ''))
      const before = await filesIn(folder)
      await expect(runPrune(store, ARCHIVE)).rejects.toMatchObject({ code: 'backup-altered' })
      expect(await filesIn(folder)).toEqual(before)
    },
  )

  it('is only reported of in a dry run', async () => {
    await storeBackups(store, { startedAt: inMonth(1, 2) })
    const before = await filesIn(folder)
    expect((await runPrune(store, { ...ARCHIVE, dryRun: true })).archived).toHaveLength(1)
    expect(await filesIn(folder)).toEqual(before)
  })

  it('keeps what it has as long as monthly backups are kept, except the newest, and takes nothing older', async () => {
    const keys = await storeBackups(store, ...[1, 5, 14].map(month => ({ startedAt: inMonth(month, 1) })))
    const copies = keys.map(key => archiveKeyOf(key) ?? '')
    await runPrune(store, ARCHIVE)
    expect(
      (await runPrune(store, ARCHIVE)).backups.filter(({ backupClass }) => backupClass === 'archived'),
    ).toHaveLength(3)
    const year = parsePolicy('classes: { monthly: 1y }')
    if (!year.ok) throw new Error(year.problem)
    const policy = year.value
    const pruned = await runPrune(store, { ...ARCHIVE, policy })
    expect(keysOf(pruned.backups, 'removed')).toContain(copies[2])
    expect((await runPrune(store, { ...ARCHIVE, policy })).archived).toEqual([])
  })

  it('takes what a keep rule keeps in it, where the age of monthly backups keeps nothing', async () => {
    const keys = await storeBackups(store, ...[2, 3, 4, 5].map(month => ({ startedAt: inMonth(month, 1) })))
    const read = parsePolicy('classes: { monthly: none, daily: 5y }\nkeep-monthly: 3')
    if (!read.ok) throw new Error(read.problem)
    const policy = read.value
    const { archived } = await runPrune(store, { ...ARCHIVE, policy })
    expect(archived.map(({ from }) => from).toSorted()).toEqual(keys.slice(0, 3).toSorted())
    const again = await runPrune(store, { ...ARCHIVE, policy })
    expect(again.archived).toEqual([])
    expect(keysOf(again.backups, 'removed')).toEqual([])
    const [next = ''] = await storeBackups(store, { startedAt: inMonth(1, 1) })
    expect((await runPrune(store, { ...ARCHIVE, policy })).archived.map(({ from }) => from)).toEqual([next])
    const later = await runPrune(store, { ...ARCHIVE, policy })
    expect(later.archived).toEqual([])
    expect(keysOf(later.backups, 'removed')).toEqual([archiveKeyOf(keys[2] ?? '')])
    expect((await runPrune(store, { ...ARCHIVE, policy })).archived).toEqual([])
  })

  it('refuses a copy of what is not what its manifest says, takes it back, and nothing is pruned', async () => {
    const [first = ''] = await storeBackups(
      store,
      { startedAt: inMonth(4, 2) },
      { startedAt: inMonth(4, 3) },
      { startedAt: inMonth(1, 3) },
    )
    await writeFile(join(folder, first), `the dump of ${first}`.replace('dump', 'jump'))
    const before = await filesIn(folder)
    const journal = openLedger()
    await expect(runPrune(store, ARCHIVE, { journal })).rejects.toMatchObject({ code: 'backup-altered' })
    expect(await filesIn(folder)).toEqual(before)
    expect(journal.open.size).toBe(0)
  })

  it('does not take another file under the name of a copy for one', async () => {
    const [first = ''] = await storeBackups(store, { startedAt: inMonth(4, 2) })
    const copy = archiveKeyOf(first) ?? ''
    await store.put(copy, Buffer.from('another'), SIGNAL)
    await expect(runPrune(store, ARCHIVE)).rejects.toMatchObject({ code: 'storage-key-exists' })
    expect(await readFile(join(folder, copy), 'utf8')).toBe('another')
  })
})
