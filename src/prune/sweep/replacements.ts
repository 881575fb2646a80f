import { archivedSeries } from '../../catalog/archive-key.ts'
import { groupOf, nameOfGroup, type RetentionGroup } from '../../catalog/group.ts'
import type { ListedBackup } from '../../catalog/stored-backups.ts'
import { isPrimary, isRetainable, type StoredBackup } from '../../retention/stored-backup.ts'
import { withFacts } from '../classify.ts'
import { readDrills, readFacts } from '../evidence.ts'
import type { PruneDeps } from '../request.ts'

/** What there is, after all that was to go is gone. */
export interface Remaining {
  readonly kept: readonly StoredBackup[]
  readonly listed: ReadonlyMap<string, ListedBackup>
}

/** What a backup that cannot be read is said to hold by its key; a copy in the archive is of a whole database. */
export function groupOfUnread(key: string): RetentionGroup {
  const series = archivedSeries(key)
  return series === undefined ? groupOf(key) : { series, what: 'full' }
}

/**
 * Says of which groups there is a proven backup that holds as much: the whole database of that series, or the same by its
 * name. Its manifest, its size and its drills are asked, once for each group: nothing here goes by a name alone.
 */
export class Replacements {
  readonly #remaining: Remaining
  readonly #parts: PruneDeps
  readonly #asked = new Map<string, Promise<boolean>>()

  constructor(remaining: Remaining, parts: PruneDeps) {
    this.#remaining = remaining
    this.#parts = parts
  }

  has(group: RetentionGroup): Promise<boolean> {
    const name = nameOfGroup(group)
    const known = this.#asked.get(name) ?? this.#find(group)
    this.#asked.set(name, known)
    return known
  }

  async #find(group: RetentionGroup): Promise<boolean> {
    const enough = (each: StoredBackup): boolean =>
      isRetainable(each) &&
      isPrimary(each) &&
      each.group.series === group.series &&
      (each.group.what === 'full' || nameOfGroup(each.group) === nameOfGroup(group))
    const newestFirst = this.#remaining.kept
      .filter(enough)
      .toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime())
    for (const backup of newestFirst) {
      const known = await this.#known(backup)
      if (known && enough(known)) return true
    }
    return false
  }

  async #known(backup: StoredBackup): Promise<StoredBackup | undefined> {
    const listed = this.#remaining.listed.get(backup.key)
    if (!listed) return undefined
    const [facts] = await readFacts([listed], this.#parts)
    const drills = await readDrills(listed, this.#parts)
    return facts && { ...withFacts(backup, listed, facts), ...drills }
  }
}
