import { MANIFEST_SUFFIX } from '../../src/catalog/names.ts'
import { timeInName } from '../../src/catalog/time-in-name.ts'

/** When what a store holds was stored: each manifest when its name says that the backup was begun, or everything at one time. */
export type Dates = 'when named' | Date

/** A listing of objects, versions or uploads in which everything has these dates. */
export function dateListing(listing: string, dates: Dates): string {
  if (dates !== 'when named')
    return listing.replaceAll(/(<(?:LastModified|Initiated)>)[^<]+/g, `$1${dates.toISOString()}`)
  return listing.replaceAll(/<Contents>.*?<\/Contents>/gs, entry => {
    const [, key = ''] = /<Key>([^<]*)<\/Key>/.exec(entry) ?? []
    const time = key.endsWith(MANIFEST_SUFFIX) ? timeInName(key) : undefined
    return time ? entry.replace(/(<LastModified>)[^<]+/, `$1${time.toISOString()}`) : entry
  })
}
