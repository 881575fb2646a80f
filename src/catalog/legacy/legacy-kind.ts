import { BACKUP_CLASSES } from '../backup-class.ts'
import type { RetentionGroup } from '../group.ts'

/** What a legacy object is by its folder and name: of a class, or else what it holds. */
export const LEGACY_KINDS = [...BACKUP_CLASSES, 'full', 'schema', 'data', 'tables', 'roles'] as const
export type LegacyKind = (typeof LEGACY_KINDS)[number]

/**
 * The kind of a legacy object: of the class that one of its folders is called after, or that its name ends with before or
 * after the time (`shop_daily_20250121_030000.dump`, `shop_backup_20250121_030000_pre-deploy.dump`). Any other has the kind
 * of what it holds.
 */
export function legacyKindOf(
  folders: readonly string[],
  { series, what, ending = '' }: RetentionGroup,
): LegacyKind {
  const name = withDashes(series.slice(series.lastIndexOf('/') + 1))
  const after = withDashes(ending)
  const found = BACKUP_CLASSES.find(
    each =>
      folders.includes(each) ||
      name === each ||
      name.endsWith(`-${each}`) ||
      new RegExp(`^[-.]${each}(?:[-.]|$)`).test(after),
  )
  if (found) return found
  const holds = what.startsWith('tables ') ? 'tables' : what
  return LEGACY_KINDS.find(each => each === holds) ?? 'full'
}

function withDashes(text: string): string {
  return text.replaceAll('_', '-')
}
