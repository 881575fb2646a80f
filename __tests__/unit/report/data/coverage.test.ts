import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BACKUP_CLASSES } from '../../../../src/catalog/backup-class.ts'
import { coverageOf, daysCovered, daysWords } from '../../../../src/report/data/coverage.ts'
import { reportSeriesSchema } from '../../../../src/report/data/report-series.ts'

const NOW = new Date('2026-11-23T08:00:00Z')
const made = (...times: string[]): { at: string; class: 'daily' }[] =>
  times.map(at => ({ at: new Date(at).toISOString(), class: 'daily' }))

const moment = fc
  .date({ min: new Date('2023-01-01T00:00:00Z'), max: new Date('2027-06-01T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString())
const backups = fc.array(fc.record({ at: moment, class: fc.constantFrom(...BACKUP_CLASSES) }), {
  maxLength: 60,
})
const now = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })

describe('what can be restored of a year', () => {
  it('is 13 whole months, of UTC, up to today', () => {
    const { days, from, months, to } = coverageOf(made('2026-11-22T23:59:59Z', '2025-11-01T00:00:00Z'), NOW)
    expect([from, to]).toEqual(['2025-11-01', '2026-11-23'])
    expect(months.map(({ month }) => month)).toHaveLength(13)
    expect(months[0]).toEqual({ month: '2025-11', classes: ['daily'], backups: 1, days: 1 })
    expect(months.at(-1)).toEqual({ month: '2026-11', classes: ['daily'], backups: 1, days: 1 })
    expect(days.map(({ day }) => day)).toEqual(['2025-11-01', '2026-11-22'])
  })

  it('knows the 29th of February, and on that day looks back to the first of a February', () => {
    const leap = coverageOf(made('2028-02-29T12:00:00Z'), new Date('2028-02-29T23:59:59.999Z'))
    expect([leap.from, leap.to]).toEqual(['2027-02-01', '2028-02-29'])
    expect(leap.days).toEqual([{ day: '2028-02-29', classes: ['daily'], backups: 1 }])
    expect(daysWords(daysCovered(leap))).toBe('1 of the 1 day since 2028-02-29')
  })

  it.each([
    ['a gapless year, with a backup of today', 400, 0, '365 of the last 365 days'],
    ['a gapless year, whose backup of today is still to come', 400, 1, '365 of the last 365 days'],
    ['a year without its last three days', 400, 3, '363 of the last 365 days'],
    ['a series that began 60 days ago', 60, 0, '60 of the 60 days since 2026-09-25'],
    ['a series that began today', 1, 0, '1 of the 1 day since 2026-11-23'],
    ['a series of which yesterday was the first day', 2, 1, '1 of the 1 day since 2026-11-22'],
  ])('is counted in days that there should be one: %s', (_, oldest, newest, words) => {
    const days = Array.from({ length: oldest - newest }, (_each, index) =>
      new Date(NOW.getTime() - (newest + index) * 86_400_000).toISOString(),
    )
    const covered = daysCovered(coverageOf(made(...days), NOW))
    expect(daysWords(covered)).toBe(words)
    expect(covered.months.restorable).toBe(covered.months.of)
  })

  it('names days that were left out since the series began', () => {
    const covered = coverageOf(
      made('2026-11-14T03:00:00Z', '2026-11-20T03:00:00Z', '2026-11-22T03:00:00Z'),
      NOW,
    )
    expect(daysWords(daysCovered(covered))).toBe('3 of the 9 days since 2026-11-14')
  })

  it('has no day twice and none left out where clocks are changed', () => {
    const hours = Array.from({ length: 72 }, (_, hour) =>
      new Date(Date.parse('2026-10-24T00:00:00Z') + hour * 3_600_000).toISOString(),
    )
    const { days } = coverageOf(made(...hours), NOW)
    expect(days.map(({ backups, day }) => [day, backups])).toEqual([
      ['2026-10-24', 24],
      ['2026-10-25', 24],
      ['2026-10-26', 24],
    ])
  })

  it('names the longest gap, which may be the one since the last, or reach back beyond the year', () => {
    const day = 86_400_000
    const gap = (...times: string[]): number | undefined => coverageOf(made(...times), NOW).longestGapMs
    expect(gap()).toBeUndefined()
    expect(gap('2026-11-22T08:00:00Z')).toBe(day)
    expect(gap('2026-11-10T08:00:00Z', '2026-11-20T08:00:00Z')).toBe(10 * day)
    expect(gap('2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z')).toBe(3 * day)
    expect(gap('2025-08-01T00:00:00Z', '2025-12-01T00:00:00Z', '2026-11-23T00:00:00Z')).toBe(357 * day)
    expect(
      gap('2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z', '2025-11-02T00:00:00Z', '2026-11-22T08:00:00Z'),
    ).toBe(Date.parse('2026-11-22T08:00:00Z') - Date.parse('2025-11-02T00:00:00Z'))
  })

  it('agrees with itself, no matter what there is', () => {
    fc.assert(
      fc.property(backups, now, (all, at) => {
        const covered = coverageOf(all, at)
        reportSeriesSchema.shape.coverage.parse(covered)
        const { days, from, months, to } = covered
        const inside = all.filter(({ at: begun }) => begun.slice(0, 10) >= from && begun.slice(0, 10) <= to)
        expect(days.reduce((sum, each) => sum + each.backups, 0)).toBe(inside.length)
        expect(months.reduce((sum, each) => sum + each.backups, 0)).toBe(inside.length)
        expect(months.reduce((sum, each) => sum + each.days, 0)).toBe(days.length)
        expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].toSorted())
        for (const { classes, month } of months) {
          const own = days.filter(({ day }) => day.startsWith(month)).flatMap(each => each.classes)
          expect(new Set(classes)).toEqual(new Set(own))
        }
        expect(covered).toEqual(coverageOf(all.toReversed(), at))
      }),
      { numRuns: 1000 },
    )
  })
})
