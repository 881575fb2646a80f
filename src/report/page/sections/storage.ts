import { formatSize } from '../../../core/sizes.ts'
import { counted } from '../../../core/words.ts'
import type { ReportData } from '../../data/report-data.ts'
import { formatCost } from '../../data/report-words.ts'
import { type Html, html } from '../html.ts'
import { code, named } from '../names.ts'
import { table } from '../table.ts'
import { part, section } from './section.ts'

/** All that lies there, by storage class, and about what it costs; nothing where nothing lies there. */
export function storage({ cost, madeAt, totals }: ReportData): Html | undefined {
  if (totals.objects === 0) return undefined
  const sum = cost ? `, about ${formatCost(cost.perMonth, cost.currency)} a month` : ''
  return section(
    'storage',
    'Storage and cost',
    part(
      'By class',
      html`<p>${counted(totals.objects, 'object')}, ${formatSize(totals.bytes)}${sum}.</p>
${
  totals.storage.length > 0 &&
  table(
    'Storage by class',
    [
      {
        head: 'Storage class',
        cell: each => (each.storageClass === undefined ? 'not named' : code(each.storageClass)),
      },
      { head: 'Objects', as: 'number', cell: ({ objects }) => objects.toLocaleString('en-US') },
      { head: 'Stored', as: 'number', cell: ({ bytes }) => formatSize(bytes) },
      { head: 'Price of a GB', as: 'number', cell: ({ pricePerGb }) => pricePerGb ?? '–' },
      {
        head: 'A month',
        as: 'number',
        cell: ({ costPerMonth }) =>
          costPerMonth === undefined || !cost ? '–' : formatCost(costPerMonth, cost.currency),
      },
    ],
    totals.storage,
  )
}
<p class="note">${cost ? estimate(cost, madeAt) : 'No cost is told, since no prices are known.'}</p>`,
    ),
  )
}

function estimate({ notPricedBytes, prices }: NonNullable<ReportData['cost']>, madeAt: string): Html {
  return html`An estimate of ${madeAt.slice(0, 10)}, from ${named(prices)}: storage alone, as if all of it lay there for a month; without requests, transfer, retrieval, minimum sizes and durations, versions and discounts.${notPricedBytes > 0 && ` ${formatSize(notPricedBytes)} have no price and are not in it.`}`
}
