import { archivePrefix, seriesOfKey } from './archive-key.ts'

/** Which series a run is about; undefined: all. */
interface OfSeries {
  readonly series: string | undefined
}

/** Where a run looks. */
export function prefixesOf({ series }: OfSeries): readonly string[] {
  if (series === undefined) return ['']
  const prefixes = [`${series}/`, archivePrefix(series)]
  // Those of a series that is called archive contain each other.
  return prefixes.filter(each => !prefixes.some(other => other !== each && each.startsWith(other)))
}

/** Whether a run looks at what is under a key: a series that is called archive has not what others have archived. */
export function isLookedAt(key: string, { series }: OfSeries): boolean {
  return series === undefined || seriesOfKey(key) === series
}
