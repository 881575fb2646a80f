import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { archivedSeries, archiveKeyOf } from '../../../src/catalog/archive-key.ts'
import { BACKUP_CLASSES } from '../../../src/catalog/backup-class.ts'
import { drillRecordKey } from '../../../src/catalog/drill-record-key.ts'
import { isOwnLayout } from '../../../src/catalog/layout.ts'
import { type NameParts, objectKeys } from '../../../src/catalog/names.ts'
import { roleOf } from '../../../src/catalog/object-role.ts'
import { collectBackups, withoutManifest } from '../../../src/catalog/stored-backups.ts'
import { FORMATS, MODES } from '../../../src/postgres/dump-choices.ts'

const TIME = new Date('2026-11-22T03:07:00Z')

/** Every name that we give. */
const names: fc.Arbitrary<NameParts> = fc.record({
  series: fc.constantFrom('shop', 'archive', '2026', 'a.b_c-d', 'pre-deploy'),
  backupClass: fc.constantFrom(...BACKUP_CLASSES),
  mode: fc.constantFrom(...MODES),
  format: fc.constantFrom(...FORMATS),
  tables: fc.constantFrom([], ['orders'], ['public.orders', 'x'], ['backup']),
  startedAt: fc.constant(TIME),
  compressionSuffix: fc.constantFrom('', '.gz', '.zst'),
  encryptionSuffix: fc.constantFrom('', '.age', '.gpg'),
})

const listed = (key: string, bytes = 1) => ({ key, bytes, modified: TIME })

describe('the objects of a listing', () => {
  it('are put to the backup that they belong to, no matter what it is called and in any order they come', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.boolean(), fc.integer(), async (parts, archived, seed) => {
        const keys = objectKeys(parts)
        const backup = archived ? (archiveKeyOf(keys.backup) ?? '') : keys.backup
        const globals = keys.globals.replace(
          keys.backup.slice(0, keys.backup.lastIndexOf('/')),
          backup.slice(0, backup.lastIndexOf('/')),
        )
        const drill = drillRecordKey(backup, TIME)
        const own = [
          backup,
          `${backup}.sha256`,
          globals,
          `${backup}.manifest.json`,
          drill,
          `${backup}.notes.json`,
        ]
        expect(own.map(key => roleOf(key))).toEqual(
          ['dump', 'checksum', 'roles', 'manifest', 'drill', 'record'].map(role => ({ backup, role })),
        )
        expect(isOwnLayout(backup)).toBe(true)
        expect(archivedSeries(backup)).toBe(archived ? parts.series : undefined)
        const shuffled = own.toSorted((one, other) => ((seed ^ one.length) % 7) - ((seed ^ other.length) % 7))
        const [found, ...more] = await collectBackups(shuffled.map(key => listed(key)))
        expect(more).toEqual([])
        expect(found).toMatchObject({
          key: backup,
          bytes: 6,
          dumpBytes: 1,
          manifestBytes: 1,
          drills: [drill],
        })
        expect(found && withoutManifest(found).toSorted()).toEqual(own.toSpliced(3, 1).toSorted())
      }),
    )
  })

  it('are kept apart for two backups of one second that are sealed in two ways', async () => {
    const key = 'shop/2026/11/shop_backup_20261122_030700.dump'
    const keys = [
      key,
      `${key}.globals.sql`,
      `${key}.age`,
      `${key}.globals.sql.age`,
      `${key}.age.manifest.json`,
    ]
    const found = await collectBackups(keys.map(each => listed(each)))
    expect(found.map(each => [each.key, each.companions, each.manifestBytes])).toEqual([
      [key, [`${key}.globals.sql`], undefined],
      [`${key}.age`, [`${key}.globals.sql.age`], 1],
    ])
  })

  it('say how old the youngest of them is, and the last of their drills', async () => {
    const key = 'shop/2026/11/shop_backup_20261122_030700.dump'
    const later = new Date('2026-11-25T00:00:00Z')
    const drills = [new Date('2026-11-24T00:00:00Z'), new Date('2026-11-23T00:00:00Z')].map(at =>
      drillRecordKey(key, at),
    )
    const [found] = await collectBackups([
      listed(key),
      ...drills.map(each => listed(each)),
      { ...listed(`${key}.sha256`), modified: later },
    ])
    expect(found).toMatchObject({ modifiedMs: later.getTime(), drills: drills.toReversed() })
  })
})

describe('the place of a backup', () => {
  it.each([
    '2026/11/orchard_backup_20261101_030000.dump',
    'pre-deploy/orchard_backup_20261101_030000_pre-deploy.dump',
    'harbour/harbour_backup_20261101_030000.dump.gz',
    'shop/2026/11/other_backup_20261101_030000.dump',
    'shop/2026/11/shop_backup.dump',
    'shop/2026/11/shop_notes_20261101_030000.txt',
    'shop/2026/11/deeper/shop_backup_20261101_030000.dump',
    'archive/shop/2026/11/crm_backup_20261101_030000.dump',
    'notes.txt',
  ])('is not ours for sure: %s', key => {
    expect(isOwnLayout(key)).toBe(false)
  })

  it('in the archive is reported by the month of its name', () => {
    expect(archiveKeyOf('shop/pre-deploy/shop_backup_20261101_030000_pre-deploy.dump')).toBe(
      'archive/shop/2026/11/shop_backup_20261101_030000_pre-deploy.dump',
    )
    expect(archiveKeyOf('shop/odd.dump')).toBeUndefined()
    expect(archivedSeries('archive/2026/11/archive_backup_20261101_030000.dump')).toBeUndefined()
  })
})
