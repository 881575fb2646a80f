/** Ink on paper, and one colour; what is wrong has one of its own, and always a sign and a word besides. */
const LIGHT = `
--paper: #fbfaf7; --sheet: #f3f1eb; --ink: #1b1a17; --muted: #5e5a52; --rule: #dcd8ce;
--accent: #0a5c63; --second: #6b6559; --look: #854d00; --bad: #a01f14;`

const DARK = `
--paper: #121416; --sheet: #1b1e21; --ink: #e8e5de; --muted: #a6a298; --rule: #34383c;
--accent: #6fc6cb; --second: #9c978b; --look: #e5b15f; --bad: #ff948a;`

const GROUND = `
:root { color-scheme: light dark; ${LIGHT}
  --serif: ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0 auto; max-width: 68rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
h1, h2 { font-family: var(--serif); font-weight: 500; text-wrap: balance; }
h1 { font-size: clamp(2rem, 1.3rem + 3.4vw, 3.6rem); line-height: 1.08; letter-spacing: -0.015em; margin: 0; }
h2 { font-size: clamp(1.5rem, 1.3rem + 1vw, 1.875rem); line-height: 1.2; margin: 0 0 1.25rem; }
h3 { font-size: 0.8125rem; line-height: 1.5; font-weight: 600; letter-spacing: 0.04em; color: var(--muted);
  margin: 0 0 0.75rem; }
p, ul { margin: 0 0 0.75rem; max-width: 44rem; }
ul { padding-left: 1.1rem; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code, pre { font-family: var(--mono); font-size: 0.8125rem; }
code, bdi { unicode-bidi: isolate; }
small { font-size: 0.8125rem; color: var(--muted); }
time, dd, td { font-variant-numeric: tabular-nums lining-nums; }
time { white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -10rem; padding: 0.5rem 1rem; background: var(--ink); color: var(--paper); }
.skip:focus { top: 0.5rem; z-index: 1; }
main:focus { outline: none; }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.note { font-size: 0.875rem; color: var(--muted); }
.paper { display: none; }`

const SECTIONS = `
header { padding: 1.25rem 0; font-size: 0.875rem; color: var(--muted); }
header p { display: flex; flex-wrap: wrap; gap: 0.125rem 1.25rem; margin: 0; max-width: none; }
header b { color: var(--ink); font-weight: 600; }
section { padding: 3rem 0 1.5rem; border-top: 1px solid var(--rule); }
.verdict { padding: 2.5rem 0 2rem; border-top: 6px solid var(--accent); }
.verdict.attention { border-color: var(--look); }
.verdict.failure { border-color: var(--bad); }
.verdict h2 { font-size: 1.25rem; margin: 2.25rem 0 0.75rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1.25rem 1.5rem; margin: 2.25rem 0 0; }
.figures dt { font-size: 0.8125rem; color: var(--muted); }
.figures dd { margin: 0; font-size: 0.8125rem; line-height: 1.4; color: var(--muted); }
.figures b { display: block; font: 400 1.5rem/1.3 var(--serif); color: var(--ink); font-variant-numeric: tabular-nums lining-nums; }
.attention, .findings { list-style: none; padding: 0; }
ul.attention { max-width: none; margin: 0; }
.attention li { display: grid; gap: 0.125rem 1rem; padding: 0.625rem 0; border-top: 1px solid var(--rule); }
.hint { margin-top: 1rem; padding-left: 1rem; border-left: 3px solid var(--rule); }
.part { margin: 0 0 2.5rem; min-width: 0; }
.part > div { min-width: 0; }
.lead { font-size: 1.125rem; }
.verdict .lead { margin: 1.5rem 0 0; }
.facts { display: grid; gap: 0.5rem 1.5rem; margin: 0 0 1rem; }
.facts div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0 0.75rem; align-items: baseline; }
.facts dt { font-size: 0.8125rem; color: var(--muted); }
.facts dd { margin: 0; }
.mark { font-weight: 600; }
.mark.good { color: var(--accent); } .mark.look { color: var(--look); } .mark.bad { color: var(--bad); }
.mark.none { color: var(--muted); font-weight: 500; }
.judged + .judged { border-top: 1px solid var(--rule); padding-top: 1rem; margin-top: 1rem; }
.keys { list-style: none; padding: 0; }
footer { border-top: 1px solid var(--rule); padding: 1.5rem 0 3rem; font-size: 0.875rem; color: var(--muted); }`

const CONTENTS = `
.copy { margin: 0 0 0.75rem; padding: 1rem; white-space: pre-wrap; background: var(--sheet); border-left: 3px solid var(--accent);
  line-height: 1.6; }
.copy code { display: block; -webkit-user-select: all; user-select: all; }
details { margin: 0 0 0.5rem; }
summary { cursor: pointer; padding: 0.375rem 0; color: var(--accent); width: fit-content; }
summary::marker { color: var(--muted); }
details[open] > summary { margin-bottom: 0.5rem; }
.scroll { overflow-x: auto; margin: 0 0 1rem; position: relative; background:
  linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100% no-repeat local,
  linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% no-repeat local,
  linear-gradient(to right, var(--rule), transparent) left / 1rem 100% no-repeat scroll,
  linear-gradient(to left, var(--rule), transparent) right / 1rem 100% no-repeat scroll; }
table { border-collapse: collapse; min-width: 100%; font-size: 0.875rem; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--rule);
  overflow-wrap: normal; white-space: nowrap; }
thead th { font-size: 0.8125rem; font-weight: 500; color: var(--muted); vertical-align: bottom; }
tbody th { font-weight: 500; }
th.n, td.n { text-align: right; }
td.w { white-space: normal; min-width: 16rem; }
td:last-child, th:last-child { padding-right: 0; }
td > code, tbody bdi { display: inline-block; white-space: normal; overflow-wrap: break-word; max-width: 20rem; }
td > code { min-width: 13rem; overflow-wrap: anywhere; }
figure { margin: 0 0 2rem; }
figcaption { max-width: 44rem; margin-bottom: 0.75rem; }
.chart { display: block; width: 100%; height: auto; margin-bottom: 0.5rem; }
.chart.wide { display: none; max-width: 52rem; }
.chart.narrow { max-width: 30rem; }`

const WIDER = `
@media (min-width: 40rem) {
  body { padding: 0 2rem; }
  .attention li { grid-template-columns: 6rem minmax(0, 1fr) 8rem; }
  .attention a { text-align: right; }
  .facts { grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.75rem 1.5rem; }
  .facts div { display: block; }
  .chart.wide { display: block; } .chart.narrow { display: none; }
}
@media (min-width: 60rem) {
  .part { display: grid; grid-template-columns: 10rem minmax(0, 1fr); column-gap: 2rem; }
  h3 { padding-top: 0.2rem; }
}`

const PRINT = `
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9.5pt; background: #fff; }
  h1 { font-size: 26pt; } h2 { font-size: 16pt; } 
  section { padding: 8mm 0 2mm; }
  .skip, .screen, .chart.narrow { display: none; }
  .paper, .chart.wide { display: block; }
  .part { display: block; margin-bottom: 6mm; }
  .scroll { overflow: visible; background: none; }
  table, code, pre { font-size: 7.5pt; } th, td, time { white-space: normal; }
  td > code, td.w { min-width: 0; } td > code, tbody bdi { overflow-wrap: anywhere; } th, td { padding: 1mm 2mm 1mm 0; }
  thead { display: table-header-group; }
  tr, .copy, .chart, .attention li, .facts > div, .figures { break-inside: avoid; }
  h2, h3, summary, figcaption { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; }
}`

/** How the page looks, on a screen of any width, in light and in dark, and on paper. */
export const STYLES = [GROUND, SECTIONS, CONTENTS, WIDER, PRINT].join('')
