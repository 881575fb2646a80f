import { OUTCOMES, type Weighed } from './severity.ts'

/** More than these are counted before any of them is named: what is common says more than the first of many names. */
export const MOST_NAMED = 5

/**
 * What many anomalies come to: `2,500 tables are empty, 1,500 are gone, rows in all −80.0 %`. Undefined for few, which are
 * named each.
 */
export function totalsOf(found: readonly Weighed[]): string | undefined {
  if (found.length <= MOST_NAMED) return undefined
  const tables = OUTCOMES.flatMap(([outcome, one, several]) => {
    const count = found.filter(each => each.outcome === outcome).length
    return count === 0 ? [] : [{ count, words: count === 1 ? one : several }]
  }).map(({ count, words }, index) => {
    const what = index > 0 ? '' : count === 1 ? ' table' : ' tables'
    return `${count.toLocaleString('en-US')}${what} ${words}`
  })
  const figures = found
    .filter(({ outcome }) => outcome === undefined)
    .map(({ finding: { change, what } }) => `${what.slice(0, 1).toLowerCase()}${what.slice(1)} ${change}`)
  return [...tables, ...figures].join(', ')
}
