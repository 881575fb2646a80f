import { type Fingerprint, qualifiedName, type SequenceValue, type TableSum } from './fingerprint.ts'
import type { TocComment } from './toc-comment.ts'

/** Something that two fingerprints do not have in common. */
export interface Difference {
  readonly of: 'table' | 'definition' | 'sequence' | 'large objects'
  /** A table's or sequence's qualified name, or a definition's name as `definitionName` has it. */
  readonly name: string
  readonly how: 'missing' | 'extra' | 'different'
  /** In words that complete `line`: `has 3 rows, expected 4`. */
  readonly what: string
  /** In words that name the object. */
  readonly line: string
}

/**
 * What differs between two fingerprints, a line each, in words that name the object; empty when they are equal. `actual`
 * is the one in question: what `expected` does not have is "extra", what it lacks is "missing".
 */
export function differences(expected: Fingerprint, actual: Fingerprint): string[] {
  return findDifferences(expected, actual).map(({ line }) => line)
}

/** The same, for those who have to distinguish them. */
export function findDifferences(expected: Fingerprint, actual: Fingerprint): Difference[] {
  return [
    ...compare('table', expected.tables, actual.tables, qualifiedName, differentTable),
    ...compare(
      'definition',
      definitions(expected),
      definitions(actual),
      ({ name }) => name,
      (one, other) => (one.sums === other.sums ? undefined : 'is defined differently'),
    ),
    ...compare(
      'sequence',
      expected.sequences,
      actual.sequences,
      ({ sequence }) => sequence,
      differentSequence,
    ),
    ...differentLargeObjects(expected, actual),
  ]
}

/** `INDEX public.by_name`, `EXTENSION citext`: what a definition is called in differences. */
export function definitionName(entry: TocComment): string {
  // PostgreSQL says it twice of casts, transforms and user mappings: `CAST (text AS app.pair)`.
  if (entry.name.startsWith(`${entry.kind} `) && entry.schema === '-') return entry.name
  return `${entry.kind} ${entry.schema === '-' ? entry.name : qualifiedName(entry)}`
}

/** By name: some entries share one, such as operators for several types. */
function definitions({ objects }: Fingerprint): { readonly name: string; readonly sums: string }[] {
  return [...Map.groupBy(objects, definitionName)].map(([name, same]) => ({
    name,
    sums: same
      .map(({ sha256 }) => sha256)
      .toSorted()
      .join(),
  }))
}

function compare<T>(
  of: Difference['of'],
  expected: readonly T[],
  actual: readonly T[],
  nameOf: (each: T) => string,
  difference: (expected: T, actual: T) => string | undefined,
): Difference[] {
  const there = new Map(actual.map(each => [nameOf(each), each]))
  const wanted = new Set(expected.map(nameOf))
  const publish = (name: string, how: Difference['how'], what: string): Difference => ({
    of,
    name,
    how,
    what,
    line: `${of === 'sequence' ? 'sequence ' : ''}${name} ${what}`,
  })
  const found = expected.flatMap(each => {
    const name = nameOf(each)
    const other = there.get(name)
    if (other === undefined) return [publish(name, 'missing', 'is missing')]
    const what = difference(each, other)
    return what === undefined ? [] : [publish(name, 'different', what)]
  })
  const extra = [...there.keys()].filter(name => !wanted.has(name))
  return [...found, ...extra.map(name => publish(name, 'extra', 'is extra'))]
}

function differentTable(expected: TableSum, actual: TableSum): string | undefined {
  if (expected.rows !== actual.rows) return `has ${actual.rows} rows, expected ${expected.rows}`
  return expected.sha256 === actual.sha256 ? undefined : `has other content in its ${actual.rows} rows`
}

function differentSequence(expected: SequenceValue, actual: SequenceValue): string | undefined {
  if (expected.value !== actual.value) return `is at ${actual.value}, expected ${expected.value}`
  if (expected.called === actual.called) return undefined
  return `is at ${actual.value}, ${actual.called ? 'which was given out already' : 'not given out yet'}, unlike in the backup`
}

function differentLargeObjects(
  { largeObjects: one }: Fingerprint,
  { largeObjects: other }: Fingerprint,
): Difference[] {
  const publish = (line: string): Difference => ({
    of: 'large objects',
    name: 'large objects',
    how: 'different',
    what: line,
    line,
  })
  if (one.count !== other.count) return [publish(`large objects: ${other.count}, expected ${one.count}`)]
  return one.sha256 === other.sha256 ? [] : [publish(`the ${one.count} large objects have other content`)]
}
