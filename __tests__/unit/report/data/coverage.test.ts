import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageOf, coverageWords } from '../../../../src/report/data/coverage.ts'
import { reportSeriesSchema } from '../../../../src/report/data/report-series.ts'

const DAY_MS = 86_400_000
const NOW = new Date('2026-11-23T08:00:00Z')

const moment = fc
  .date({ min: new Date('2023-01-01T00:00:00Z'), max: new Date('2027-06-01T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString())
const now = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })

/** One a day, at the time of the report. */
function daysAgo(oldest: number, newest: number): string[] {
  return Array.from({ length: oldest - newest }, (_, index) =>
    new Date(NOW.getTime() - (newest + index) * DAY_MS).toISOString(),
  )
}

describe('what can be restored of a year', () => {
  it('counts days and months of UTC', () => {
    const covered = coverageOf(['2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z', '2026-09-30T23:59:59Z'], NOW)
    expect(covered).toMatchObject({
      since: '2026-09-30',
      days: { restorable: 3, of: 55 },
      months: { restorable: 2, of: 3 },
      oldestAt: '2026-09-30T23:59:59.000Z',
    })
  })

  it.each([
    ['a gapless year, with a backup of today', 400, 0, { restorable: 365, of: 365 }, '2025-11-24'],
    [
      'a gapless year, whose backup of today is still to come',
      400,
      1,
      { restorable: 365, of: 365 },
      '2025-11-23',
    ],
    ['a year without its last three days', 400, 3, { restorable: 363, of: 365 }, '2025-11-23'],
    ['a series that began 60 days ago', 60, 0, { restorable: 60, of: 60 }, '2026-09-25'],
    ['a series that began today', 1, 0, { restorable: 1, of: 1 }, '2026-11-23'],
    ['a series of which yesterday was the first day', 2, 1, { restorable: 1, of: 1 }, '2026-11-22'],
  ])('is counted in days that there should be one: %s', (_, oldest, newest, days, since) => {
    const covered = coverageOf(daysAgo(oldest, newest), NOW)
    expect(covered).toMatchObject({ days, since })
    expect(covered.months.restorable).toBe(covered.months.of)
  })

  it('knows the 29th of February', () => {
    const leap = coverageOf(
      ['2028-02-28T12:00:00Z', '2028-02-29T12:00:00Z'],
      new Date('2028-02-29T23:59:59.999Z'),
    )
    expect(leap).toMatchObject({ days: { restorable: 2, of: 2 }, months: { restorable: 1, of: 1 } })
    expect(coverageOf(['2027-01-01T12:00:00Z'], new Date('2028-03-01T00:00:00Z')).since).toBe('2027-03-02')
  })

  it('asks nothing of a month that has only begun', () => {
    const covered = coverageOf(['2026-10-31T03:00:00Z'], new Date('2026-11-01T02:00:00Z'))
    expect(covered).toMatchObject({ days: { restorable: 1, of: 1 }, months: { restorable: 1, of: 1 } })
  })

  it('counts no day twice and leaves none out where clocks are changed', () => {
    const hours = Array.from({ length: 72 }, (_, hour) =>
      new Date(Date.parse('2026-10-24T00:00:00Z') + hour * 3_600_000).toISOString(),
    )
    expect(coverageOf(hours, new Date('2026-10-26T23:30:00Z')).days).toEqual({ restorable: 3, of: 3 })
  })

  it('takes no backup that is dated ahead for one of a day', () => {
    const [ahead, own] = ['2027-11-23T03:00:00Z', '2026-11-22T03:00:00Z']
    expect(coverageOf([ahead, own], NOW)).toEqual(coverageOf([own], NOW))
    expect(coverageOf([ahead], NOW)).toEqual(coverageOf([], NOW))
  })

  it('names the longest gap, which may be the one since the last, or reach back beyond the year', () => {
    const gap = (...times: string[]): unknown => coverageOf(times, NOW).longestGap
    const found = (days: number, after: string): unknown => ({
      ms: days * DAY_MS,
      after: new Date(after).toISOString(),
    })
    expect(gap()).toBeUndefined()
    expect(gap('2026-11-22T08:00:00Z')).toEqual(found(1, '2026-11-22T08:00:00Z'))
    expect(gap('2026-11-10T08:00:00Z', '2026-11-20T08:00:00Z')).toEqual(found(10, '2026-11-10T08:00:00Z'))
    expect(gap('2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z')).toEqual(found(3, '2026-11-20T08:00:00Z'))
    expect(gap('2025-08-01T00:00:00Z', '2025-12-01T00:00:00Z', '2026-11-23T00:00:00Z')).toEqual(
      found(357, '2025-12-01T00:00:00Z'),
    )
    expect(gap('2024-01-01T08:00:00Z', '2026-11-01T08:00:00Z', '2026-11-22T08:00:00Z')).toEqual(
      found(1035, '2024-01-01T08:00:00Z'),
    )
    expect(
      gap('2022-01-01T00:00:00Z', '2025-01-01T00:00:00Z', '2025-11-02T08:00:00Z', '2026-11-22T08:00:00Z'),
    ).toEqual(found(385, '2025-11-02T08:00:00Z'))
  })

  it('agrees with itself, no matter what there is', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), now, (all, at) => {
        const covered = coverageOf(all, at)
        reportSeriesSchema.shape.coverage.parse(covered)
        const to = at.toISOString().slice(0, 10)
        const days = new Set(all.map(begun => begun.slice(0, 10)))
        const inside = [...days].filter(day => day >= covered.since && day <= to)
        expect(covered.days.restorable).toBe(inside.length)
        expect(covered.months.restorable).toBe(new Set(inside.map(day => day.slice(0, 7))).size)
        for (const { of, restorable } of [covered.days, covered.months])
          expect(of).toBeGreaterThanOrEqual(Math.max(1, restorable))
        expect(covered.days.of).toBeLessThanOrEqual(365)
        expect(covered.months.of).toBeLessThanOrEqual(13)
        expect(covered).toEqual(coverageOf(all.toReversed(), at))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('what can be restored of a year, in words', () => {
  it.each([
    [
      'a year with holes',
      [...daysAgo(400, 30), ...daysAgo(20, 0)],
      '355 of the last 365 days have a backup that can restore the whole database, in 13 of 13 months. The longest gap is 11 d 00 h, after 2026-10-24. The oldest such backup is of 2025-10-20.',
    ],
    [
      'a series that began today',
      daysAgo(1, 0),
      '1 of the 1 day since 2026-11-23 has a backup that can restore the whole database. The longest gap is 0.0 s, after 2026-11-23.',
    ],
    [
      'a series with a hole',
      ['2026-11-20T06:00:00Z', '2026-10-30T06:00:00Z', '2026-11-23T06:00:00Z'],
      '3 of the 25 days since 2026-10-30 have a backup that can restore the whole database, in 2 of 2 months. The longest gap is 21 d 00 h, after 2026-10-30.',
    ],
    [
      'one that is older than a year',
      ['2025-06-01T08:00:00Z'],
      'None of the last 365 days has a backup that can restore the whole database. The longest gap is 540 d 00 h, after 2025-06-01. The oldest such backup is of 2025-06-01.',
    ],
    ['nothing', [], 'None of the last 365 days has a backup that can restore the whole database.'],
  ])('of %s', (_, begun, words) => {
    expect(coverageWords(coverageOf(begun, NOW))).toBe(words)
  })
})
