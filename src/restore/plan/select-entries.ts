import type { Manifest } from '../../catalog/manifest.ts'
import { BackupError, defineError } from '../../core/errors.ts'
import { firstOf } from '../../core/words.ts'
import { isDataEntry } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { dataOfTables } from './data-of-tables.ts'
import type { RestoreSelection } from './restore-choices.ts'
import type { RestoreContext } from './rules/skip-rule.ts'
import { definitionsOfTables } from './tables-with-definitions.ts'

/**
 * The entries that a selection asks for, in the archive's order.
 * @throws BackupError `restore-list-unknown`, `restore-list-partial`, and what concerns the tables
 */
export function selectEntries(context: RestoreContext): TocEntry[] {
  const { choices, toc } = context
  const { selection } = choices
  switch (selection.kind) {
    case 'all':
      return toc.filter(entry => isOfMode(entry, selection.mode))
    case 'tables': {
      const ids = selection.definitions
        ? definitionsOfTables(selection.tables, context)
        : dataOfTables(selection.tables, toc)
      return toc.filter(({ id }) => ids.has(id))
    }
    case 'list':
      return listed(toc, selection.ids)
  }
}

function isOfMode(entry: TocEntry, mode: 'full' | 'schema' | 'data'): boolean {
  if (mode === 'full') return true
  return isDataEntry(entry) === (mode === 'data')
}

/** Whether a selection puts rows into tables that must be there: it defines none. */
export function isDataOnly(selection: RestoreSelection, { mode }: Pick<Manifest, 'mode'>): boolean {
  if (selection.kind === 'tables') return !selection.definitions
  return mode === 'data' || (selection.kind === 'all' && selection.mode === 'data')
}

/** How many numbers a message names. */
const MOST_NAMED = 10

const RESTORE_LIST_UNKNOWN = defineError({
  topic: 'restoring',
  code: 'restore-list-unknown',
  kind: 'refusal',
  meaning: 'The edited list names entries that the backup does not have: it is probably of another one.',
  fix: 'Take the list that a dry run of this very backup writes.',
})

function listed(toc: readonly TocEntry[], ids: readonly number[]): TocEntry[] {
  const known = new Set(toc.map(({ id }) => id))
  const unknown = ids.filter(id => !known.has(id))
  if (unknown.length > 0) {
    throw new BackupError({
      ...RESTORE_LIST_UNKNOWN,
      message: `The list names entries that this backup does not have: ${firstOf(unknown.map(String), MOST_NAMED)}.`,
      hint: 'Take the list of this very backup, as a dry run writes it: the numbers of another one mean something else.',
    })
  }
  const wanted = new Set(ids)
  const chosen = toc.filter(({ id }) => wanted.has(id))
  refusePartial(toc, chosen)
  return chosen
}

const RESTORE_LIST_PARTIAL = defineError({
  topic: 'restoring',
  code: 'restore-list-partial',
  kind: 'refusal',
  meaning:
    'The edited list has some, and not all, of what the manifest sums up together: the large objects, or entries of the same name.',
  fix: 'Name all of them in the list, or none.',
})

/** What the fingerprint sums up together can be proven only together: entries of one name, and the large objects. */
function refusePartial(toc: readonly TocEntry[], chosen: readonly TocEntry[]): void {
  const all = Map.groupBy(toc, summedAs)
  const partial = [...Map.groupBy(chosen, summedAs)].filter(
    ([name, some]) => name !== undefined && some.length < (all.get(name)?.length ?? 0),
  )
  if (partial.length === 0) return
  throw new BackupError({
    ...RESTORE_LIST_PARTIAL,
    message: `The list has some and not others of what can only be proven together: ${partial.map(([name]) => name).join('; ')}.`,
  })
}

function summedAs({ data, kind, name, schema }: TocEntry): string | undefined {
  if (data?.of === 'large objects') return 'the large objects'
  if (data !== undefined || kind === 'ACL' || kind === 'DEFAULT ACL') return undefined
  return `${kind} ${schema} ${name}`
}
