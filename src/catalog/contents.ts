import type { Manifest } from './manifest.ts'

/** What in a manifest says what the backup holds. */
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

/** How much of its database a backup has: `most`, except what was left out by name. */
export function shareOf({ mode, options }: Holding): 'all' | 'most' | 'some' {
  if (mode !== 'full' || options.tables.length > 0 || options.schemas.length > 0) return 'some'
  const leftOut = [options.excludeSchemas, options.excludeTableData, options.excludeTables]
  return leftOut.some(({ length }) => length > 0) ? 'most' : 'all'
}

/** Whether everything that the other's choice lets in is let in by this one's, by the patterns as they are written. */
export function holdsAsMuch(one: Holding, other: Holding): boolean {
  const [mine, its] = [one.options, other.options]
  const rowsCount = one.mode !== 'schema' && other.mode !== 'schema'
  return (
    (one.mode === 'full' || one.mode === other.mode) &&
    isAsWide(mine.tables, its.tables) &&
    isAsWide(mine.schemas, its.schemas) &&
    isWithin(mine.excludeSchemas, its.excludeSchemas) &&
    isWithin(mine.excludeTables, its.excludeTables) &&
    (!rowsCount || isWithin(mine.excludeTableData, [...its.excludeTableData, ...its.excludeTables]))
  )
}

/** Where nothing is chosen by name, everything is. */
function isAsWide(mine: readonly string[], its: readonly string[]): boolean {
  return mine.length === 0 || (its.length > 0 && isWithin(its, mine))
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every(each => all.includes(each))
}

/** Whether what it holds, as far as it is known, is a whole database except what was left out by name. */
export function mayBeWhole(what: string): boolean {
  return what === 'full' || what.startsWith('full, without ')
}

function chosen(name: string, patterns: readonly string[]): string | undefined {
  if (patterns.length === 0) return undefined
  const plain = patterns.map(each => (/^[\w.*?-]+$/.test(each) ? each : JSON.stringify(each)))
  return `${name} ${[...new Set(plain)].toSorted().join(', ')}`
}
