import { counts, type StoredBackup } from './stored-backup.ts'

const DAY_MS = 86_400_000

/**
 * Why no policy may remove a backup (design, promise 7), asked before any rule is; undefined where one may. A group never
 * loses what it would be restored from: its newest proven backup; where none is proven, its newest refuted and its newest
 * legacy one, which are better than none.
 * @param newestFirst all backups of one group
 */
export function protectionsOf(
  newestFirst: readonly StoredBackup[],
  now: Date,
): (backup: StoredBackup) => string | undefined {
  const proven = newestFirst.find(counts)
  const drilled = newestFirst.find(each => counts(each) && each.drilled !== undefined)
  const refuted = newestFirst.find(each => each.complete && !each.legacy)
  const legacy = newestFirst.find(each => each.legacy && each.bytes > 0)
  return backup => {
    if (backup.locked !== undefined) return backup.locked
    if (backup === proven) return 'newest proven of its series'
    if (backup === drilled) return 'newest of its series that a drill proved'
    if (!proven && backup === refuted) return 'newest of its series, none of which is proven'
    if (!proven && backup === legacy) return 'newest of its name, and its series has no proven backup'
    if (now.getTime() - backup.startedAt.getTime() < DAY_MS) return 'younger than a day'
    if (!backup.complete && !backup.legacy) return 'not complete, so it is no backup'
    return undefined
  }
}
