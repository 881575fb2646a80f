import type { ReportInputValues } from '../report-table.ts'
import { type Rule, rule } from './rule.ts'

/** What is reported, and at which prices. */
export const reportRules: readonly Rule<ReportInputValues>[] = [
  {
    about: ['max-age', 'series'],
    broken: ({ value }) => {
      const series = value('series')
      const other = [...value('max-age').bySeries.keys()].find(name => name !== series)
      if (series === undefined || other === undefined) return undefined
      return `max-age names ${other}, which series: ${series} leaves out; leave series empty, or name no other series in max-age`
    },
  },
  rule(
    ['currency', 'prices'],
    ({ value }) => value('currency') !== undefined && value('prices') === undefined,
    'currency is what prices are in, which is empty; give prices too, or leave currency empty',
  ),
]
