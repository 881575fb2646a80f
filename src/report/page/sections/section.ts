import { type Html, html } from '../html.ts'

/** A part of the page with a heading of its own. */
export function section(id: string, title: string | Html, body: Html): Html {
  return html`<section id="${id}" aria-labelledby="${id}-h">
<h2 id="${id}-h">${title}</h2>
${body}
</section>
`
}

/** A part of a section: its heading stands beside it where there is room. */
export function part(title: string, body: Html): Html {
  return html`<div class="part">
<h3>${title}</h3>
<div>${body}</div>
</div>
`
}

/** Facts, each with its name; those without a value are left out. */
export function facts(all: readonly (readonly [name: string, value: Html | string | undefined])[]): Html {
  const known = all.filter(([, value]) => value !== undefined)
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}
