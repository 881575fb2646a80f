import { isSeries } from '../../catalog/names.ts'
import { parseBudget } from '../../core/ages.ts'
import { type Parsed, parsed, quoted, refused } from '../../core/parsed.ts'

/** How old the newest backup of a series may be. Milliseconds. */
export interface MaxAges {
  /** Of each series that is not named. */
  readonly others: number | undefined
  readonly bySeries: ReadonlyMap<string, number>
}

export const NO_MAX_AGES: MaxAges = { others: undefined, bySeries: new Map() }

/** Reads one `26h` for all, and one `shop: 26h` a line for a series; all mistakes at once. */
export function parseMaxAges(text: string): Parsed<MaxAges> {
  const bySeries = new Map<string, number>()
  const problems: string[] = []
  let others: number | undefined
  for (const line of text.split(/\r?\n/).map(each => each.replace(/(^|\s)#.*$/, '').trim())) {
    if (line === '') continue
    const [, series, age = ''] = /^(?:([^:]*?)\s*:\s*)?(.*)$/.exec(line) ?? []
    const read = parseBudget(age)
    if (!read.ok) problems.push(series === undefined ? read.problem : `${quoted(series)}: ${read.problem}`)
    else if (series === undefined && others !== undefined)
      problems.push(`${quoted(line)} is a second age for all series; write shop: ${age} for one of them`)
    else if (series === undefined) others = read.value
    else if (!isSeries(series)) problems.push(`${quoted(series)} is no series; write a line as shop: 26h`)
    else if (bySeries.has(series)) problems.push(`${quoted(series)} is given twice; write each series once`)
    else bySeries.set(series, read.value)
  }
  return problems.length > 0 ? refused(problems.join('; ')) : parsed({ others, bySeries })
}

/** Undefined where nobody said. */
export function maxAgeOf({ bySeries, others }: MaxAges, series: string): number | undefined {
  return bySeries.get(series) ?? others
}
