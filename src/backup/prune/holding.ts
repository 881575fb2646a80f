import type { Manifest } from '../manifest.ts'

/** What of a manifest says what the backup holds. */
export type Holding = Pick<Manifest, 'mode' | 'options'>

/**
 * What a backup holds, by its manifest: `full`, `schema`, `data`, and what was chosen of it, `full, schemas audit` or
 * `tables items, orders`. The same for the same choice in any order: only such backups stand in for each other.
 */
export function whatOf({ mode, options }: Holding): string {
  const { excludeSchemas, excludeTableData, excludeTables, schemas, tables } = options
  const choices = [
    chosen('tables', tables),
    chosen('schemas', schemas),
    chosen('without schemas', excludeSchemas),
    chosen('without tables', excludeTables),
    chosen('without rows of', excludeTableData),
  ].filter(each => each !== undefined)
  return (tables.length > 0 && mode === 'full' ? choices : [mode, ...choices]).join(', ')
}

/** How much of its database a backup has: `most`, but for what was left out by name. */
export function shareOf({ mode, options }: Holding): 'all' | 'most' | 'some' {
  if (mode !== 'full' || options.tables.length > 0 || options.schemas.length > 0) return 'some'
  const leftOut = [options.excludeSchemas, options.excludeTableData, options.excludeTables]
  return leftOut.some(({ length }) => length > 0) ? 'most' : 'all'
}

/** Whether what it holds, as far as it is known, is a whole database but for what was left out by name. */
export function mayBeWhole(what: string): boolean {
  return what === 'full' || what.startsWith('full, without ')
}

function chosen(name: string, patterns: readonly string[]): string | undefined {
  if (patterns.length === 0) return undefined
  const plain = patterns.map(each => (/^[\w.*?-]+$/.test(each) ? each : JSON.stringify(each)))
  return `${name} ${[...new Set(plain)].toSorted().join(', ')}`
}
