import { successorOf } from '../group.ts'
import type { LegacyName } from './legacy-name.ts'

/**
 * Whether a legacy object is one of a series: it has the series' name, or a pattern that begins with a name names it, and
 * who wrote that means this series. What is in a folder that may be another server's is of no series. A dump of tables
 * has the table's name behind the series'.
 */
export function isLegacyOf(
  { group, pattern }: Pick<LegacyName, 'group' | 'pattern'>,
  series: string,
): boolean {
  const successor = successorOf(group, series)
  if (!successor) return false
  return (
    pattern.begins !== '' ||
    successor.series === series ||
    (group.what.startsWith('tables ') && successor.series.startsWith(`${series}_`))
  )
}
