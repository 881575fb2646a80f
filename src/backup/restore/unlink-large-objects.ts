import { BackupError } from '../../core/errors.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { named } from './named.ts'
import type { Circumstances } from './rules/skip-rule.ts'

/** SQL that removes the large objects that the load makes, whose numbers would collide; empty where it makes none. */
export function unlinkLargeObjects(load: readonly TocEntry[]): string {
  const numbers = load.flatMap(({ largeObjects = [] }) => largeObjects)
  if (numbers.length === 0) return ''
  return `SELECT pg_catalog.count(pg_catalog.lo_unlink(oid)) FROM pg_catalog.pg_largeobject_metadata
 WHERE oid = ANY ('{${numbers.join(',')}}'::pg_catalog.oid[]);`
}

/**
 * Those of the target that are removed, in words. A number says nothing of what is in a large object: in another database
 * than the one that was backed up it is another one.
 * @throws BackupError `restore-large-objects-there`
 */
export function replacedLargeObjects(
  load: readonly TocEntry[],
  { choices, target }: Pick<Circumstances, 'choices' | 'target'>,
): string[] {
  const there = load.flatMap(({ largeObjects = [] }) =>
    largeObjects.filter(number => target.largeObjects.has(number)),
  )
  if (there.length === 0) return []
  const words = `${there.length} large ${there.length === 1 ? 'object' : 'objects'}: ${named(there, 10)}`
  if (choices.allow.has('not-empty')) return [words]
  throw new BackupError({
    kind: 'refusal',
    code: 'restore-large-objects-there',
    message: `The target has large objects of the same numbers as the backup, which would be replaced, whatever is in them: ${words}.`,
    hint: 'If those are the same objects, as in the database that was backed up, write allow: not-empty; tables restores rows and leaves large objects alone.',
  })
}
