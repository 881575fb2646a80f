import { type Html, html, type Value } from './html.ts'

export interface Column<Row> {
  readonly head: string
  readonly cell: (row: Row) => Value
  /** Numbers are set to the right; prose may take several lines. */
  readonly as?: 'number' | 'prose'
}

/**
 * A table, the first column of which names the row. On a narrow screen it scrolls in a region of its own, which the
 * keyboard reaches.
 * @param caption says what is in it, for those who come upon the table first
 */
export function table<Row>(
  caption: string,
  columns: readonly [Column<Row>, ...Column<Row>[]],
  rows: readonly Row[],
): Html {
  const [first, ...others] = columns
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption class="quiet">${caption}</caption>
<thead><tr>${columns.map(({ as, head }) => html`<th scope="col"${as && CLASS[as]}>${head}</th>`)}</tr></thead>
<tbody>
${rows.map(
  row => html`<tr><th scope="row">${first.cell(row)}</th>${others.map(
    ({ as, cell }) => html`<td${as && CLASS[as]}>${cell(row)}</td>`,
  )}</tr>
`,
)}</tbody>
</table></div>`
}

const CLASS = { number: html` class="n"`, prose: html` class="w"` }

/** A part that opens when its title is pressed, and on paper. */
export function details(title: Value, body: Html): Html {
  return html`<details><summary>${title}</summary>
${body}
</details>`
}
