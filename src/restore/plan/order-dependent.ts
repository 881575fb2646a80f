import type { TocEntry } from '../../postgres/toc/toc-entry.ts'

/** What a table's rows pass through on the way to a function: a column's type, an operator in an expression. */
const PASSED_THROUGH = new Set(['DOMAIN', 'TYPE', 'OPERATOR', 'CAST'])
/** What is asked about each row though the table's own definition does not say so. */
const TYPES = new Set(['DOMAIN', 'TYPE'])

/**
 * Whether several sessions could fail where one does not, or the other way round. A function that is asked about each row
 * may read other tables, whose rows several sessions have loaded or not. And a domain's constraint that is not valid for
 * the rows that are there stands last in the archive, but needs nothing but the domain, and so pg_restore may create it
 * before the rows.
 */
export function needsItsOrder(load: readonly TocEntry[]): boolean {
  const entries = new Map(load.map(entry => [entry.id, entry]))
  const needed = ({ dependencies }: TocEntry): TocEntry[] => dependencies.flatMap(id => entries.get(id) ?? [])
  const callsFunction = (entry: TocEntry, seen: ReadonlySet<number>): boolean => {
    if (entry.kind === 'FUNCTION') return true
    if (!PASSED_THROUGH.has(entry.kind) || seen.has(entry.id)) return false
    return needed(entry).some(next => callsFunction(next, new Set([...seen, entry.id])))
  }
  return load.some(entry => {
    if (entry.kind === 'CHECK CONSTRAINT') return needed(entry).some(({ kind }) => kind === 'DOMAIN')
    if (entry.kind !== 'TABLE') return false
    const asked = needed(entry).filter(({ kind }) => entry.judgesRows || TYPES.has(kind))
    return asked.some(next => callsFunction(next, new Set()))
  })
}
