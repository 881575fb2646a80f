import type { ReportData } from '../../data/report-data.ts'
import { type Html, html } from '../html.ts'
import { code, link, moment, named } from '../names.ts'

/** When, by what and of what it was made. */
export function origin({ location, madeAt, run }: ReportData): Html {
  const { commit, repository, url } = run
  return html`<footer>
<p>Made ${moment(madeAt)} UTC from what is in ${code(location)}${repository !== undefined && html`, for ${named(repository)}`}${commit !== undefined && html` at ${code(commit.slice(0, 12))}`}.${url !== undefined && html` ${link(url, 'The run that made it')}.`}</p>
<p>Nothing was restored to make it. A backup is complete when it was proven while it streamed, and is stored there with the size that it had; whether it restores is what a drill says. All times are UTC. The same as data: report.json, beside this page.</p>
</footer>
`
}
