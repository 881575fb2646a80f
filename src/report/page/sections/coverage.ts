import { formatAge } from '../../../core/ages.ts'
import { daysCovered, daysWords } from '../../data/coverage.ts'
import type { ReportCoverage } from '../../data/report-series.ts'

/** How many days of the past year can be restored, and the longest gap between two of them. */
export function coverageWords(covered: ReportCoverage): string {
  const { longestGapMs, oldestAt } = covered
  const found = daysCovered(covered)
  if (found.restorable === 0)
    return `Nothing of the last ${found.of} days can be restored as a whole${oldestAt === undefined ? '' : `; the newest before is older, the oldest of ${oldestAt.slice(0, 10)}`}.`
  const gap = longestGapMs === undefined ? '' : ` The longest gap is ${formatAge(longestGapMs)}.`
  const oldest = oldestAt === undefined ? '' : ` The oldest is of ${oldestAt.slice(0, 10)}.`
  return `${daysWords(found)}, in ${found.months.restorable} of ${found.months.of} months.${gap}${oldest}`
}
