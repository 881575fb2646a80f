import { describe, expect, it } from 'vitest'
import { staleSeries } from '../../../../src/report/data/compose-report.ts'
import { reasonsToFail } from '../../../../src/report/data/reasons-to-fail.ts'
import type { ReportDrill } from '../../../../src/report/data/report-backup.ts'
import { reportSchema, serializeReport } from '../../../../src/report/data/report-data.ts'
import {
  dailyBackups,
  foundSeriesOf,
  reportBackupOf,
  reportOfSeries,
} from '../../../support/report-sample.ts'

const HOUR = 3_600_000
const within = (hours: number): { maxAges: { others: number; bySeries: Map<string, number> } } => ({
  maxAges: { others: hours * HOUR, bySeries: new Map() },
})
const drill = (instead: Partial<ReportDrill>): ReportDrill => ({
  ...{ key: 'shop/a.dump', at: '2026-11-20T04:00:00.000Z', outcome: 'proven', passed: true },
  ...{ rtoMs: 90_000, rpoMs: HOUR, serverVersion: '17.10', reasons: [], ...instead },
})

describe('a report', () => {
  it('is good where every series is fresh, and fits its schema', () => {
    const report = reportOfSeries([foundSeriesOf({ backups: dailyBackups(30) })], {}, within(26))
    expect(reportSchema.parse(JSON.parse(serializeReport(report)))).toEqual(report)
    expect(report).toMatchObject({ verdict: 'good', attention: [] })
    expect(reasonsToFail(report)).toEqual([])
  })

  it('fails for each series that is stale or has no backup, and for nothing else', () => {
    const stale = dailyBackups(9).slice(2)
    const report = reportOfSeries(
      [
        foundSeriesOf({ series: 'a-fresh' }),
        foundSeriesOf({ series: 'b-stale', backups: stale }),
        foundSeriesOf({ series: 'c-none', backups: [], source: undefined }),
        foundSeriesOf({
          series: 'd-odd',
          backups: [reportBackupOf(), reportBackupOf({ key: 'x', state: 'missing' })],
        }),
      ],
      {
        unreadable: [
          { key: 'd-odd/y', message: 'The manifest d-odd/y.manifest.json cannot be used: it is not JSON.' },
        ],
      },
      within(26),
    )
    expect(report.verdict).toBe('failure')
    expect(staleSeries(report)).toEqual(['b-stale', 'c-none'])
    expect(reasonsToFail(report).map(({ code }) => code)).toEqual(['report-stale', 'report-stale'])
    expect(reasonsToFail(report)[0]?.message).toMatch(/^The series b-stale has .*2 d 05 h old/)
    expect(report.attention.map(({ about, level }) => `${level} ${about}`)).toEqual([
      'failure freshness',
      'failure freshness',
      'warning backup',
      'warning manifest',
    ])
    expect(report.series.map(({ series }) => series)).toEqual(['b-stale', 'c-none', 'a-fresh', 'd-odd'])
  })

  it('fails for an empty store where an age is demanded of every series, and else warns of it', () => {
    expect(reasonsToFail(reportOfSeries([], {}, within(26))).map(({ code }) => code)).toEqual([
      'report-empty',
    ])
    expect(reportOfSeries([])).toMatchObject({
      verdict: 'attention',
      series: [],
      attention: [{ level: 'warning', message: expect.stringContaining('There is no backup at all') }],
    })
  })

  it('records what was odd in the newest of a kind for as long as that is news', () => {
    const of = (at: string) =>
      foundSeriesOf({
        anomalies: [
          {
            ...{ key: 'shop/a.dump', class: 'manual', mode: 'full', at, compared: 4, enough: true },
            ...{ figures: [], findings: [], anomalies: 1, notCompared: [] },
          },
        ],
      })
    expect(reportOfSeries([of('2026-11-20T03:00:00.000Z')]).attention).toMatchObject([{ about: 'anomaly' }])
    expect(reportOfSeries([of('2026-09-20T03:00:00.000Z')]).attention).toEqual([])
  })

  it('warns of the last drill that failed, not of one that a later drill made up for', () => {
    const failed = drill({ outcome: 'failed', passed: false, reasons: ['It is not what it was.'] })
    const later = drill({ key: 'shop/b.dump', at: '2026-11-21T04:00:00.000Z' })
    expect(reportOfSeries([foundSeriesOf({ drills: [failed] })]).attention).toMatchObject([
      { about: 'drill', message: expect.stringMatching(/failed: It is not what it was\.$/) },
    ])
    expect(reportOfSeries([foundSeriesOf({ drills: [failed, later] })]).attention).toEqual([])
  })

  it('counts an archived copy for the day that it restores, once, also if the backup itself is gone', () => {
    const own = reportBackupOf({ at: '2026-06-01T03:00:00.000Z', key: 'shop/2026/06/one.dump' })
    const copy = { ...own, key: 'archive/shop/2026/06/one.dump', archivedFrom: own.key }
    const days = (backups: (typeof own)[]): unknown =>
      reportOfSeries([foundSeriesOf({ backups })]).series[0]?.coverage
    expect(days([own, copy])).toMatchObject({ since: '2026-06-01', days: { restorable: 1 } })
    expect(days([copy])).toEqual(days([own, copy]))
    expect(days([{ ...own, state: 'altered' }, copy])).toEqual(days([copy]))
    const trend = reportOfSeries([foundSeriesOf({ backups: [own, copy] })]).series[0]?.trends[0]
    expect(trend?.points).toHaveLength(1)
  })

  it('lists 2,000 backups at most, some of each series; its figures count them all', () => {
    const many = Array.from({ length: 99 }, (_, index) =>
      foundSeriesOf({ series: `s${index}`, backups: dailyBackups(100) }),
    )
    const old = dailyBackups(120).slice(110)
    const report = reportOfSeries([...many, foundSeriesOf({ series: 'old', backups: old })])
    const listed = report.series.map(({ backups }) => backups.length)
    expect(listed.reduce((sum, each) => sum + each)).toBe(2000)
    expect(report.series.find(({ series }) => series === 'old')).toMatchObject({
      leftOut: 5,
      backupCount: 10,
    })
    expect(report.totals).toMatchObject({ series: 100, backups: 9910 })
    for (const { backupCount, backups, leftOut, trends } of report.series) {
      expect(backups.length + leftOut).toBe(backupCount)
      expect(trends[0]?.points).toHaveLength(backupCount)
    }
    expect(serializeReport(report).length).toBeLessThan(8_000_000)
    expect(() => reportSchema.parse(report)).not.toThrow()
  })

  it('chooses 200 points of a long trend evenly, with the first and the last', () => {
    const backups = dailyBackups(2000)
    const [trend] = reportOfSeries([foundSeriesOf({ backups })]).series[0]?.trends ?? []
    expect(trend?.points).toHaveLength(200)
    expect(trend?.points[0]?.at).toBe(backups.at(-1)?.at)
    expect(trend?.points.at(-1)?.at).toBe(backups[0]?.at)
  })

  it('says who can open the backups, and what holds them', () => {
    const backups = [
      reportBackupOf({
        key: 'a',
        lock: { until: '2027-01-01T00:00:00.000Z', mode: 'COMPLIANCE', legalHold: false },
      }),
      reportBackupOf({ key: 'b', encryption: 'none', lock: 'unknown' }),
      reportBackupOf({ key: 'c', encryption: 'gpg-passphrase' }),
    ]
    expect(reportOfSeries([foundSeriesOf({ backups })]).series[0]?.protection).toEqual({
      encrypted: 2,
      notEncrypted: 1,
      methods: { age: 1, 'gpg-passphrase': 1 },
      locked: 1,
      notLocked: 1,
      lockUnknown: 1,
    })
  })
})
