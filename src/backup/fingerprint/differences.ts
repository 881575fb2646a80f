import { type Fingerprint, qualifiedName, type TableSum } from './fingerprint.ts'

/**
 * What differs between two fingerprints, a line each, in words that name the object; empty when they are equal. `actual`
 * is the one in question: what `expected` does not have is "extra", what it lacks is "missing".
 */
export function differences(expected: Fingerprint, actual: Fingerprint): string[] {
  return [
    ...compare(expected.tables, actual.tables, qualifiedName, differentTable),
    ...compare(
      definitions(expected),
      definitions(actual),
      ({ name }) => name,
      (one, other) => (one.sums === other.sums ? undefined : 'is defined differently'),
    ),
    ...compare(
      expected.sequences,
      actual.sequences,
      ({ sequence }) => `sequence ${sequence}`,
      (one, other) =>
        one.value === other.value && one.called === other.called
          ? undefined
          : `is at ${other.value}, expected ${one.value}`,
    ),
    ...differentLargeObjects(expected, actual),
  ]
}

/** By name: some entries share one, such as operators for several types. */
function definitions({ objects }: Fingerprint): { readonly name: string; readonly sums: string }[] {
  const byName = Map.groupBy(objects, object => `${object.kind} ${qualifiedName(object)}`)
  return [...byName].map(([name, same]) => ({
    name,
    sums: same
      .map(({ sha256 }) => sha256)
      .toSorted()
      .join(),
  }))
}

function compare<T>(
  expected: readonly T[],
  actual: readonly T[],
  nameOf: (each: T) => string,
  difference: (expected: T, actual: T) => string | undefined,
): string[] {
  const there = new Map(actual.map(each => [nameOf(each), each]))
  const wanted = new Set(expected.map(nameOf))
  const lines = expected.flatMap(each => {
    const name = nameOf(each)
    const found = there.get(name)
    const what = found === undefined ? 'is missing' : difference(each, found)
    return what === undefined ? [] : [`${name} ${what}`]
  })
  return [...lines, ...[...there.keys()].filter(name => !wanted.has(name)).map(name => `${name} is extra`)]
}

function differentTable(expected: TableSum, actual: TableSum): string | undefined {
  if (expected.rows !== actual.rows) return `has ${actual.rows} rows, expected ${expected.rows}`
  return expected.sha256 === actual.sha256 ? undefined : `has other content in its ${actual.rows} rows`
}

function differentLargeObjects(
  { largeObjects: one }: Fingerprint,
  { largeObjects: other }: Fingerprint,
): string[] {
  if (one.count !== other.count) return [`large objects: ${other.count}, expected ${one.count}`]
  return one.sha256 === other.sha256 ? [] : [`the ${one.count} large objects have other content`]
}
