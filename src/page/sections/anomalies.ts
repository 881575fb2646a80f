import type { ReportAnomalies, ReportSeries } from '../../backup/reporting/report-series.ts'
import { counted } from '../../backup/reporting/report-words.ts'
import { type Html, html } from '../html.ts'
import { code, mark, moment, named } from '../names.ts'
import { details, table } from '../table.ts'
import { part } from './section.ts'

/** The newest backup of each kind, against those before it. */
export function anomalies({ anomalies: judged, series }: ReportSeries): Html | undefined {
  if (judged.length === 0) return undefined
  return part('Against those before', html`${judged.map(each => judgement(each, series))}`)
}

function judgement(each: ReportAnomalies, series: string): Html {
  const { compared, figures, findings, notCompared, totals } = each
  return html`<div class="judged">
<p>${verdictMark(each)} <span>${each.class}, ${each.mode}, ${moment(each.at)}${each.enough && `, against ${counted(compared, 'backup')}`}</span></p>
${totals !== undefined && html`<p>${mark('look', 'in all')} ${named(totals)}</p>`}
${
  findings.length > 0 &&
  html`<ul class="findings">${findings.map(
    ({ text, weight }) =>
      html`<li>${weight === 'anomaly' ? mark('look', 'anomaly') : mark('none', 'change')} ${named(text)}</li>`,
  )}</ul>`
}
${
  each.enough &&
  figures.length > 0 &&
  details(
    'The figures',
    table(
      `${series}: figures of ${each.key}`,
      [
        { head: 'What', cell: ({ what }) => named(what) },
        { head: 'Before', as: 'number', cell: ({ before }) => before },
        { head: 'Now', as: 'number', cell: ({ now }) => now },
        { head: 'Change', as: 'number', cell: ({ change }) => change },
        { head: 'Usual', cell: ({ odd }) => (odd ? mark('look', 'no') : 'yes') },
      ],
      figures,
    ),
  )
}
${notCompared.length > 0 && details('What could not be compared', html`<ul>${notCompared.map(text => html`<li>${named(text)}</li>`)}</ul>`)}
<p class="note">${code(each.key)}</p>
</div>
`
}

function verdictMark({ anomalies: odd, enough, findings }: ReportAnomalies): Html {
  if (!enough) return mark('none', 'none before it to compare with')
  if (odd > 0) return mark('look', counted(odd, 'anomaly', 'anomalies'))
  return findings.length > 0 ? mark('none', 'only the schema changed') : mark('good', 'nothing unusual')
}
