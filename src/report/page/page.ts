import type { ReportData } from '../data/report-data.ts'
import { html, own } from './html.ts'
import { code, moment } from './names.ts'
import { headlineOf } from './sections/headline.ts'
import { leftovers } from './sections/leftovers.ts'
import { origin } from './sections/origin.ts'
import { overview } from './sections/overview.ts'
import { allSeries } from './sections/series.ts'
import { storage } from './sections/storage.ts'
import { verdict } from './sections/verdict.ts'
import { STYLES } from './styles.ts'

/** What a browser may load for it: nothing. No script is in it, and none could run. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/**
 * A report as one HTML page that needs nothing else: no network, no script. In the order in which it is read when something
 * is wrong: what is the matter, how the newest backup is restored, then everything else. The same report is the same page.
 */
export function renderPage(report: ReportData): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${headlineOf(report)} Backups in ${report.location}</title>
<style>${own(STYLES)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the verdict</a>
<header>
<p><b>Backup report</b> <span>${code(report.location)}</span> <span>${moment(report.madeAt)} UTC</span></p>
</header>
<main id="main" tabindex="-1">
${verdict(report)}${overview(report.series)}${allSeries(report)}${storage(report)}${leftovers(report)}</main>
${origin(report)}</body>
</html>
`
  return page.toString()
}
