import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayRanges, stripOf } from '../../../../../src/report/page/charts/month-strip.ts'
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
    expect(ticks(sizeScale(1.5 * 2 ** 40)).map(sizeTick)).toEqual([
      '0',
      '500 GB',
      '1000 GB',
      '1.46 TB',
      '1.95 TB',
    ])
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

  it('reaches beyond whatever there is, in four steps or fewer', () => {
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

describe('the days of a month', () => {
  const covered = {
    from: '2025-11-01',
    to: '2026-11-23',
    days: ['2026-02-01', '2026-02-02', '2026-02-04', '2026-11-23'].map(day => ({
      day,
      classes: [],
      backups: 1,
    })),
  }

  it('are told apart into those that can be restored and those that cannot', () => {
    const { missing, restorable } = stripOf('2026-02', covered)
    expect(dayRanges(restorable)).toBe('1–2, 4')
    expect(dayRanges(missing)).toBe('3, 5–28')
  })

  it('end with today', () => {
    expect(stripOf('2026-11', covered)).toEqual({
      restorable: [23],
      missing: Array.from({ length: 22 }, (_, index) => index + 1),
    })
  })

  it('are none where nothing can be restored', () => {
    expect(dayRanges(stripOf('2025-12', covered).restorable)).toBe('none')
    expect(dayRanges(stripOf('2025-12', covered).missing)).toBe('1–31')
  })
})

describe('a chart', () => {
  const points = [1, 2, 3].map(day => ({
    ...{ at: `2026-11-0${day}T03:07:00.000Z`, bytes: day * 2 ** 20, dumpBytes: 1, ms: day * 1000, rows: 1 },
  }))
  const extent = { width: 340, height: 290, dates: 3 }
  const odd = new Set(['2026-11-02T03:07:00.000Z'])

  it('takes its colours from the page, and brings no styles, scripts or addresses of its own', () => {
    const svg = trendChart('x', points, odd, extent)
    const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour)
    expect(new Set(colours)).toEqual(
      new Set([
        'none',
        '#000',
        'var(--rule)',
        'var(--muted)',
        'var(--accent)',
        'var(--second)',
        'var(--look)',
      ]),
    )
    expect(svg).not.toMatch(/<style|<script|<image|href|class=|on\w+=/)
  })

  it('is the same each time that it is drawn', () => {
    expect(trendChart('x', points, odd, extent)).toBe(trendChart('x', points, odd, extent))
  })

  it('is drawn whatever the sizes and times are', () => {
    const point = fc.record({
      at: fc
        .date({ min: new Date('1990-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
        .map(date => date.toISOString()),
      ...{ bytes: fc.maxSafeNat(), dumpBytes: fc.nat(), ms: fc.nat(), rows: fc.nat() },
    })
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 30 }), all => {
        const sorted = all.toSorted((one, other) => (one.at < other.at ? -1 : 1))
        expect(trendChart('x', sorted, odd, extent)).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 50 },
    )
  })
})
