import { describe, expect, it } from 'vitest'
import { BACKUP_CLASSES } from '../../../src/catalog/backup-class.ts'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import { planRetention } from '../../../src/retention/plan-retention.ts'
import { DEFAULT_POLICY } from '../../../src/retention/policy.ts'
import { backupOf } from '../../support/retention-example.ts'
import { ANSWERS, TIMES } from './restic-answers.ts'

const DAY_MS = 86_400_000

/** Only the keep rules decide, as in restic. */
const NO_AGES = `classes: { ${BACKUP_CLASSES.filter(each => each !== 'pre-restore')
  .map(each => `${each}: none`)
  .join(', ')} }`

/** The times of what is kept, the oldest first, and why, long after the newest of them. */
function kept(times: readonly string[], rules: string): Map<string, string> {
  const policy = parsePolicy(`${NO_AGES}\n${rules}`)
  if (!policy.ok) throw new Error(policy.problem)
  const backups = times.map(time => backupOf(time.replace('T', ' ')))
  const { verdicts } = planRetention(backups, policy.value, new Date('2126-01-01T00:00:00Z'))
  const left = verdicts.filter(({ verdict }) => verdict === 'keep').reverse()
  return new Map(left.map(({ backup, rule }) => [backup.startedAt.toISOString().slice(0, 19), rule]))
}

const days = (first: string, count: number, step = 1): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * step * DAY_MS).toISOString().slice(0, 19),
  )

describe('the keep rules', () => {
  it.each(ANSWERS)('keep what restic keeps: %s', (rules, answer) => {
    const places = answer.split(' ').flatMap(run => {
      const [first = 0, last = first] = run.split('-').map(Number)
      return TIMES.slice(first, last + 1)
    })
    expect([...kept(TIMES, rules).keys()]).toEqual(places)
  })
})

describe('the examples of restic’s documentation', () => {
  const sundays = days('2019-09-01T11:00:00Z', 12, 7)

  it('keep-daily 4 keeps the last four of twelve Sundays', () => {
    expect(kept(sundays, 'keep-daily: 4')).toEqual(
      new Map([
        ['2019-10-27T11:00:00', 'keep-daily 4 of 4'],
        ['2019-11-03T11:00:00', 'keep-daily 3 of 4'],
        ['2019-11-10T11:00:00', 'keep-daily 2 of 4'],
        ['2019-11-17T11:00:00', 'newest proven of its series'],
      ]),
    )
  })

  it('of a backup every day for 100 years, 7 days, 5 weeks, 12 months and 75 years are kept', () => {
    const century = days('1918-01-01T03:00:00Z', 36_525)
    expect(century.at(-1)).toBe('2017-12-31T03:00:00')
    const left = kept(century, 'keep-daily: 7\nkeep-weekly: 5\nkeep-monthly: 12\nkeep-yearly: 75')
    const by = (rule: string): number => [...left.values()].filter(each => each.startsWith(rule)).length
    // The last day is a Sunday. It is reported to be the newest, and takes the first place of every rule.
    expect([by('newest'), by('keep-daily')]).toEqual([1, 6])
    expect(by('keep-weekly')).toBe(4)
    expect(left.size).toBe(7 + 4 + 11 + 74)
    const years = new Set([...left.keys()].map(time => time.slice(0, 4)))
    expect(years.size).toBe(75)
  })

  it('keep-within counts back from the newest backup, not from now', () => {
    expect([...kept(sundays, 'keep-within: 14d').keys()]).toEqual([
      '2019-11-10T11:00:00',
      '2019-11-17T11:00:00',
    ])
  })

  it('keep-within-… keeps daily backups of a week, weekly of a month, monthly of a year', () => {
    const year = days('2018-11-18T03:00:00Z', 365)
    const left = kept(year, 'keep-within-daily: 7d\nkeep-within-weekly: 1m\nkeep-within-monthly: 1y')
    const by = (rule: string): number => [...left.values()].filter(each => each.startsWith(rule)).length
    expect([by('newest'), by('keep-within-daily'), by('keep-within-weekly')]).toEqual([1, 6, 4])
    // The year reaches back to its oldest backup, which is kept beside the last ones of the months.
    expect([by('keep-within-monthly'), left.get('2018-11-18T03:00:00')]).toEqual([
      12 + 1,
      'keep-within-monthly 1 year, the oldest',
    ])
  })

  it('the oldest is kept while a rule has places left', () => {
    const two = ['2026-11-01T01:00:00', '2026-11-01T02:00:00', '2026-11-01T03:00:00', '2026-11-02T01:00:00']
    expect(kept(two, 'keep-daily: 3').get('2026-11-01T01:00:00')).toBe('keep-daily 3 of 3, the oldest')
    expect([...kept(two, 'keep-daily: 2').keys()]).toEqual(['2026-11-01T03:00:00', '2026-11-02T01:00:00'])
  })

  it('weeks begin on Monday, and those at the turn of a year are not cut in two', () => {
    const turn = days('2024-12-29T23:00:00Z', 8)
    expect([...kept(turn, 'keep-weekly: 2').keys()]).toEqual(['2024-12-29T23:00:00', '2025-01-05T23:00:00'])
  })

  it('backups from the future are no measure of keep-within', () => {
    const now = new Date('2026-11-22T12:00:00Z')
    const backups = ['2026-11-10 03:00:00', '2026-11-20 03:00:00', '2026-11-22 12:10:00'].map(time =>
      backupOf(time, { backupClass: 'pre-deploy' }),
    )
    const rules = {
      ...DEFAULT_POLICY.rules,
      within: [{ each: 'all', span: { years: 0, months: 0, days: 10, hours: 1 } }] as const,
    }
    const { verdicts } = planRetention(backups, { ...DEFAULT_POLICY, rules }, now)
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['keep', 'keep', 'keep'])
  })
})
