import { describe, expect, it } from 'vitest'
import { namesOf } from '../../../../src/action/inputs/row.ts'
import { restoreCommands } from '../../../../src/backup/summary/restore-commands.ts'
import { type ReportData, reportSchema } from '../../../../src/report/data/report-data.ts'
import { renderPage } from '../../../../src/report/page/page.ts'
import { RESTORE_INPUTS } from '../../../../src/restore/input-table.ts'
import { HOSTILE, sampleReport } from '../../../support/report-data.ts'
import {
  dailyBackups,
  foundSeriesOf,
  reportBackupOf,
  reportOfSeries,
} from '../../../support/report-sample.ts'
import { manifestOf, reportOf } from '../../backup/report-example.ts'

const HOUR = 3_600_000
const watched = { maxAges: { others: 26 * HOUR, bySeries: new Map<string, number>() } }

/** The text of a page, as it is read. */
function read(markup: string): string {
  return markup
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))
}

function headline(report: ReportData): string {
  return read(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(renderPage(report))?.[1] ?? '')
}

function copied(page: string): string[] {
  return [...page.matchAll(/<pre class="copy">([\s\S]*?)<\/pre>/g)].map(([, text = '']) => read(text))
}

describe('the verdict', () => {
  const fresh = foundSeriesOf({ backups: dailyBackups(3) })
  const stale = foundSeriesOf({
    series: 'billing',
    backups: [reportBackupOf({ at: '2026-11-01T03:07:00.000Z' })],
  })

  it.each([
    ['nothing there', reportOfSeries([]), 'There are no backups here yet.'],
    ['nothing there, but watched', reportOfSeries([], {}, watched), 'There is no backup at all.'],
    ['all well', reportOfSeries([fresh], {}, watched), 'All fresh, all proven.'],
    ['not watched', reportOfSeries([fresh]), 'Freshness is not watched, all proven.'],
    ['stale', reportOfSeries([stale], {}, watched), 'There is no fresh backup.'],
    ['one of two stale', reportOfSeries([fresh, stale], {}, watched), '1 of 2 series has no fresh backup.'],
    [
      'two stale',
      reportOfSeries([stale, { ...stale, series: 'old' }], {}, watched),
      'None of 2 series has a fresh backup.',
    ],
    [
      'one missing',
      reportOfSeries(
        [
          foundSeriesOf({
            backups: [...dailyBackups(3), reportBackupOf({ key: 'shop/x.dump', state: 'missing' })],
          }),
        ],
        {},
        watched,
      ),
      'All fresh, 1 backup in doubt. 1 thing to look at.',
    ],
  ])('says in a sentence: %s', (_, report, sentence) => {
    expect(headline(report)).toBe(sentence)
  })

  it('comes with what to do about it', () => {
    expect(read(renderPage(reportOfSeries([stale], {}, watched)))).toContain(
      'GitHub may have disabled its schedule',
    )
  })
})

describe('how the newest backup is restored', () => {
  const key = 'shop/2026/11/shop_backup_20261122_030700.dump'

  it('is what a backup’s own summary says', () => {
    const [commands] = copied(
      renderPage(reportOfSeries([foundSeriesOf({ backups: [reportBackupOf({ key, encryption: 'none' })] })])),
    )
    expect(commands).toBe(restoreCommands(reportOf({ manifest: manifestOf({ key }) })))
  })

  it.each([
    ['age', '.age', 'age -d -i key.txt'],
    ['age-passphrase', '.age', 'age -d -o'],
    ['gpg-passphrase', '.gpg', 'gpg -o'],
  ] as const)('opens what %s sealed', (encryption, ending, command) => {
    const backup = reportBackupOf({ key: `${key}${ending}`, encryption })
    const [commands, step] = copied(renderPage(reportOfSeries([foundSeriesOf({ backups: [backup] })])))
    expect(commands).toContain(`\n${command} `)
    expect(step).toContain(`from: ${key}${ending}\n`)
  })

  it('is a step with inputs that restore has', () => {
    for (const encryption of ['age', 'gpg-passphrase'] as const) {
      const [, step = ''] = copied(
        renderPage(reportOfSeries([foundSeriesOf({ backups: [reportBackupOf({ encryption })] })])),
      )
      const inputs = [...step.matchAll(/^ {4}([a-z-]+): /gm)].map(([, name]) => name)
      expect(inputs).toHaveLength(4)
      expect(namesOf(RESTORE_INPUTS)).toEqual(expect.arrayContaining(inputs))
    }
  })

  it('never is a workflow’s expression, and no line with characters that cannot be seen', () => {
    const named = (name: string): string[] =>
      copied(
        renderPage(
          reportOfSeries([foundSeriesOf({ backups: [reportBackupOf({ key: `shop/${name}.dump` })] })]),
        ),
      )
    expect(named('$' + '{{ secrets.X }}')).toHaveLength(1)
    expect(named('a\u202Eb')).toEqual([])
    expect(named("a'; rm -rf ~ #")[0]).toContain(
      `aws s3 cp 's3://my-backups/prod/shop/a'\\''; rm -rf ~ #.dump' .`,
    )
  })

  it('is of the whole database where there is one, and of nothing that a restore kept', () => {
    const page = renderPage(
      reportOfSeries([
        foundSeriesOf({
          backups: [
            reportBackupOf({
              key: 'shop/pre-restore/kept.dump',
              at: '2026-11-23T07:00:00.000Z',
              class: 'pre-restore',
            }),
            reportBackupOf({
              key: 'shop/schemas/schema.dump',
              at: '2026-11-23T06:00:00.000Z',
              what: 'schema',
            }),
            reportBackupOf({ key: 'shop/gone.dump', at: '2026-11-23T05:00:00.000Z', state: 'missing' }),
            reportBackupOf({ key: 'shop/whole.dump', at: '2026-11-23T04:00:00.000Z' }),
          ],
        }),
      ]),
    )
    expect(copied(page)[0]).toContain('s3://my-backups/prod/shop/whole.dump ')
  })

  it('says what cold storage takes', () => {
    const backup = reportBackupOf({ storageClass: 'DEEP_ARCHIVE' })
    expect(read(renderPage(reportOfSeries([foundSeriesOf({ backups: [backup] })])))).toContain(
      'aws s3api restore-object',
    )
  })
})

describe('the page', () => {
  const pages = ([0, 1, 5, 2000] as const).map(count => renderPage(sampleReport(count)))
  const [, , , full = ''] = pages

  it('is made of reports as they are written', () => {
    expect(reportSchema.parse(JSON.parse(JSON.stringify(sampleReport(2000))))).toBeTruthy()
    expect(full).toContain('&#60;script&#62;')
    expect(read(full)).toContain(HOSTILE.replace('\u202E', '\\u{202e}'))
  })

  it('has no script, loads nothing, and is the same each time', () => {
    for (const page of pages) {
      expect(page).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:')
      expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|@import|url\((?!#)|srcset=/i)
      // Values of attributes are left out: in them, as in text, such words do nothing.
      expect(page.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\s(?:on\w+|src|action)=/i)
      expect(page).not.toMatch(/NaN|undefined|\[object/)
    }
    expect(renderPage(sampleReport(2000))).toBe(full)
  })

  it('names each of its parts once, and refers to those that there are', () => {
    for (const page of pages) {
      const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const used = [...page.matchAll(/aria-labelledby="([^"]*)"|href="#([^"]*)"|url\(#([^)]*)\)/g)].flatMap(
        ([, labels, anchor, clip]) => [...(labels?.split(' ') ?? []), ...[anchor ?? [], clip ?? []].flat()],
      )
      expect(used.filter(id => !ids.includes(id))).toEqual([])
    }
  })

  it('gives each table a caption, and each column and row its heading', () => {
    const tables = [...full.matchAll(/<table>([\s\S]*?)<\/table>/g)].map(([, table = '']) => table)
    expect(tables.length).toBeGreaterThan(30)
    for (const table of tables) {
      expect(table).toMatch(/^\s*<caption/)
      expect(table.match(/<tr>/g)?.length).toBe((table.match(/<th scope="row">/g)?.length ?? 0) + 1)
    }
  })

  it('shows all 2,000 backups, with what is odd about them, in less than 5 MB', () => {
    expect(Buffer.byteLength(full)).toBeLessThan(2_000_000)
    expect(
      full.match(/_backup_\d{8}_\d{6}(_pre-deploy)?\.dump\.age<\/code>(?: <small>[A-Z_]+<\/small>)?<\/td>/g)
        ?.length,
    ).toBe(2000 - 4 + 3 * 14)
    for (const words of [
      '40.1 % smaller',
      'until 2027-',
      'legal hold',
      'missing',
      'GLACIER_IR',
      'a copy of',
      'public.carts has no rows',
    ])
      expect(read(full)).toContain(words)
  })

  it('stays below 5 MB and finds its series with 300 of them, of 200 backups each', () => {
    const page = renderPage(
      reportOfSeries(
        Array.from({ length: 300 }, (_, index) =>
          foundSeriesOf({ series: `db${index}`, backups: dailyBackups(200, { key: `db${index}/x.dump` }) }),
        ),
      ),
    )
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000)
    expect(page.match(/<h2 id="s\d+-h">/g)?.length).toBe(300)
    expect(copied(page).length).toBeGreaterThanOrEqual(300)
  })

  it('links to the run that made it, and to no script', () => {
    const made = (url: string): string =>
      renderPage(reportOfSeries([], {}, { run: { repository: 'acme/shop', commit: 'abc', url } }))
    expect(made('https://github.com/acme/shop/actions/runs/1')).toContain(
      '<a href="https://github.com/acme/shop/actions/runs/1">The run that made it</a>',
    )
    expect(made('javascript:alert(1)')).not.toContain('javascript:')
  })
})
