import { archivedSeries } from './archive-key.ts'
import { isPlainKey } from './plain-key.ts'
import { timeInName } from './time-in-name.ts'

const FOLDERS = /^(?:\d{4}\/\d{2}|pre-deploy|pre-restore|schemas|data-only|tables)$/

/**
 * Whether a backup of that key would are where we put backups, under a name that we give (design §2): anything else is in
 * a bucket is none of our business.
 */
export function isOwnLayout(key: string): boolean {
  if (!isPlainKey(key)) return false
  const name = key.slice(key.lastIndexOf('/') + 1)
  if (timeInName(key) === undefined || !/\.(?:dump|sql)(?:\.(?:gz|zst))?(?:\.(?:age|gpg))?$/.test(name))
    return false
  const archived = archivedSeries(key)
  if (archived !== undefined) return name.startsWith(`${archived}_`)
  const [series = '', ...folders] = key.split('/').slice(0, -1)
  return FOLDERS.test(folders.join('/')) && name.startsWith(`${series}_`)
}
