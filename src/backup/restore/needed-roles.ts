import { BackupError } from '../../core/errors.ts'
import { isDataEntry } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { named } from './named.ts'
import type { Circumstances } from './rules/skip-rule.ts'

/**
 * Roles that the entries name and the target lacks: owners where they are restored, and whom policies and user mappings are
 * for, always.
 * @throws BackupError `restore-role-missing` where they can't be created from the backup's own roles
 */
export function lackingRoles(
  load: readonly TocEntry[],
  { choices, manifest, target }: Circumstances,
): string[] {
  const definitions = load.filter(entry => !isDataEntry(entry))
  const needed = new Set([
    ...load.flatMap(({ roles }) => roles),
    ...(choices.noOwner ? [] : definitions.map(({ owner }) => owner)),
  ])
  const missing = [...needed]
    .filter(role => role !== '' && !isPredefined(role) && !target.roles.includes(role))
    .toSorted()
  if (missing.length === 0 || (choices.createRoles && manifest.globals)) return missing
  throw new BackupError({
    kind: 'refusal',
    code: 'restore-role-missing',
    message: `The backup needs ${missing.length > 1 ? 'roles' : 'a role'} that the target does not have: ${named(missing, 10)}.`,
    hint: `Create ${missing.length > 1 ? 'them' : 'it'} on the target${manifest.globals ? ', or write create-roles: true: the backup has its roles' : ''}${choices.noOwner ? '' : '; no-owner: true needs only those that policies name'}.`,
  })
}

/** The names that begin so are PostgreSQL's own. */
function isPredefined(role: string): boolean {
  return role.startsWith('pg_')
}
