import { describe, expect, it } from 'vitest'
import { evaluateFreshness } from '../../../../src/report/data/compose-series.ts'
import { maxAgeOf, parseMaxAges } from '../../../../src/report/data/max-ages.ts'
import { dailyBackups, reportBackupOf } from '../../../support/report-sample.ts'

const HOUR = 3_600_000
const at = (time: string): { at: string } => ({ at: new Date(time).toISOString() })

describe('the freshness of a series', () => {
  it.each([
    ['2026-03-29T03:30:00Z', '2026-03-28T03:30:00Z', 'the night when Europe loses an hour'],
    ['2026-10-25T03:30:00Z', '2026-10-24T03:30:00Z', 'the night when Europe gains one'],
    ['2028-03-01T00:00:00Z', '2028-02-29T00:00:00Z', 'the day after the 29th of February'],
    ['2027-01-01T00:00:00Z', '2026-12-31T00:00:00Z', 'New Year'],
  ])('counts 24 hours from %s, %s back: %s', (now, newest) => {
    const backups = [reportBackupOf(at(newest))]
    const evaluated = (maxAgeMs: number): string => evaluateFreshness(backups, maxAgeMs, new Date(now)).state
    expect(evaluated(24 * HOUR)).toBe('fresh')
    expect(evaluated(24 * HOUR - 1)).toBe('stale')
  })

  it('is that of the newest backup that the whole database can be restored from', () => {
    const now = new Date('2026-11-23T08:00:00Z')
    const old = reportBackupOf(at('2026-11-20T08:00:00Z'))
    for (const useless of [
      { state: 'missing' },
      { state: 'altered' },
      { state: 'refuted' },
      { what: 'tables orders' },
      { what: 'schema' },
      { class: 'pre-restore' },
      { archivedFrom: 'shop/x.dump' },
    ] as const) {
      const { ageMs, state } = evaluateFreshness([old, reportBackupOf(useless)], 26 * HOUR, now)
      expect({ useless, ageMs, state }).toEqual({ useless, ageMs: 72 * HOUR, state: 'stale' })
    }
    expect(evaluateFreshness([old, reportBackupOf()], 26 * HOUR, now).state).toBe('fresh')
  })

  it('is judged by what there is where the database was never backed up whole', () => {
    const now = new Date('2026-11-23T08:00:00Z')
    expect(evaluateFreshness([reportBackupOf({ what: 'tables orders' })], 26 * HOUR, now).state).toBe('fresh')
  })

  it('is stale where there is no backup, or one from the future, and not watched without an age', () => {
    const now = new Date('2026-11-23T08:00:00Z')
    expect(evaluateFreshness([], HOUR, now)).toMatchObject({
      state: 'stale',
      words: expect.stringContaining('no '),
    })
    expect(evaluateFreshness([reportBackupOf(at('2026-11-24T08:00:00Z'))], HOUR, now).state).toBe('stale')
    expect(evaluateFreshness([], undefined, now).state).toBe('not watched')
  })

  it('knows how often a backup is usually made, no matter what came in between', () => {
    const now = new Date('2026-11-23T08:00:00Z')
    const extra = reportBackupOf(at('2026-11-20T12:00:00Z'))
    expect(evaluateFreshness([...dailyBackups(9), extra], undefined, now).usualEveryMs).toBe(24 * HOUR)
    expect(evaluateFreshness(dailyBackups(2), undefined, now).usualEveryMs).toBeUndefined()
  })
})

describe('max-age', () => {
  it('is one for all, or one a series', () => {
    const read = parseMaxAges('26h\nshop: 8d # weekly\n\nbilling:2w')
    expect(read.ok && ['shop', 'billing', 'other'].map(name => maxAgeOf(read.value, name) ?? 0)).toEqual(
      [192, 336, 26].map(hours => hours * HOUR),
    )
  })

  it('is reported all of its mistakes at once', () => {
    const read = parseMaxAges('26\nshop: soon\nshop two: 1h\nshop: 1h\nshop: 2h\n1h\n2h\n: 1h')
    const problem = read.ok ? '' : read.problem
    for (const part of ['"26"', '"shop": "soon"', '"shop two"', 'given twice', 'second age', '""'])
      expect(problem).toContain(part)
  })
})
