import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { legacyName } from '../../../../src/catalog/legacy/legacy-name.ts'
import { type LegacyPattern, parseLegacyPattern } from '../../../../src/catalog/legacy/legacy-pattern.ts'
import { planRetention } from '../../../../src/retention/plan-retention.ts'
import { DEFAULT_POLICY, type Policy } from '../../../../src/retention/policy.ts'
import type { StoredBackup } from '../../../../src/retention/stored-backup.ts'
import { backupOf, NOW } from '../../../support/retention-example.ts'

function pattern(text: string): LegacyPattern {
  const read = parseLegacyPattern(text)
  if (!read.ok) throw new Error(read.problem)
  return read.value
}

const RUNBOOKS = [pattern('*_YYYYMMDD_HHMMSS*')]
const timeOf = (key: string, text: string): string | undefined =>
  legacyName(key, [pattern(text)])?.startedAt.toISOString()

describe('the runbooks’ own objects', () => {
  it.each([
    ['2025/01/orchard_backup_20250121_030000.dump', 'orchard', 'full'],
    ['pre-deploy/orchard_backup_20250121_030000_pre-deploy.dump', 'pre-deploy/orchard', 'full'],
    ['schemas/orchard_schema_20250121_030000.sql', 'schemas/orchard', 'schema'],
    ['data-only/orchard_data_20250121_030000.dump', 'data-only/orchard', 'data'],
    ['tables/orchard_projects_20250121_030000.dump', 'tables/orchard_projects', 'tables orchard_projects'],
    ['backups/20250121_030000/harbour_backup_20250121_030000.dump.gz', 'backups/harbour', 'full'],
    ['backups/pre_restore_20250121_030000.dump', 'backups/pre_restore', 'full'],
    ['cluster_20250121_030000.globals.sql', 'cluster', 'roles'],
  ])('%s is of %s and holds %s', (key, series, what) => {
    expect(legacyName(key, RUNBOOKS)).toMatchObject({
      key,
      startedAt: new Date('2025-01-21T03:00:00Z'),
      group: { series, what, ending: key.split('20250121_030000').at(-1) },
    })
    expect(legacyName(`${key}.sha256`, RUNBOOKS)).toEqual(legacyName(key, RUNBOOKS))
  })

  it.each([
    'shop/2026/11/shop_backup_20261101_030000.dump.manifest.json',
    'shop/2026/11/shop_backup_20261101_030000.dump.drill-20261102-030000.json',
    'notes.txt',
    '20250121_030000/notes.txt',
    'db_20250231_030000.dump',
    'db_20251301_030000.dump',
    'db_20250121_250000.dump',
    'db_1202501211_030000.dump',
    'db_20250121_0300001.dump',
  ])('%s is none of them', key => {
    expect(legacyName(key, RUNBOOKS)).toBeUndefined()
  })
})

describe('a pattern of names', () => {
  it.each([
    ['a.YYYY-MM-DD.sql', 'x/a.2025-01-21.sql', '2025-01-21T23:59:59.000Z'],
    ['YYYYMMDDHHMMSS*', '20250121030405-db', '2025-01-21T03:04:05.000Z'],
    ['*-DD.MM.YYYY HHhMM*', 'db-21.01.2025 03h04.gz', '2025-01-21T03:04:59.000Z'],
    ['*_YYYYMMDD_HHMMSS*', 'a_20240101_000000_20250121_030405.dump', '2025-01-21T03:04:05.000Z'],
    ['a.YYYY-MM-DD.sql', 'aX2025-01-21.sql', undefined],
    ['a.YYYY-MM-DD.sql', 'a.2025-01-21.sql.gz', undefined],
    ['*YYYYMMDD*', 'db120250121.dump', undefined],
    ['*YYYYMMDD*', 'db202501211.dump', undefined],
    ['(a|b)+$YYYYMMDD', '(a|b)+$20250121', '2025-01-21T23:59:59.000Z'],
  ])('%s reads of %s the time %s', (text, key, time) => {
    expect(timeOf(key, text)).toBe(time)
  })

  it('names what it says, for every second there is, and has its time', () => {
    const moments = fc.date({
      min: new Date('1000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(moments, fc.stringMatching(/^[a-z_.-]{0,20}$/), (moment, around) => {
        const text = moment.toISOString().slice(0, 19)
        const stamp = text.replaceAll(/[-:]/g, '').replace('T', '_')
        expect(timeOf(`${around}_${stamp}${around}`, '*_YYYYMMDD_HHMMSS*')).toBe(`${text}.000Z`)
      }),
    )
  })

  it('is done with names made to take long', () => {
    const text = 'aaa*a*a*YYYYMMDD'
    expect(timeOf(`${'a'.repeat(1000)}2025012`, text)).toBeUndefined()
  })
})

describe('legacy backups', () => {
  const policy: Policy = {
    ...DEFAULT_POLICY,
    legacy: {
      patterns: RUNBOOKS,
      ...{ lifetime: { years: 0, months: 0, days: 90, hours: 0 }, byKind: new Map(), retired: new Set() },
    },
  }
  const legacy = (key: string, change: Partial<StoredBackup> = {}): StoredBackup => {
    const name = legacyName(key, RUNBOOKS)
    if (!name) throw new Error(key)
    return backupOf('2020-01-01 00:00:00', {
      ...name,
      complete: false,
      legacy: true,
      backupClass: undefined,
      ...change,
    })
  }
  const told = (backups: readonly StoredBackup[], by = policy): string[] => {
    const { verdicts } = planRetention(backups, by, NOW)
    return backups.flatMap(each => verdicts.filter(({ backup }) => backup === each).map(({ rule }) => rule))
  }
  const FOREIGN =
    'newest of its name, and its folder may be of another server; legacy-retired in the policy lets it go'
  const GONE = 'legacy backups are kept 90 days, and it is older'
  const LAST = 'newest of its name, and shop has no proven full backup yet'
  const LAST_SCHEMA = 'newest of its name, and shop has no proven schema-only backup yet'

  it('go by their age, except the newest of each name', () => {
    const recent = legacy('2026/11/shop_backup_20261101_030000.dump')
    expect(
      told([
        recent,
        legacy('2026/10/shop_backup_20261001_030000.dump'),
        legacy('2026/01/shop_backup_20260101_030000.dump'),
        legacy('2026/01/shop_schema_20260101_030000.sql'),
        legacy('east/2026/01/shop_backup_20260101_030000.dump'),
      ]),
    ).toEqual([LAST, 'legacy backups are kept 90 days', GONE, LAST_SCHEMA, FOREIGN])
  })

  it('go to the last once their series has a proven backup', () => {
    const old = legacy('2026/01/shop_backup_20260101_030000.dump')
    const elsewhere = legacy('pre-deploy/shop_backup_20260101_030000_pre-deploy.dump')
    expect(told([backupOf('2026-11-01 03:00:00'), old, elsewhere]).slice(1)).toEqual([GONE, GONE])
    expect(told([backupOf('2026-11-01 03:00:00', { failedDrill: true }), old]).at(-1)).toBe(LAST)
    expect(told([backupOf('2026-11-01 03:00:00', { backupClass: 'pre-restore' }), old]).at(-1)).toBe(LAST)
    const otherSeries = backupOf('2026-11-01 03:00:00', { group: { series: 'crm', what: 'full' } })
    expect(told([otherSeries, old]).at(-1)).toBe(LAST)
  })

  it('stay while their folder may be of another server than the series of their name', () => {
    const own = backupOf('2026-11-01 03:00:00')
    const [east, west, ours] = ['east', 'west', 'backups/shop'].map(folder =>
      legacy(`${folder}/shop_backup_20260101_030000.dump`),
    )
    const older = legacy('east/shop_backup_20251201_030000.dump')
    expect(told([own, east ?? own, west ?? own, ours ?? own, older]).slice(1)).toEqual([
      ...[FOREIGN, FOREIGN, GONE],
      GONE,
    ])
  })

  it('are not kept by something else that was written with them, such as a log', () => {
    const [dump, log, counted, again] = ['50.dump', '51.log', '52_123456.txt', '53_123457.txt'].map(end =>
      legacy(`shop_backup_20260101_0300${end}`),
    )
    const all = [dump, log, counted, again].filter(each => each !== undefined)
    expect(told(all)).toEqual([LAST, LAST, GONE, LAST])
  })

  it('are no last resort when they are empty, as a dump that failed is', () => {
    const empty = legacy('2026/02/shop_backup_20260201_030000.dump', { bytes: 0 })
    const whole = legacy('2026/01/shop_backup_20260101_030000.dump')
    expect(told([empty, whole])).toEqual([GONE, LAST])
  })

  it('fill no place of the keep rules', () => {
    const rules = { ...policy.rules, isRetainable: [{ each: 'last', count: 5 }] as const }
    const old = legacy('2026/01/shop_backup_20260101_030000.dump')
    expect(told([backupOf('2026-11-01 03:00:00'), old], { ...policy, rules })).toEqual([
      'newest proven of its series',
      GONE,
    ])
  })
})
