import { formatSize } from '../../../core/sizes.ts'
import { counted } from '../../../core/words.ts'
import { isFailure } from '../../data/attention.ts'
import { reasonsToFail } from '../../data/reasons-to-fail.ts'
import type { Attention, ReportData } from '../../data/report-data.ts'
import { type Html, html } from '../html.ts'
import { mark, moment, named } from '../names.ts'
import { details } from '../table.ts'
import { headlineOf, unproven } from './headline.ts'

/** More than these are shown when asked for. */
const SHOWN_AT_ONCE = 8

/** What is the matter, the figures that matter most, and all that somebody should look at, worst first. */
export function verdict(report: ReportData): Html {
  const { attention, attentionCount } = report
  const hidden = attention.slice(SHOWN_AT_ONCE)
  const unlisted = attentionCount - attention.length
  const hints = new Set(reasonsToFail(report).flatMap(({ hint }) => hint ?? []))
  const empty = report.series.length === 0
  return html`<section id="verdict" class="verdict ${empty && report.verdict === 'good' ? 'attention' : report.verdict}" aria-labelledby="verdict-h">
<h1 id="verdict-h">${headlineOf(report)}</h1>
${empty ? NOTHING : figures(report)}
${attention.length > 0 && html`<h2 id="look">What to look at</h2>`}
${attention.length > 0 && list(attention.slice(0, SHOWN_AT_ONCE), report)}
${[...hints].map(hint => html`<p class="hint">${hint}</p>`)}
${hidden.length > 0 && details(`${counted(hidden.length, 'more thing')} to look at`, list(hidden, report))}
${unlisted > 0 && html`<p>And ${unlisted.toLocaleString('en-US')} more, which are not listed.</p>`}
</section>
`
}

const NOTHING = html`<p class="lead">Nothing that is stored there is a backup with a manifest. Make one, or check that destination is right; with max-age set, a report fails as long as there is none.</p>`

function list(attention: readonly Attention[], report: ReportData): Html {
  return html`<ul class="attention">
${attention.map(
  each => html`<li>${isFailure(each) ? mark('bad', 'Failure') : mark('look', 'Warning')}
${named(each.message)}${to(each.series, report)}</li>
`,
)}</ul>`
}

/** Where more of it is reported. */
function to(series: string | undefined, report: ReportData): Html | undefined {
  const index = report.series.findIndex(each => each.series === series)
  return index < 0 ? undefined : html` <a href="#s${index + 1}">${named(series ?? '')}</a>`
}

function figures(report: ReportData): Html {
  const { totals } = report
  const listed = report.series.reduce((sum, { backups }) => sum + backups.length, 0)
  // What restores kept of their targets nobody backs up, watches or drills.
  const series = report.series.filter(({ freshness }) => freshness.state !== 'way back')
  const fresh = series.filter(({ freshness }) => freshness.state === 'fresh').length
  const watched = series.filter(({ freshness }) => freshness.state !== 'not watched').length
  const passed = series.filter(({ drills: [last] }) => last?.passed === true)
  const lastDrill = series
    .flatMap(({ drills: [last] }) => last?.at ?? [])
    .toSorted()
    .at(-1)
  const figure = (name: string, value: string, note: Html | string): Html =>
    html`<div><dt>${name}</dt><dd><b>${value}</b> <span>${note}</span></dd></div>`
  return html`<dl class="figures">
${watched === 0 ? figure('Fresh', '–', 'not watched: no max-age is set') : figure('Fresh', `${fresh} of ${watched}`, watched < series.length ? `series; ${series.length - watched} not watched` : 'series')}
${figure('Proven', `${(listed - unproven(report)).toLocaleString('en-US')} of ${listed.toLocaleString('en-US')}`, listed < totals.backups ? `backups listed; ${counted(totals.backups - listed, 'older one')} not` : 'backups')}
${figure('Drilled', `${passed.length} of ${series.length}`, lastDrill === undefined ? 'series; no drill yet' : html`series; last on ${moment(lastDrill)}`)}
${figure('Stored', formatSize(totals.bytes), counted(totals.objects, 'object'))}
</dl>`
}
