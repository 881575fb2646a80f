import { legacyWords } from '../../../catalog/legacy/legacy-words.ts'
import { formatSize } from '../../../core/sizes.ts'
import { andMore, counted } from '../../../core/words.ts'
import type { ReportData } from '../../data/report-data.ts'
import { type Html, html } from '../html.ts'
import { code, moment, named } from '../names.ts'
import { details, table } from '../table.ts'
import { part, section } from './section.ts'

/** What is no backup, or none that can be read; nothing where all is as it should be. */
export function leftovers({
  legacy,
  orphans,
  unreadable,
  unreadableCount,
  warnings,
}: ReportData): Html | undefined {
  if (legacy.count + orphans.count + unreadableCount + warnings.length === 0) return undefined
  return section(
    'leftovers',
    'What does not count',
    html`${legacy.count > 0 && older(legacy)}${
      unreadableCount > 0 &&
      part(
        'Unreadable',
        html`<p>${counted(unreadableCount, 'manifest')} cannot be read: what is not described is no backup.</p>${table(
          'Backups whose manifest cannot be read',
          [
            { head: 'Backup', cell: ({ key }) => code(key) },
            { head: 'Why', cell: ({ message }) => named(message) },
          ],
          unreadable,
        )}${more(unreadableCount - unreadable.length)}`,
      )
    }${
      orphans.count > 0 &&
      part(
        'Orphans',
        html`<p>${counted(orphans.count, 'object')} older than a day, ${formatSize(orphans.bytes)}, ${orphans.count === 1 ? 'belongs' : 'belong'} to no backup; prune sweeps such.</p>${details(
          `${orphans.keys.length === orphans.count ? 'Their' : `The first ${orphans.keys.length}`} names`,
          html`<ul class="keys">${orphans.keys.map(key => html`<li>${code(key)}</li>`)}</ul>${more(orphans.count - orphans.keys.length)}`,
        )}`,
      )
    }${
      warnings.length > 0 &&
      part(
        'Not whole',
        html`<p>What kept this report from being whole:</p><ul>${warnings.map(text => html`<li>${named(text)}</li>`)}</ul>`,
      )
    }`,
  )
}

/** Dumps of before this action: they may restore, and nobody knows. */
function older(legacy: ReportData['legacy']): Html {
  return part(
    'Older dumps',
    html`<p>${legacyWords(legacy)}, ${formatSize(legacy.bytes)}. docs/recovery.md §7 says how one is restored; with ${code('legacy-pattern')} prune lets them go by age.</p>${table(
      'Dumps without a manifest, by what their folders and names say',
      [
        { head: 'Kind', cell: ({ kind }) => kind },
        { head: 'Dumps', as: 'number', cell: ({ count }) => count.toLocaleString('en-US') },
        { head: 'Size', as: 'number', cell: ({ bytes }) => formatSize(bytes) },
        { head: 'Newest (UTC)', cell: ({ newestAt }) => moment(newestAt) },
        { head: 'Key', cell: ({ newestKey }) => code(newestKey) },
      ],
      legacy.kinds,
    )}`,
  )
}

function more(count: number): Html | undefined {
  const [words] = andMore(count)
  return words === undefined ? undefined : html`<p>${words}</p>`
}
