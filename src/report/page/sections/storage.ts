import { formatSize } from '../../../core/sizes.ts'
import { counted } from '../../../core/words.ts'
import type { ReportData } from '../../data/report-data.ts'
import { type Html, html } from '../html.ts'
import { code } from '../names.ts'
import { table } from '../table.ts'
import { part, section } from './section.ts'

/** Everything that is stored, by storage class; nothing if nothing is. */
export function storage({ totals }: ReportData): Html | undefined {
  if (totals.objects === 0) return undefined
  return section(
    'storage',
    'Storage',
    part(
      'By class',
      html`<p>${counted(totals.objects, 'object')}, ${formatSize(totals.bytes)}.</p>
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
    ],
    totals.storage,
  )
}`,
    ),
  )
}
