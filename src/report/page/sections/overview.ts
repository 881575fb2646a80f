import { formatAge } from '../../../core/ages.ts'
import { formatSize } from '../../../core/sizes.ts'
import type { ReportSeries } from '../../data/report-series.ts'
import { type Html, html } from '../html.ts'
import { mark, moment, named } from '../names.ts'
import { table } from '../table.ts'
import { section } from './section.ts'

interface Row {
  readonly id: string
  readonly series: ReportSeries
}

/** All series in one table; nothing where one series is all there is. */
export function overview(all: readonly ReportSeries[]): Html | undefined {
  if (all.length < 2) return undefined
  const rows = all.map((series, index): Row => ({ id: `s${index + 1}`, series }))
  return section(
    'overview',
    'All series',
    table(
      'How fresh each series is, and how it is kept',
      [
        { head: 'Series', cell: ({ id, series }) => html`<a href="#${id}">${named(series.series)}</a>` },
        { head: 'Freshness', cell: ({ series }) => freshnessMark(series) },
        {
          head: 'Newest (UTC)',
          cell: ({ series: { freshness } }) => (freshness.newestAt ? moment(freshness.newestAt) : 'none'),
        },
        { head: 'Age', as: 'number', cell: ({ series: { freshness } }) => age(freshness.ageMs) },
        { head: 'Max-age', as: 'number', cell: ({ series: { freshness } }) => age(freshness.maxAgeMs) },
        { head: 'Backups', as: 'number', cell: ({ series }) => series.backupCount.toLocaleString('en-US') },
        { head: 'Size', as: 'number', cell: ({ series }) => formatSize(series.bytes) },
        { head: 'Last drill', cell: ({ series }) => lastDrill(series) },
        {
          head: 'Encrypted',
          cell: ({ series: { backupCount, protection } }) => share(protection.encrypted, backupCount),
        },
        {
          head: 'Locked',
          cell: ({ series: { backupCount, protection } }) =>
            protection.lockUnknown > 0 ? 'unknown' : share(protection.locked, backupCount),
        },
      ],
      rows,
    ),
  )
}

/** Whether it is fresh, in a word. */
export function freshnessMark({ freshness }: ReportSeries): Html {
  switch (freshness.state) {
    case 'fresh':
      return mark('good', 'fresh')
    case 'stale':
      return mark('bad', 'stale')
    case 'not watched':
      return mark('none', 'not watched')
    case 'way back':
      return mark('none', 'way back')
  }
}

/** `all`, `none`, `3 of 12`. */
export function share(some: number, all: number): string {
  if (all === 0) return '–'
  return some === all
    ? 'all'
    : some === 0
      ? 'none'
      : `${some.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`
}

function age(ms: number | undefined): string {
  return ms === undefined ? '–' : formatAge(ms)
}

function lastDrill({ drills: [last] }: ReportSeries): Html | string {
  if (!last) return '–'
  return html`${mark(last.passed ? 'good' : 'bad', last.outcome)}, ${last.at.slice(0, 10)}`
}
