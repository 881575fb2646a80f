import type { TocEntry } from './toc-entry.ts'

/** SQL that removes the large objects that the load makes, whose numbers would collide; empty where it makes none. */
export function unlinkLargeObjects(load: readonly TocEntry[]): string {
  const numbers = load.flatMap(({ largeObjects = [] }) => largeObjects)
  if (numbers.length === 0) return ''
  return `SELECT pg_catalog.count(pg_catalog.lo_unlink(oid)) FROM pg_catalog.pg_largeobject_metadata
 WHERE oid = ANY ('{${numbers.join(',')}}'::pg_catalog.oid[]);`
}
