import { isOwnLayout } from '../catalog/layout.ts'
import type { ListedBackup } from '../catalog/stored-backups.ts'
import { type LegacyName, legacyName } from './legacy-name.ts'
import { type LegacyPattern, parseLegacyPattern } from './legacy-pattern.ts'

/** How scripts write the time into names, the most exact first. */
const WRITTEN = [
  '*YYYYMMDD_HHMMSS*',
  '*YYYYMMDD-HHMMSS*',
  '*YYYYMMDDTHHMMSS*',
  '*YYYYMMDDHHMMSS*',
  '*YYYYMMDD*',
  '*YYYY-MM-DD*',
  '*YYYY_MM_DD*',
  '*YYYY.MM.DD*',
]
const PATTERNS: readonly LegacyPattern[] = WRITTEN.flatMap(text => {
  const pattern = parseLegacyPattern(text)
  return pattern.ok ? [pattern.value] : []
})
const ENDING =
  /\.(?:dump|dmp|sql|backup|bak|custom|pgdump|tar|tgz|gz|zst|xz|bz2|lz4|zip)(?:\.(?:gz|zst|xz|bz2|lz4|zip|age|gpg|pgp|asc|enc))*$/i

/**
 * What an object without a manifest looks like by its name, whatever the policy says: a dump of before this action, whose
 * name tells its day. Undefined for all others, and where only we put things.
 */
export function datedDump({
  dumpBytes,
  key,
  manifestBytes,
}: Pick<ListedBackup, 'dumpBytes' | 'key' | 'manifestBytes'>): LegacyName | undefined {
  if (dumpBytes === undefined || manifestBytes !== undefined) return undefined
  return ENDING.test(key) && !isOwnLayout(key) ? legacyName(key, PATTERNS) : undefined
}
