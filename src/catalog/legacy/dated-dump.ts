import { isOwnLayout } from '../layout.ts'
import type { ListedBackup } from '../stored-backups.ts'
import { LEGACY_KINDS, type LegacyKind } from './legacy-kind.ts'
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
 * What an object without a manifest looks like by its name, with or without a policy: a dump of before this action, whose
 * name has its day. Undefined for all others, and where only we put things.
 */
export function datedDump({
  dumpBytes,
  key,
  manifestBytes,
}: Pick<ListedBackup, 'dumpBytes' | 'key' | 'manifestBytes'>): LegacyName | undefined {
  if (dumpBytes === undefined || manifestBytes !== undefined) return undefined
  return ENDING.test(key) && !isOwnLayout(key) ? legacyName(key, PATTERNS) : undefined
}

/** Such dumps, by kind. */
export interface DatedDumps {
  readonly count: number
  readonly bytes: number
  readonly kinds: {
    kind: LegacyKind
    count: number
    bytes: number
    /** By its name, as ISO 8601. */
    newestAt: string
    newestKey: string
  }[]
}

/** Counts what looks like such dumps, with the newest of each kind: of a listing nothing else is kept. */
export class DatedTally {
  readonly #kinds = new Map<LegacyKind, DatedDumps['kinds'][number]>()

  add(listed: Pick<ListedBackup, 'dumpBytes' | 'key' | 'manifestBytes'>): void {
    const name = datedDump(listed)
    if (!name) return
    const newestAt = name.startedAt.toISOString()
    const before = this.#kinds.get(name.legacyKind)
    const isNewest = before === undefined || newestAt > before.newestAt
    this.#kinds.set(name.legacyKind, {
      kind: name.legacyKind,
      count: (before?.count ?? 0) + 1,
      bytes: (before?.bytes ?? 0) + (listed.dumpBytes ?? 0),
      newestAt: isNewest ? newestAt : before.newestAt,
      newestKey: isNewest ? listed.key : before.newestKey,
    })
  }

  dumps(): DatedDumps {
    const kinds = LEGACY_KINDS.flatMap(kind => this.#kinds.get(kind) ?? [])
    return {
      count: kinds.reduce((sum, { count }) => sum + count, 0),
      bytes: kinds.reduce((sum, { bytes }) => sum + bytes, 0),
      kinds,
    }
  }
}

/** Those among the objects of a listing. */
export function datedDumps(listed: readonly ListedBackup[]): DatedDumps {
  const tally = new DatedTally()
  for (const each of listed) tally.add(each)
  return tally.dumps()
}
