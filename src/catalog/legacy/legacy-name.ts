import { drilledKey } from '../drill-record-key.ts'
import { legacyGroupOf, type RetentionGroup } from '../group.ts'
import { CHECKSUM_SUFFIX, MANIFEST_SUFFIX } from '../names.ts'
import { type LegacyKind, legacyKindOf } from './legacy-kind.ts'
import type { LegacyPattern } from './legacy-pattern.ts'

/** What a legacy object's key says. */
export interface LegacyName {
  /** The backup's own: the checksum file beside it means the backup. */
  readonly key: string
  /** As if its name were in UTC. What the name leaves out is at its latest: no backup must seem older than it is. */
  readonly startedAt: Date
  readonly group: RetentionGroup
  readonly legacyKind: LegacyKind
  /** The pattern that names it. */
  readonly pattern: LegacyPattern
}

/** What no backup of a database holds: the roles of its server. */
const ROLES = /\.globals\.sql(?:\.age|\.gpg)?$/

/** Reads the key of an object without a manifest; undefined where no pattern names it, or no such day exists. */
export function legacyName(key: string, patterns: readonly LegacyPattern[]): LegacyName | undefined {
  if (key.endsWith(MANIFEST_SUFFIX) || drilledKey(key) !== undefined) return undefined
  const own = key.endsWith(CHECKSUM_SUFFIX) ? key.slice(0, -CHECKSUM_SUFFIX.length) : key
  const folders = own.split('/')
  const name = folders.pop() ?? own
  for (const pattern of patterns) {
    const match = pattern.expression.exec(name)
    const startedAt = match?.groups && timeOf(match.groups)
    const date = match?.indices?.groups
    const [start, end] = extentOf(date)
    const stem = name.slice(0, start).replace(/[_.-]+$/, '')
    if (!startedAt) continue
    const named = legacyGroupOf(folders, stem, name.slice(end))
    const group = ROLES.test(name) ? { ...named, what: 'roles' } : named
    return { key: own, startedAt, group, legacyKind: legacyKindOf(folders, group), pattern }
  }
  return undefined
}

/** Where the time begins, and where it has ended. */
function extentOf(places: Record<string, [number, number]> | undefined): [number, number] {
  const ends = Object.values(places ?? {}).filter(place => place !== undefined)
  return [Math.min(...ends.map(([start]) => start)), Math.max(...ends.map(([, end]) => end))]
}

function timeOf({
  year,
  month,
  day,
  hour = '23',
  minute = '59',
  second = '59',
}: Record<string, string>): Date | undefined {
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
  const time = new Date(text)
  // Date takes the 31st of February for the 3rd of March.
  const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 10))
  return exists ? time : undefined
}
