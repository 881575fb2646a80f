import { identifier } from '../../core/sql-quoting.ts'
import type { Membership } from '../../postgres/target/target-facts.ts'
import { isTable } from '../../postgres/toc/entry-kinds.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import { droppedRelations } from './drops.ts'
import { named } from './named.ts'
import type { RestoreContext } from './rules/skip-rule.ts'
import { sanitized } from './sanitized.ts'
import type { PlanDraft, Warning } from './warning.ts'

/** What a table that is made again leaves, and a publication or subscription that is. */
export const MEMBERSHIP_WARNINGS: readonly Warning[] = [
  (draft, context) => {
    const left = [...lost('publication', draft, context), ...notBrought(draft, context)]
    if (left.length === 0) return undefined
    return `Tables leave their publications: ${named(left)} (publication and table), since they are made again; add them again with ALTER PUBLICATION … ADD TABLE.`
  },

  (draft, context) => {
    const left = lost('subscription', draft, context)
    if (left.length === 0) return undefined
    return `Tables leave their subscriptions: ${named(left)} (subscription and table), since they are made again; take them up again with ALTER SUBSCRIPTION … REFRESH PUBLICATION.`
  },

  ({ clean, load }, { target }) => {
    if (!clean) return undefined
    const there = new Set(target.otherObjects)
    const again = load
      .filter(({ kind, name }) => kind === 'SUBSCRIPTION' && there.has(`subscription ${identifier(name)}`))
      .map(({ name }) => name)
    if (again.length === 0) return undefined
    return `Subscriptions are dropped and made again, switched off, without reaching their publishers, whose slots stay and keep what was written since: ${named(again)}. Switch them on with ALTER SUBSCRIPTION … ENABLE and REFRESH PUBLICATION, or drop the slots.`
  },
]

/** Of the target: what its tables are in, and what does not come with the backup. */
function lost(kind: Membership['kind'], { clean, load }: PlanDraft, context: RestoreContext): string[] {
  if (!clean) return []
  const gone = new Set(droppedRelations(load, context).map(keyOf))
  const replaced = new Set(load.filter(entry => entry.kind === kind.toUpperCase()).map(({ name }) => name))
  const brought = new Set(load.filter(entry => entry.kind === 'PUBLICATION TABLE').map(entry => keyOf(entry)))
  return context.target.memberships
    .filter(each => each.kind === kind)
    .filter(({ name, table }) =>
      kind === 'publication'
        ? (gone.has(keyOf(table)) || replaced.has(sanitized(name))) &&
          !brought.has(keyOf(entryName(table.schema, `${name} ${table.name}`)))
        : gone.has(keyOf(table)) && !replaced.has(sanitized(name)),
    )
    .map(wordsFor)
}

/** Of the backup: what its tables are in, and does not come along with tables that are restored alone. */
function notBrought({ load }: PlanDraft, { choices, target, toc }: RestoreContext): string[] {
  if (choices.selection.kind !== 'tables') return []
  const made = new Set(load.filter(isTable).map(({ id }) => id))
  const known = new Set(target.memberships.map(wordsFor))
  return toc
    .filter(({ dependencies, kind }) => kind === 'PUBLICATION TABLE' && dependencies.some(id => made.has(id)))
    .map(({ name }) => name)
    .filter(name => !known.has(name))
}

function wordsFor({ name, table }: Membership): string {
  return sanitized(`${name} ${table.name}`)
}
