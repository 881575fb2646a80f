import type { Asked } from '../../src/report/data/compose-report.ts'
import type { FoundSeries } from '../../src/report/data/compose-series.ts'
import type { ReportBackup, ReportDrill } from '../../src/report/data/report-backup.ts'
import type { ReportData } from '../../src/report/data/report-data.ts'
import type { ReportAnomalies } from '../../src/report/data/report-series.ts'
import { foundSeriesOf, REPORT_NOW, reportBackupOf, reportOfSeries } from './report-sample.ts'

const DAY_MS = 86_400_000
const GB = 2 ** 30
const RUN = 'https://github.com/acme/shop/actions/runs/19612345678'

/** Names as nobody should choose them: markup, quotes, marks of direction, emoji, and one without an end. */
export const HOSTILE = `</bdi><script>alert("1")</script>' onload='x' \u202Egnp.exe 👩‍💻 ${'long'.repeat(40)}`

/** A report of so many backups: none, a few of one series, or of five with all that there is to show. */
export function sampleReport(backups: 0 | 1 | 5 | 2000): ReportData {
  if (backups === 0) return reportOfSeries([])
  if (backups < 100)
    return reportOfSeries(
      [foundSeriesOf({ backups: dailies('shop', backups, 0.3), drills: drillsOf('shop', 1, 2) })],
      { stored: [{ storageClass: 'STANDARD', objects: backups * 3, bytes: backups * 480_000_000 }] },
      asked(),
    )
  return reportOfSeries(
    [
      seriesOf('shop', 900, 0.2),
      seriesOf('billing', 700, 3.4),
      seriesOf('analytics', 396, 0.5),
      foundSeriesOf({
        series: HOSTILE,
        source: { database: HOSTILE, host: HOSTILE, serverVersion: '18.1' },
        backups: odd(),
      }),
      foundSeriesOf({ series: 'forgotten', source: undefined, backups: [] }),
    ],
    {
      unreadable: [
        {
          key: 'shop/2026/09/shop_backup_20260914_030700.dump',
          message: `shop/2026/09/shop_backup_20260914_030700.dump.manifest.json cannot be read: it is no JSON.`,
        },
      ],
      orphans: { keys: ['shop/2026/08/shop_backup_20260802_030700.dump', HOSTILE], bytes: 733_000_000 },
      stored: [
        { storageClass: 'STANDARD', objects: 4_188, bytes: 512 * GB },
        { storageClass: 'GLACIER_IR', objects: 1_560, bytes: 730 * GB },
        { storageClass: 'WARM', objects: 252, bytes: 40 * GB },
      ],
      warnings: [
        'What the last drill of billing/2026/10/billing_backup_20261001_030700.dump found is not known: the record is no JSON.',
      ],
    },
    asked(),
  )
}

function asked(): Pick<Asked, 'maxAges' | 'run'> {
  return {
    maxAges: { others: 26 * 3_600_000, bySeries: new Map([['analytics', 8 * DAY_MS]]) },
    run: { repository: 'acme/shop', commit: '4f2a9c71d0e8b35566778899aabbccddeeff0011', url: RUN },
  }
}

/** A daily one for so long as fits, and before a deploy in between; a few missing, a few odd, the older ones archived. */
function seriesOf(series: string, count: number, daysOld: number): FoundSeries {
  return foundSeriesOf({
    series,
    source: { database: series, host: `${series}.db.example.com`, serverVersion: '17.10' },
    backups: dailies(series, count, daysOld),
    drills: drillsOf(series, 14, daysOld + 2),
    anomalies: anomaliesOf(series, daysOld),
  })
}

function dailies(series: string, count: number, daysOld: number): ReportBackup[] {
  const random = seeded(series)
  return Array.from({ length: count }, (_, index) => {
    const holes = Math.floor(index / 19) * 2
    const at = daysAgo(daysOld + (index + holes) * (count > 500 ? 0.55 : 1) + random() / 50)
    const bytes = Math.round(520_000_000 * (1 - (index / count) * 0.45) * (0.97 + random() * 0.06))
    const preDeploy = count > 100 && index % 5 === 3
    return reportBackupOf({
      ...{
        at,
        bytes: index === 41 ? Math.round(bytes * 0.6) : bytes,
        dumpBytes: bytes,
        key: keyOf(series, at, preDeploy),
      },
      class: preDeploy ? 'pre-deploy' : index % 7 === 0 ? 'weekly' : 'daily',
      ms: Math.round(64_000 * (1 - (index / count) * 0.3) * (0.9 + random() * 0.25)),
      rows: Math.round(1_234_567 * (1 - (index / count) * 0.4)),
      encryption: index < 600 ? 'age' : 'none',
      storageClass: index < 90 ? 'STANDARD' : 'GLACIER_IR',
      ...(index < 90 && { lock: { until: daysAgo(index - 90), mode: 'COMPLIANCE', legalHold: index === 3 } }),
      ...(count > 100 && index === 66 && { state: 'missing' as const }),
      ...(count > 100 &&
        index === 41 && {
          anomalies: 1,
          findings: [{ kind: 'size', weight: 'anomaly', text: 'It is 40.1 % smaller than the 4 before it.' }],
        }),
      ...(index === 2 && {
        drill: {
          at: daysAgo(daysOld + 2),
          outcome: 'proven',
          passed: true,
          rtoMs: 184_000,
          rpoMs: 7_200_000,
        },
      }),
    })
  })
}

/** Of names, sizes and kinds that none of ours have. */
function odd(): ReportBackup[] {
  return [
    reportBackupOf({
      key: `${HOSTILE}/x.dump`,
      at: daysAgo(0.1),
      what: `tables ${HOSTILE}`,
      bytes: 0,
      ms: 0,
      rows: 0,
      lock: 'unknown',
    }),
    reportBackupOf({
      key: `${HOSTILE}/2026/11/y.sql.gz.gpg`,
      at: daysAgo(1),
      encryption: 'gpg-passphrase',
      bytes: 5 * 2 ** 42,
      ms: 90_000_000,
      rows: 9e14,
    }),
    reportBackupOf({ key: `${HOSTILE}/schemas/z.dump`, at: daysAgo(2), what: 'schema', state: 'altered' }),
    reportBackupOf({
      key: `${HOSTILE}/pre-restore/q.dump`,
      at: daysAgo(3),
      class: 'pre-restore',
      archivedFrom: HOSTILE,
    }),
  ]
}

function drillsOf(series: string, count: number, daysOld: number): ReportDrill[] {
  const random = seeded(`${series} drills`)
  return Array.from({ length: count }, (_, index): ReportDrill => {
    const at = daysAgo(daysOld + index * 7)
    const late = index === 4
    return {
      ...{
        key: keyOf(series, at, false),
        at,
        serverVersion: '17.10',
        rpoMs: 7_200_000 + index * 60_000,
        rpoBudgetMs: 26 * 3_600_000,
      },
      ...{ rtoMs: late ? 2_100_000 : Math.round(184_000 * (0.9 + random() * 0.2)), rtoBudgetMs: 1_800_000 },
      outcome: index === 9 ? 'failed' : 'proven',
      passed: !late && index !== 9,
      reasons: late
        ? ['The restore took 35 min 00 s, and rto is 30 min 00 s.']
        : index === 9
          ? ['Table public.orders has 12 rows less than the backup.']
          : [],
    }
  })
}

function anomaliesOf(series: string, daysOld: number): ReportAnomalies[] {
  const figure = { kind: 'size', what: 'Size', before: '481 MB', now: '496 MB', change: '+3.1 %', odd: false }
  const finding = { before: '18,220', now: '0', change: 'emptied', what: 'Rows of public.carts' }
  return [
    {
      ...{
        key: keyOf(series, daysAgo(daysOld), false),
        class: 'daily',
        mode: 'full',
        at: daysAgo(daysOld),
        compared: 4,
        enough: true,
      },
      figures: [
        figure,
        { ...figure, kind: 'duration', what: 'Duration', before: '1 min 02 s', now: '1 min 04 s' },
      ],
      findings:
        series === 'billing'
          ? [
              {
                ...finding,
                kind: 'table',
                weight: 'anomaly',
                text: 'public.carts has no rows any more; it had 18,220.',
              },
              {
                ...finding,
                kind: 'schema',
                weight: 'drift',
                text: 'The schema changed: 1 added (INDEX public.by_name).',
              },
            ]
          : [],
      anomalies: series === 'billing' ? 1 : 0,
      notCompared:
        series === 'billing'
          ? ['Definitions of 2 earlier backups: their manifests are of an older version.']
          : [],
    },
  ]
}

function keyOf(series: string, at: string, preDeploy: boolean): string {
  const stamp = at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
  const folder = preDeploy ? 'pre-deploy' : at.slice(0, 7).replace('-', '/')
  return `${series}/${folder}/${series}_backup_${stamp}${preDeploy ? '_pre-deploy' : ''}.dump.age`
}

function daysAgo(days: number): string {
  return new Date(Math.round((REPORT_NOW.getTime() - days * DAY_MS) / 1000) * 1000).toISOString()
}

/** Numbers from 0 to 1 that are the same for the same name (mulberry32). */
function seeded(name: string): () => number {
  let state = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) | 0, 7)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const once = Math.imul(state ^ (state >>> 15), state | 1)
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), once | 61))
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32
  }
}
