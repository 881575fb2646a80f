import { describe, expect, it } from 'vitest'
import { groupOf } from '../../../src/catalog/group.ts'
import { requirePast, requireSameTime } from '../../../src/retention/clock.ts'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import { classesThatMatter, planRetention } from '../../../src/retention/plan-retention.ts'
import { DEFAULT_POLICY, type Policy } from '../../../src/retention/policy.ts'
import { requireKnownSeries, seriesWithoutBackups } from '../../../src/retention/series-names.ts'
import { before, parseSpan } from '../../../src/retention/span.ts'
import type { StoredBackup } from '../../../src/retention/stored-backup.ts'
import { backupOf, NOW } from '../../support/retention-example.ts'

function policyOf(yaml: string): Policy {
  const policy = parsePolicy(yaml)
  if (!policy.ok) throw new Error(policy.problem)
  return policy.value
}

/** What is said of each backup, in the order they were given. */
function told(backups: readonly StoredBackup[], policy = DEFAULT_POLICY): string[] {
  const { verdicts } = planRetention(backups, policy, NOW)
  return backups.flatMap(each =>
    verdicts.filter(({ backup }) => backup === each).map(({ rule, verdict }) => `${verdict}: ${rule}`),
  )
}

const fresh = backupOf('2026-11-21 20:00:00')

describe('the reason that is reported', () => {
  it('is the class’s age by default', () => {
    const of = (time: string, backupClass: StoredBackup['backupClass']): StoredBackup =>
      backupOf(time, { backupClass })
    expect(
      told([
        fresh,
        of('2026-11-20 03:00:00', 'pre-deploy'),
        of('2026-11-10 03:00:00', 'pre-deploy'),
        of('2026-10-24 03:00:00', 'daily'),
        of('2026-10-23 03:00:00', 'daily'),
        of('2026-09-01 03:00:00', 'weekly'),
        of('2026-08-01 03:00:00', 'manual'),
        of('2016-08-01 03:00:00', 'monthly'),
        of('2026-10-01 03:00:00', 'pre-restore'),
      ]),
    ).toEqual([
      'keep: newest proven of its series',
      'keep: pre-deploy backups are kept 7 days',
      'remove: pre-deploy backups are kept 7 days, and it is older',
      'keep: daily backups are kept 30 days',
      'remove: daily backups are kept 30 days, and it is older',
      'keep: weekly backups are kept 90 days',
      'remove: manual backups are kept 90 days, and it is older',
      'keep: monthly backups are kept forever',
      'remove: pre-restore backups are kept 30 days, and it is older',
    ])
  })

  it('is a keep rule’s, with the place that it fills', () => {
    const policy = policyOf('keep-weekly: 3\nkeep-yearly: unlimited\nclasses: { daily: none }')
    const backups = ['2026-11-14', '2026-11-07', '2026-11-06', '2025-03-01'].map(day =>
      backupOf(`${day} 03:00:00`),
    )
    expect(told([fresh, ...backups], policy)).toEqual([
      'keep: newest proven of its series',
      'keep: keep-weekly 2 of 3',
      'keep: keep-weekly 3 of 3',
      'remove: no keep rule keeps it',
      'keep: keep-yearly unlimited',
    ])
  })

  it('is what protects it, before any rule', () => {
    const old = '2020-01-01 03:00:00'
    expect(
      told([
        fresh,
        backupOf('2026-11-21 19:00:00'),
        backupOf('2020-02-01 03:00:00', { drilled: 'proven' }),
        backupOf(old, { locked: 'locked until 2026-12-01' }),
        backupOf(old, { complete: false }),
        backupOf(old, { complete: false, legacy: true, backupClass: undefined }),
      ]),
    ).toEqual([
      'keep: newest proven of its series',
      'keep: younger than a day',
      'keep: newest of its series that a drill proved',
      'keep: locked until 2026-12-01',
      'keep: not complete, so it is no backup',
      'keep: no manifest, and no pattern of the policy names it',
    ])
  })

  it('says that a class would have to be known', () => {
    const unknown = backupOf('2026-10-01 03:00:00', { backupClass: undefined })
    expect(told([fresh, unknown])).toEqual([
      'keep: newest proven of its series',
      'keep: its class is not known',
    ])
    expect(classesThatMatter([fresh, unknown], DEFAULT_POLICY, NOW)).toEqual([unknown])
    const recent = backupOf('2026-11-01 03:00:00', { backupClass: undefined })
    expect(classesThatMatter([fresh, recent], DEFAULT_POLICY, NOW)).toEqual([])
    expect(told([fresh, recent])[1]).toBe('keep: young enough for every class that it may have')
    const short = policyOf('classes: { monthly: 1y }')
    const ancient = backupOf('2020-10-01 03:00:00', { backupClass: undefined })
    expect(told([fresh, ancient], short)[1]).toBe('remove: too old for every class that it may have')
  })
})

describe('what counts as kept', () => {
  it('is no backup that a drill refuted: the one before it is the newest', () => {
    const wrong = backupOf('2026-10-20 03:00:00', { failedDrill: true })
    const right = backupOf('2026-10-01 03:00:00')
    expect(told([wrong, right])).toEqual([
      'remove: daily backups are kept 30 days, and it is older',
      'keep: newest proven of its series',
    ])
    expect(told([wrong])).toEqual(['keep: newest of its series, none of which is proven'])
  })

  it('is no copy of what was restored into: production keeps its own places', () => {
    const policy = policyOf('keep-last: 2\nclasses: { daily: none }')
    const copy = backupOf('2026-10-20 03:00:00', { backupClass: 'pre-restore' })
    const older = backupOf('2026-10-10 03:00:00', { backupClass: 'pre-restore' })
    const own = ['03', '02', '01'].map(day => backupOf(`2026-10-${day} 03:00:00`))
    expect(told([copy, older, ...own], policy)).toEqual([
      'remove: pre-restore backups are kept 30 days, and it is older',
      'remove: pre-restore backups are kept 30 days, and it is older',
      'keep: newest proven of its series',
      'keep: keep-last 2 of 2',
      'remove: no keep rule keeps it',
    ])
  })

  it('is counted by what a backup holds: one table does not stand in for another', () => {
    const table = (name: string, time: string): StoredBackup =>
      backupOf(time, { group: { series: 'shop', what: `tables ${name}` } })
    expect(told([table('a', '2020-01-02 03:00:00'), table('b', '2020-01-01 03:00:00')])).toEqual([
      'keep: newest proven of its series',
      'keep: newest proven of its series',
    ])
  })

  it.each([
    ['shop/2026/11/shop_backup_20261101_030000.dump.age', 'full'],
    ['shop/pre-deploy/shop_backup_20261101_030000_pre-deploy.dump', 'full'],
    ['shop/schemas/shop_schema_20261101_030000.sql', 'schema'],
    ['shop/pre-deploy/shop_schema_20261101_030000_pre-deploy.sql', 'schema'],
    ['shop/data-only/shop_data_20261101_030000.dump', 'data'],
    ['shop/tables/shop_backup_20261101_030000.dump', 'tables backup'],
    ['shop/tables/shop_public.a-and-2-more_data_20261101_030000.dump', 'tables public.a-and-2-more_data'],
  ])('by its key, %s holds %s', (key, what) => {
    expect(groupOf(key)).toEqual({ series: 'shop', what })
  })
})

describe('a length of time', () => {
  it.each([
    ['1m', '2026-03-31T10:00:00Z', '2026-03-03T10:00:00.000Z'],
    ['1y', '2024-02-29T10:00:00Z', '2023-03-01T10:00:00.000Z'],
    ['2y5m7d3h', '2026-11-22T12:00:00Z', '2024-06-15T09:00:00.000Z'],
    ['2w', '2026-11-22T12:00:00Z', '2026-11-08T12:00:00.000Z'],
  ])('goes back by the calendar as restic does: %s before %s', (text, moment, earlier) => {
    const span = parseSpan(text)
    expect(span.ok && before(new Date(moment), span.value).toISOString()).toBe(earlier)
  })
})

describe('a prune refuses', () => {
  it('a clock that is more than 15 minutes off', () => {
    const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000)
    for (const minutes of [-15, 0, 15]) expect(() => requireSameTime(at(minutes), NOW)).not.toThrow()
    expect(() => requireSameTime(at(16), NOW)).toThrow(
      'The clock of this machine is 16 min 00 s ahead of that of the store',
    )
    expect(() => requireSameTime(at(-90), NOW)).toThrow('is 1 h 30 min behind that of the store')
  })

  it('backups from the future; a legacy name may be in the time of another zone', () => {
    const soon = backupOf('2026-11-22 12:15:00')
    const later = backupOf('2026-11-22 12:15:01')
    expect(() => requirePast([soon], NOW)).not.toThrow()
    expect(() => requirePast([soon, later], NOW)).toThrow(
      `${later.key} is of a time to come (2026-11-22T12:15:01.000Z; it is 2026-11-22T12:00:00.000Z)`,
    )
    const legacy = backupOf('2026-11-23 23:59:59', { legacy: true })
    expect(() => requirePast([legacy], NOW)).not.toThrow()
    const far = backupOf('2099-12-31 23:59:59', { legacy: true })
    expect(() => requirePast([later, far, legacy], NOW)).toThrow(
      `${far.key} and 1 more are of a time to come`,
    )
  })

  it('a series’ name that is nearly that of one that has backups', () => {
    const policy = policyOf('series: { shopp: { keep-last: 100 }, next-year: { keep-last: 3 } }')
    expect(() => requireKnownSeries(policy, ['shop', 'crm'])).toThrow(
      'The policy has rules for the series shopp, of which there is no backup, and none for shop',
    )
    expect(() => requireKnownSeries(policy, ['crm', 'shopp'])).not.toThrow()
    expect(seriesWithoutBackups(policy, ['crm', 'shopp'])).toEqual(['next-year'])
  })
})
