import { describe, expect, it } from 'vitest'
import { reportNotice } from '../../../../src/report/notice.ts'
import type { WrittenReport } from '../../../../src/report/outputs.ts'
import { sizeChart } from '../../../../src/report/summary/size-chart.ts'
import { reportSummary } from '../../../../src/report/summary/summary.ts'
import { dailyBackups, foundSeriesOf, reportOfSeries } from '../../../support/report-sample.ts'

const HOUR = 3_600_000
const watched = { maxAges: { others: 26 * HOUR, bySeries: new Map<string, number>() } }

function written(...report: Parameters<typeof reportOfSeries>): WrittenReport {
  const files = { folder: '/tmp/report', json: '/tmp/report/report.json', page: '/tmp/report/index.html' }
  return { report: reportOfSeries(...report), files, warnings: [] }
}

/** The lines of every chart. */
function charts(summary: string): string[][] {
  return [...summary.matchAll(/```mermaid\n([\s\S]*?)\n```/g)].map(([, chart = '']) => chart.split('\n'))
}

describe('the summary of a report', () => {
  const backups = dailyBackups(40)

  it('says at once whether all is well', () => {
    const good = reportSummary(written([foundSeriesOf({ backups })], {}, watched))
    expect(good).toMatch(/^## ✅ Report: 1 series, 40 backups, nothing to look at\n/)
    const stale = reportSummary(written([foundSeriesOf({ backups: backups.slice(3) })], {}, watched))
    expect(stale).toMatch(/^## ❌ Report: 1 of 1 series without a fresh backup\n/)
    expect(reportSummary(written([], {}, watched))).toMatch(/^## ❌ Report: no backup at all\n/)
    expect(reportSummary(written([]))).toMatch(/^## ⚠️ Report: 0 series, 0 backups, 1 thing to look at\n/)
    const odd = { orphans: { keys: ['x', 'y'], bytes: 5 } }
    expect(reportSummary(written([foundSeriesOf({ backups })], odd))).toMatch(
      /^## ⚠️ Report: 1 series, 40 backups, 1 thing to look at\n/,
    )
  })

  it('has a row for each series, a chart with its figures beside it, and the months', () => {
    const summary = reportSummary(written([foundSeriesOf({ backups })], {}, watched))
    expect(summary).toContain('| shop | ✅ fresh | 2026-11-23 03:07 | 4 h 53 min of 26 h 00 min | 40 |')
    const [chart = [], ...others] = charts(summary)
    expect(others).toEqual([])
    expect(chart[0]).toBe('xychart-beta')
    const bars = /bar \[(.*)\]/.exec(chart.at(-1) ?? '')?.[1]?.split(', ') ?? []
    const labels = /x-axis \[(.*)\]/.exec(chart[2] ?? '')?.[1]?.split(', ') ?? []
    expect([bars.length, labels.length, new Set(labels).size]).toEqual([12, 12, 12])
    expect(summary.match(/^\| 2026-\d\d-\d\d 03:07 \|/gm)).toHaveLength(12)
    expect(summary).toContain(
      '40 of the 40 days since 2026-10-15 have a backup that can restore the whole database, in 2 of 2 months.',
    )
  })

  it('says how much is stored in each storage class', () => {
    const stored = [{ storageClass: 'STANDARD', objects: 120, bytes: 100 * 2 ** 30 }]
    const summary = reportSummary(written([foundSeriesOf()], { stored }))
    expect(summary).toContain('Storage: 100 GB')
    expect(summary).toContain('| <code>STANDARD</code> | 120 | 100 GB |')
  })

  it('stays below 1 MiB and readable with 300 series, 100 of them stale with long names', () => {
    const name = 'x'.repeat(120)
    const many = Array.from({ length: 300 }, (_, index) =>
      foundSeriesOf({ series: `${name}${index}`, backups: dailyBackups(50).slice(index < 100 ? 9 : 0) }),
    )
    const summary = reportSummary(written(many, { warnings: many.map(() => `${name} `.repeat(40)) }, watched))
    expect(Buffer.byteLength(summary)).toBeLessThan(1_000_000)
    expect(charts(summary)).toHaveLength(12)
    expect(summary).toContain('And 100 more series')
    expect(summary.match(/<details>/g)?.length).toBe(summary.match(/<\/details>/g)?.length)
  })

  it('lets nothing that is written in a store become Markdown or HTML', () => {
    const evil = '<img src=x onerror=alert(1)> [a](javascript:b) | `c` **d**'
    const series = foundSeriesOf({
      series: 'shop',
      backups: dailyBackups(2, { what: `tables ${evil}\n\`\`\`\n"` }),
    })
    const unreadable = [{ key: evil, message: evil }]
    const summary = reportSummary(written([series], { unreadable, warnings: [evil] }, watched))
    for (const part of ['<img', '](java', '| `c`', '**d**']) expect(summary).not.toContain(part)
    expect(charts(summary)[0]).toHaveLength(5)
  })

  it('is reported in a notice too, with what fails it', () => {
    const stale = reportNotice(written([foundSeriesOf({ backups: backups.slice(3) })], {}, watched))
    expect(stale).toMatchObject({
      outcome: 'failure',
      title: 's3://my-backups/prod: 1 of 1 series without a fresh backup',
      problem: { code: 'report-stale' },
    })
    expect(reportNotice(written([foundSeriesOf()], {}, watched))).toMatchObject({
      outcome: 'success',
      problem: undefined,
    })
    const odd = { orphans: { keys: ['x'], bytes: 5 } }
    expect(reportNotice(written([foundSeriesOf()], odd))).toMatchObject({ outcome: 'warning' })
  })
})

describe('the chart', () => {
  const points = (...times: string[]): Parameters<typeof sizeChart>[1] => ({
    points: times.map((at, index) => ({ at, bytes: 1000 * index, dumpBytes: 0, ms: 0, rows: 0 })),
  })

  it('says backups of one day, of one second, and of two years apart', () => {
    const labels = (...times: string[]): string | undefined =>
      /x-axis (.*)/.exec(sizeChart('shop', points(...times)).chart)?.[1]
    expect(labels('2026-11-22T03:07:00.000Z', '2026-11-23T03:07:00.000Z')).toBe('["11-22", "11-23"]')
    expect(labels('2025-11-22T03:07:00.000Z', '2026-11-22T03:07:00.000Z')).toBe(
      '["2025-11-22", "2026-11-22"]',
    )
    expect(labels('2025-11-21T03:07:00.000Z', '2026-11-22T03:07:00.000Z')).toBe(
      '["2025-11-21", "2026-11-22"]',
    )
    expect(labels('2026-11-22T03:07:00.000Z', '2026-11-22T04:07:00.000Z')).toBe(
      '["11-22 03:07", "11-22 04:07"]',
    )
    expect(labels('2026-11-22T03:07:00.000Z', '2026-11-22T03:07:00.000Z')).toBe(
      '["2026-11-22 (1)", "2026-11-22 (2)"]',
    )
  })

  it('shows fewer bars where their labels are long, so that these do not overlap', () => {
    const hours = Array.from({ length: 40 }, (_, hour) =>
      new Date(Date.parse('2026-11-22T00:00:00Z') + hour * 1_800_000).toISOString(),
    )
    const { chart, points: shown } = sizeChart('shop', points(...hours))
    expect(shown.map(({ at }) => at)).toEqual([
      hours[0],
      hours[8],
      hours[16],
      hours[23],
      hours[31],
      hours[39],
    ])
    expect(chart).toContain('"11-22 00:00", "11-22 04:00"')
  })

  it('has an axis even where all is empty, in the unit that fits the largest', () => {
    expect(sizeChart('shop', points('2026-11-22T03:07:00.000Z')).chart).toContain('y-axis "bytes" 0 --> 1')
    const huge = {
      points: [{ at: '2026-11-22T03:07:00.000Z', bytes: 3 * 2 ** 40, dumpBytes: 0, ms: 0, rows: 0 }],
    }
    expect(sizeChart('shop', huge).chart).toContain('y-axis "TB" 0 --> 3.00\n    bar [3.00]')
  })
})
