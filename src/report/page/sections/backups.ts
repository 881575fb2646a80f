import { formatDuration } from '../../../core/durations.ts'
import { formatSize } from '../../../core/sizes.ts'
import { counted } from '../../../core/words.ts'
import { coverageWords } from '../../data/coverage.ts'
import type { BackupState, ReportBackup } from '../../data/report-backup.ts'
import type { ReportSeries } from '../../data/report-series.ts'
import { type Html, html, type Value } from '../html.ts'
import { code, mark, moment, named } from '../names.ts'
import { details, table } from '../table.ts'
import { part } from './section.ts'

const ON_A_SHEET = 100

/** Every backup that is listed, a hundred at a time. */
export function backups({
  backups: all,
  coverage,
  freshness,
  leftOut,
  series,
}: ReportSeries): Html | undefined {
  if (all.length === 0) return undefined
  const sheets = Array.from({ length: Math.ceil(all.length / ON_A_SHEET) }, (_, index) =>
    all.slice(index * ON_A_SHEET, (index + 1) * ON_A_SHEET),
  )
  return part(
    'Backups',
    html`${freshness.state !== 'way back' && html`<p>${coverageWords(coverage)}</p>`}
${sheets.map((sheet, index) => html`<div${index > 0 && html` class="screen"`}>${details(span(sheet), sheetTable(sheet, `${series}: ${span(sheet)}`))}</div>`)}
${sheets.length > 1 && html`<p class="paper">${(all.length - ON_A_SHEET).toLocaleString('en-US')} older ones are listed on the screen, not on paper.</p>`}
${leftOut > 0 && html`<p>${counted(leftOut, 'older backup')} ${leftOut === 1 ? 'is' : 'are'} not listed; everything else counts ${leftOut === 1 ? 'it' : 'them'}.</p>`}`,
  )
}

function span(sheet: readonly ReportBackup[]): string {
  const [newest, oldest] = [sheet[0]?.at.slice(0, 10) ?? '', sheet.at(-1)?.at.slice(0, 10) ?? '']
  return `${counted(sheet.length, 'backup')}, ${newest === oldest ? newest : `${newest} back to ${oldest}`}`
}

function sheetTable(sheet: readonly ReportBackup[], caption: string): Html {
  return table(
    caption,
    [
      { head: 'Begun (UTC)', cell: ({ at }) => moment(at) },
      { head: 'Class', cell: backup => backup.class },
      { head: 'Holds', cell: ({ what }) => named(what) },
      { head: 'State', cell: state },
      { head: 'Stored', as: 'number', cell: ({ bytes }) => formatSize(bytes) },
      { head: 'Rows', as: 'number', cell: ({ rows }) => rows.toLocaleString('en-US') },
      { head: 'Took', as: 'number', cell: ({ ms }) => formatDuration(ms) },
      { head: 'Encrypted', cell: ({ encryption }) => encryption },
      { head: 'Locked', cell: lock },
      { head: 'Drilled', cell: drilled },
      { head: 'Key', cell: key },
    ],
    sheet,
  )
}

const STATES: Readonly<Record<BackupState, Html>> = {
  complete: mark('good', 'complete'),
  missing: mark('bad', 'missing'),
  altered: mark('bad', 'altered'),
  refuted: mark('bad', 'refuted'),
}

function state({ anomalies = 0, findings = [], state: found }: ReportBackup): Html {
  const odd = findings.filter(({ weight }) => weight === 'anomaly')
  return html`${STATES[found]}${anomalies > 0 && html`<br><small>${mark('look', counted(anomalies, 'anomaly', 'anomalies'))}${odd.map(({ text }) => html`<br>${named(text)}`)}</small>`}`
}

function lock({ lock: held }: ReportBackup): Value {
  if (held === undefined) return '–'
  if (held === 'unknown') return 'unknown'
  const until = held.until === undefined ? [] : [`until ${held.until.slice(0, 10)}`]
  return [...until, ...(held.legalHold ? ['legal hold'] : [])].join(', ')
}

function drilled({ drill }: ReportBackup): Value {
  return drill ? html`${mark(drill.passed ? 'good' : 'bad', drill.outcome)}, ${drill.at.slice(0, 10)}` : '–'
}

function key({ archivedFrom, key: own, storageClass }: ReportBackup): Html {
  return html`${code(own)}${storageClass !== undefined && html` <small>${storageClass}</small>`}${archivedFrom !== undefined && html`<br><small>a copy of ${code(archivedFrom)}</small>`}`
}
