import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import type { SkippedEntry } from './restore-plan.ts'
import { DATABASE_RULES } from './rules/database.ts'
import { EXTENSION_RULES } from './rules/extensions.ts'
import { OUTBOUND_RULES } from './rules/outbound.ts'
import { PLATFORM_RULES } from './rules/platform.ts'
import { PRIVILEGE_RULES } from './rules/privileges.ts'
import { SCHEMA_RULES } from './rules/schemas.ts'
import type { RestoreContext, SkipRule } from './rules/skip-rule.ts'
import { SUPERUSER_RULES } from './rules/superuser.ts'
import { rowsOf } from './table-rows.ts'

/** In this order: the first that applies is the one that is reported. */
export const SKIP_RULES: readonly SkipRule[] = [
  ...DATABASE_RULES,
  ...PLATFORM_RULES,
  ...OUTBOUND_RULES,
  ...EXTENSION_RULES,
  ...SCHEMA_RULES,
  ...PRIVILEGE_RULES,
  ...SUPERUSER_RULES,
]

export interface Sorted {
  readonly load: readonly TocEntry[]
  readonly skip: readonly SkippedEntry[]
  readonly warnings: readonly string[]
}

/** Sorts the entries that were asked for into those that are loaded and those that a rule keeps out. */
export function skipEntries(selected: readonly TocEntry[], context: RestoreContext): Sorted {
  const kept = new Map<SkipRule, TocEntry[]>()
  const reasons = new Map<number, Pick<SkippedEntry, 'missing' | 'there' | 'why'>>()
  const nowhere = new Map<number, Nowhere>()
  for (const entry of selected) {
    const rule = SKIP_RULES.find(each => each.applies(entry, context))
    if (!rule) continue
    kept.set(rule, [...(kept.get(rule) ?? []), entry])
    const why = rule.why(entry, context)
    reasons.set(entry.id, {
      why,
      ...(rule.there && { there: rule.there }),
      ...(rule.missing && { missing: true }),
    })
    if (rule.withDependents) nowhere.set(entry.id, { words: wordsFor(entry), missing: rule.missing === true })
  }
  for (const entry of dependentsFirstFound(selected, reasons, nowhere)) {
    const { missing, words } = nowhere.get(entry.id) ?? { words: '', missing: true }
    reasons.set(entry.id, { why: `needs ${words}, which is skipped`, ...(missing && { missing: true }) })
  }
  const rows = rowsOf(context.manifest)
  return {
    load: selected.filter(({ id }) => !reasons.has(id)),
    skip: selected.flatMap(entry => {
      const reason = reasons.get(entry.id)
      return reason ? [{ entry, ...reason, ...rows(entry) }] : []
    }),
    warnings: [...kept].flatMap(([rule, entries]) => rule.warning?.(entries, context) ?? []),
  }
}

/** What will be nowhere afterwards: in words, and whether it was asked for. */
interface Nowhere {
  readonly words: string
  readonly missing: boolean
}

/** What needs something that is nowhere, directly or not; remembers in `nowhere` what that is. */
function dependentsFirstFound(
  selected: readonly TocEntry[],
  reasons: ReadonlyMap<number, unknown>,
  nowhere: Map<number, Nowhere>,
): TocEntry[] {
  const found: TocEntry[] = []
  let before: number
  do {
    before = found.length
    for (const entry of selected) {
      if (reasons.has(entry.id) || nowhere.has(entry.id)) continue
      const needed = entry.dependencies.map(id => nowhere.get(id)).find(each => each !== undefined)
      if (needed === undefined) continue
      nowhere.set(entry.id, needed)
      found.push(entry)
    }
  } while (found.length > before)
  return found
}

function wordsFor({ kind, name }: TocEntry): string {
  return `${kind.toLowerCase()} ${name}`
}
