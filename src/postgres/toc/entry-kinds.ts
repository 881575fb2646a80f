import type { TocEntry } from './toc-entry.ts'

/** Relations, in the words of the table of contents. */
const RELATIONS = new Set(['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'])
/** Data that the fingerprint does not sum up. */
const OTHER_DATA = new Set(['MATERIALIZED VIEW DATA', 'BLOB METADATA', 'STATISTICS DATA'])

/**
 * Whether an entry belongs to the rows rather than to the definitions: data itself, a materialized view's refresh, and what
 * is said of large objects, which are data as a whole (as `pg_restore --data-only` has it).
 */
export function isDataEntry({
  data,
  kind,
  name,
}: Pick<TocEntry, 'kind' | 'name'> & Partial<Pick<TocEntry, 'data'>>): boolean {
  return (
    data !== undefined ||
    OTHER_DATA.has(kind) ||
    (['ACL', 'COMMENT', 'SECURITY LABEL'].includes(kind) && /^LARGE OBJECTS? \d/.test(name))
  )
}

export function isRelation({ kind }: Pick<TocEntry, 'kind'>): boolean {
  return RELATIONS.has(kind)
}

/** Tables with columns of their own, that rows may be lost with. */
export function isTable({ kind }: TocEntry): boolean {
  return kind === 'TABLE' || kind === 'FOREIGN TABLE'
}
