import { describe, expect, it } from 'vitest'
import { checksumLine, type NameParts, objectKeys, seriesOf } from '../../../src/catalog/names.ts'

const parts: NameParts = {
  series: 'shop',
  backupClass: 'weekly',
  mode: 'full',
  format: 'custom',
  tables: [],
  startedAt: new Date('2026-01-02T03:04:05.678Z'),
  compressionSuffix: '',
  encryptionSuffix: '',
}

describe('the names of a backup', () => {
  it.each([
    ['a full backup by month', {}, 'shop/2026/01/shop_backup_20260102_030405.dump'],
    ['an encrypted one', { encryptionSuffix: '.age' }, 'shop/2026/01/shop_backup_20260102_030405.dump.age'],
    [
      'one before a deploy',
      { backupClass: 'pre-deploy' },
      'shop/pre-deploy/shop_backup_20260102_030405_pre-deploy.dump',
    ],
    [
      'one before a restore',
      { backupClass: 'pre-restore' },
      'shop/pre-restore/shop_backup_20260102_030405_pre-restore.dump',
    ],
    ['a schema as SQL', { mode: 'schema', format: 'plain' }, 'shop/schemas/shop_schema_20260102_030405.sql'],
    [
      'compressed SQL',
      { format: 'plain', compressionSuffix: '.gz' },
      'shop/2026/01/shop_backup_20260102_030405.sql.gz',
    ],
    ['data only', { mode: 'data' }, 'shop/data-only/shop_data_20260102_030405.dump'],
    ['one table', { tables: ['public.projects'] }, 'shop/tables/shop_public.projects_20260102_030405.dump'],
    [
      'several tables',
      { tables: ['"Ö d/d"', 'b', 'c'] },
      'shop/tables/shop_O-d-d-and-2-more_20260102_030405.dump',
    ],
  ] as const)('put %s where the runbooks look for it', (_what, change, key) => {
    const keys = objectKeys({ ...parts, ...change })
    expect(keys).toMatchObject({ backup: key, checksum: `${key}.sha256`, manifest: `${key}.manifest.json` })
    expect(keys.fileName).toBe(key.split('/').at(-1))
  })

  it('give the roles a name of their own, anything else is backed up in that second', () => {
    const of = (change: Partial<NameParts>): string => objectKeys({ ...parts, ...change }).globals
    expect(of({})).toBe('shop/2026/01/shop_backup_20260102_030405.dump.globals.sql')
    expect(of({ encryptionSuffix: '.age' })).toBe(
      'shop/2026/01/shop_backup_20260102_030405.dump.globals.sql.age',
    )
    const others: Partial<NameParts>[] = [
      { format: 'plain' },
      { format: 'plain', compressionSuffix: '.gz' },
      { encryptionSuffix: '.age' },
      { encryptionSuffix: '.gpg' },
      { backupClass: 'pre-deploy' },
    ]
    expect(new Set([{}, ...others].map(of)).size).toBe(others.length + 1)
  })

  it('always hold a date that the runbooks’ own clean-up finds', () => {
    for (const backupClass of ['manual', 'pre-deploy', 'pre-restore'] as const) {
      expect(/\d{8}/.exec(objectKeys({ ...parts, backupClass }).backup)?.[0]).toBe('20260102')
    }
  })

  it.each([
    ['app', 'app'],
    ['my db/../x', 'my-db-..-x'],
    ['日本', 'database'],
    ['.hidden', 'hidden'],
  ])('make a series of the database %s that can stand in a key', (database, series) => {
    expect(seriesOf(database)).toBe(series)
  })

  it('write the checksum so that sha256sum accepts it', () => {
    expect(checksumLine('ab', 'a.dump')).toBe('ab  a.dump\n')
  })
})
