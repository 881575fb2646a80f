import { DATABASE_SETTINGS, type TocEntry } from '../../../postgres/toc/toc-entry.ts'
import type { SkipRule } from './skip-rule.ts'

/** What is the database's own is not restored: it may be another one, that somebody else has set up. */
export const DATABASE_RULES: readonly SkipRule[] = [
  {
    name: 'settings of the database',
    applies: ({ kind }) => kind === DATABASE_SETTINGS,
    why: entry => `belongs to the database itself, not to what is in it${settings(entry)}`,
    warning: entries => {
      const names = entries.flatMap(entry => entry.settings ?? [])
      const what = names.length > 0 ? `its settings of ${names.join(', ')}` : 'its properties'
      return `The source database has ${what}, which no restore brings: set them yourself with ALTER DATABASE … SET.`
    },
  },
]

function settings({ settings: names = [] }: TocEntry): string {
  return names.length > 0 ? `: ALTER DATABASE … SET ${names.join(', ')}` : ''
}
