import fc from 'fast-check'
import { BACKUP_CLASSES } from '../../src/catalog/backup-class.ts'
import { legacyGroupOf } from '../../src/catalog/group.ts'
import {
  type KeepCount,
  type KeepWithin,
  type Lifetime,
  PERIODS,
  type Policy,
  type Rules,
} from '../../src/retention/policy.ts'
import type { Span } from '../../src/retention/span.ts'
import type { StoredBackup } from '../../src/retention/stored-backup.ts'

/** A proven backup of class daily of the series shop, begun at a time such as `2026-11-01 03:00:00`, in UTC. */
export function backupOf(time: string, change: Partial<StoredBackup> = {}): StoredBackup {
  const startedAt = new Date(`${time.replace(' ', 'T')}Z`)
  return {
    key: `shop/2026/11/shop_backup_${time.replaceAll(/[-:]/g, '').replace(' ', '_')}.dump`,
    group: { series: 'shop', what: 'full' },
    backupClass: 'daily',
    startedAt,
    storedLate: undefined,
    bytes: 1000,
    complete: true,
    drilled: undefined,
    failedDrill: false,
    legacy: false,
    locked: undefined,
    ...change,
  }
}

/** When the random histories are looked at. */
export const NOW = new Date('2026-11-22T12:00:00Z')
const HOUR_MS = 3_600_000

const group = fc.constantFrom(
  { series: 'shop', what: 'full' },
  { series: 'shop', what: 'schema' },
  { series: 'crm', what: 'full' },
)
/** Often within days of each other, often in the same second, some years old. */
const ageHours = fc.oneof(
  fc.integer({ min: 0, max: 96 }),
  fc.integer({ min: 0, max: 24 * 100 }),
  fc.integer({ min: 0, max: 24 * 1500 }),
)
const state = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ complete: true, failedDrill: false, legacy: false }) },
  { weight: 1, arbitrary: fc.constant({ complete: true, failedDrill: true, legacy: false }) },
  { weight: 1, arbitrary: fc.constant({ complete: false, failedDrill: false, legacy: false }) },
  { weight: 2, arbitrary: fc.constant({ complete: false, failedDrill: false, legacy: true }) },
)
const backup = fc.record({
  group,
  ageHours,
  state,
  backupClass: fc.option(fc.constantFrom(...BACKUP_CLASSES), { nil: undefined, freq: 3 }),
  bytes: fc.constantFrom(0, 1000),
  drilled: fc.constantFrom(undefined, undefined, undefined, 'proven' as const, 'partly proven' as const),
  locked: fc.option(fc.constant('locked until 2027-01-01'), { nil: undefined, freq: 9 }),
  lateDays: fc.option(fc.integer({ min: 4, max: 60 }), { nil: undefined, freq: 9 }),
  elsewhere: fc.constantFrom([], ['backups'], ['old']),
  ending: fc.constantFrom('.dump', '.log'),
})

/** What a store may hold: proven, refuted, half-made and legacy backups of several series. Keys are unique. */
export const histories: fc.Arbitrary<readonly StoredBackup[]> = fc
  .array(backup, { maxLength: 40 })
  .map(drawn => drawn.map(backupDrawn))

type Drawn = typeof backup extends fc.Arbitrary<infer T> ? T : never

function backupDrawn(
  { ageHours: hours, drilled, lateDays, state: is, elsewhere, ending, ...each }: Drawn,
  index: number,
): StoredBackup {
  const startedAt = new Date(NOW.getTime() - hours * HOUR_MS)
  const late = new Date(startedAt.getTime() + (lateDays ?? 0) * 24 * HOUR_MS)
  return {
    ...each,
    ...is,
    key: `${each.group.series}/${each.group.what}/${index}`,
    group: is.legacy ? legacyGroupOf(elsewhere, `${each.group.series}_backup`, ending) : each.group,
    backupClass: is.legacy ? undefined : each.backupClass,
    startedAt,
    storedLate: lateDays !== undefined && late < NOW && !is.legacy ? late : undefined,
    drilled: is.legacy ? undefined : drilled,
  }
}

const span: fc.Arbitrary<Span> = fc.record({
  years: fc.constantFrom(0, 0, 1),
  months: fc.constantFrom(0, 0, 1, 7),
  days: fc.integer({ min: 0, max: 60 }),
  hours: fc.integer({ min: 1, max: 30 }),
})
const lifetime: fc.Arbitrary<Lifetime> = fc.oneof(span, fc.constantFrom('none', 'forever'))
const count = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(Infinity))

/** Some of the keep rules, each at most once. */
function some<T extends { readonly each: string }>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.uniqueArray(one, { selector: ({ each }) => each, maxLength: 3 })
}

const rules: fc.Arbitrary<Rules> = fc.record({
  classes: fc.record({
    manual: lifetime,
    daily: lifetime,
    weekly: lifetime,
    monthly: lifetime,
    'pre-deploy': lifetime,
    'post-release': lifetime,
    'pre-restore': lifetime,
  }),
  isRetainable: some(fc.record({ each: fc.constantFrom<KeepCount['each']>('last', ...PERIODS), count })),
  within: some(fc.record({ each: fc.constantFrom<KeepWithin['each']>('all', ...PERIODS), span })),
})

/** Any policy, sensible or not: what must hold, holds for those that the parser refuses too. */
export const policies: fc.Arbitrary<Policy> = fc.record({
  rules,
  series: fc.option(rules, { nil: undefined }).map(own => new Map(own ? [['shop', own]] : [])),
  legacy: fc.option(
    fc
      .oneof(span, fc.constant('forever' as const))
      .map(kept => ({ patterns: [], lifetime: kept, byKind: new Map(), retired: new Set<string>() })),
    { nil: undefined },
  ),
})

/** One that keeps at least as much by each of its rules: each lasts longer, counts more, or is new. */
export function longerThan(policy: Policy): fc.Arbitrary<Policy> {
  return fc
    .record({ more: fc.nat({ max: 50 }), extra: rules, forever: fc.boolean() })
    .map(({ more, extra, forever }) => {
      const longerSpan = (each: Span): Span => ({ ...each, days: each.days + more })
      const longer = (each: Lifetime): Lifetime => {
        if (forever || each === 'forever') return 'forever'
        return each === 'none' ? { years: 0, months: 0, days: more, hours: 1 } : longerSpan(each)
      }
      const grow = (from: Rules): Rules => ({
        classes: {
          manual: longer(from.classes.manual),
          daily: longer(from.classes.daily),
          weekly: longer(from.classes.weekly),
          monthly: longer(from.classes.monthly),
          'pre-deploy': longer(from.classes['pre-deploy']),
          'post-release': longer(from.classes['post-release']),
          'pre-restore': longer(from.classes['pre-restore']),
        },
        isRetainable: [
          ...from.isRetainable.map(each => ({ ...each, count: each.count + more })),
          ...extra.isRetainable.filter(({ each }) => !from.isRetainable.some(rule => rule.each === each)),
        ],
        within: [
          ...from.within.map(rule => ({ ...rule, span: longerSpan(rule.span) })),
          ...extra.within.filter(({ each }) => !from.within.some(rule => rule.each === each)),
        ],
      })
      const { legacy } = policy
      return {
        rules: grow(policy.rules),
        series: new Map([...policy.series].map(([name, own]) => [name, grow(own)])),
        legacy: legacy && {
          ...legacy,
          lifetime: legacy.lifetime === 'forever' ? legacy.lifetime : longerSpan(legacy.lifetime),
        },
      }
    })
}
