import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeTicks } from '../../../../../src/report/page/charts/time-ticks.ts'
import {
  durationScale,
  durationTick,
  type Scale,
  sizeScale,
  sizeTick,
  trendChart,
} from '../../../../../src/report/page/charts/trend-chart.ts'

function ticks({ interval, max }: Scale): number[] {
  return Array.from({ length: Math.round(max / interval) + 1 }, (_, index) => index * interval)
}

describe('an axis', () => {
  it('is marked with round sizes, where a MB is 2^20 bytes', () => {
    expect(ticks(sizeScale(493 * 2 ** 20)).map(sizeTick)).toEqual(['0', '200 MB', '400 MB', '600 MB'])
    expect(ticks(sizeScale(1.5 * 2 ** 40)).map(sizeTick)).toEqual([...['0', '512 GB', '1 TB', '1.5 TB']])
    expect(ticks(sizeScale(0)).map(sizeTick)).toEqual(['0', '1 byte'])
  })

  it('is marked with round durations, where a minute has 60 seconds', () => {
    expect(ticks(durationScale(64_000)).map(durationTick)).toEqual(['0', '20 s', '40 s', '1 min', '80 s'])
    expect(ticks(durationScale(110_000)).map(durationTick)).toEqual([
      '0',
      '30 s',
      '1 min',
      '1.5 min',
      '2 min',
    ])
    expect(ticks(durationScale(90_000_000)).map(durationTick)).toEqual(['0', '12 h', '24 h', '36 h'])
  })

  it('reaches the largest value, in four steps or fewer', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), most => {
        for (const { interval, max } of [sizeScale(most), durationScale(most)]) {
          expect(max).toBeGreaterThanOrEqual(most)
          expect(interval).toBeGreaterThan(0)
          expect(Math.round(max / interval)).toBeLessThanOrEqual(4)
        }
      }),
    )
  })
})

describe('the dates below a chart', () => {
  it.each([
    ['two days', '2026-11-01T06:00Z', '2026-11-03T06:00Z', 5, ['12:00', '2 Nov', '12:00', '3 Nov']],
    [
      'a month',
      '2026-10-20T03:00Z',
      '2026-11-20T03:00Z',
      7,
      ['21 Oct', '26 Oct', 'Nov', '6 Nov', '11 Nov', '16 Nov'],
    ],
    [
      'a year',
      '2025-09-21T03:00Z',
      '2026-11-23T03:00Z',
      7,
      ['Nov', '2026', 'Mar', 'May', 'Jul', 'Sep', 'Nov'],
    ],
    ['an hour', '2026-11-01T03:07Z', '2026-11-01T04:07Z', 3, ['03:30', '04:00']],
    ['a century', '1990-05-01T00:00Z', '2090-05-01T00:00Z', 5, ['2000', '2020', '2040', '2060', '2080']],
  ])('of %s are round', (_what, from, to, most, labels) => {
    expect(timeTicks(Date.parse(from), Date.parse(to), most).map(({ label }) => label)).toEqual(labels)
  })

  it('are within the chart, one at least and no more than fit', () => {
    const time = fc.integer({ min: Date.UTC(1990), max: Date.UTC(2200) })
    fc.assert(
      fc.property(time, time, fc.integer({ min: 2, max: 9 }), (one, other, most) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const ticks = timeTicks(from, to, most)
        expect(ticks.length).toBeGreaterThan(0)
        expect(ticks.length).toBeLessThanOrEqual(most)
        for (const { at } of ticks) expect(at >= from && at <= to).toBe(true)
      }),
    )
  })
})

describe('a chart', () => {
  const points = [1, 2, 3].map(day => ({
    ...{ at: `2026-11-0${day}T03:07:00.000Z`, bytes: day * 2 ** 20, dumpBytes: 1, ms: day * 1000, rows: 1 },
  }))
  const extent = { width: 340, height: 290, dates: 3 }
  const odd = new Set(['2026-11-02T03:07:00.000Z'])

  it('takes its colours from the page, and brings no styles, scripts or addresses of its own', () => {
    const svg = String(trendChart(points, odd, extent))
    const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour)
    expect(new Set(colours)).toEqual(
      new Set(['none', 'var(--rule)', 'var(--muted)', 'var(--accent)', 'var(--second)', 'var(--look)']),
    )
    expect(svg).not.toMatch(/<style|<script|<image|href|class=|on\w+=/)
  })

  it('is the same each time that it is drawn', () => {
    expect(String(trendChart(points, odd, extent))).toBe(String(trendChart(points, odd, extent)))
  })

  it('is drawn for any sizes and times', () => {
    const point = fc.record({
      at: fc
        .date({ min: new Date('1990-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
        .map(date => date.toISOString()),
      ...{ bytes: fc.maxSafeNat(), dumpBytes: fc.nat(), ms: fc.nat(), rows: fc.nat() },
    })
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 30 }), all => {
        const sorted = all.toSorted((one, other) => (one.at < other.at ? -1 : 1))
        expect(String(trendChart(sorted, odd, extent))).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 50 },
    )
  })
})
