import { counts, isOwn, type StoredBackup } from './stored-backup.ts'

const DAY_MS = 86_400_000
/** As long as a daily backup is kept: somebody who looks at what is kept finds out whose clock is wrong by then. */
const STORED_LATE_DAYS = 30

/**
 * Why no policy may remove a backup (design, promise 7), asked before any rule is; undefined where one may. A group never
 * loses what it would be restored from: its newest proven backup; if none is proven, its newest refuted and its newest
 * legacy one, which are better than none. What a restore kept of its target is none of these: it may be a copy of another
 * database, and goes by its age.
 * @param group the newest first: all backups of one group
 * @param irreplaceable why nothing stands in for the group's legacy ones; undefined where something does
 */
export function protectionsOf(
  group: readonly StoredBackup[],
  now: Date,
  irreplaceable: string | undefined,
): (backup: StoredBackup) => string | undefined {
  const own = group.filter(isOwn)
  const proven = own.filter(counts)
  const [newestProven] = proven
  const newestDrilled = proven.find(each => each.drilled === 'proven')
  // It may be newer, and is less: what is left unproven of it another still proves.
  const newestPartly = proven.find(each => each.drilled === 'partly proven')
  const lastResort = newestProven ? undefined : own.find(each => each.complete && each.refuted)
  const lastLegacy = group.find(each => each.legacy && each.bytes > 0)
  return backup => {
    if (backup.locked !== undefined) return backup.locked
    if (backup === newestProven) return 'newest proven of its series'
    if (backup === newestDrilled) return 'newest of its series that a drill proved'
    if (backup === newestPartly) return 'newest of its series that a drill proved in part'
    if (backup === lastResort) return 'newest of its series, none of which is proven'
    if (irreplaceable !== undefined && backup === lastLegacy)
      return `newest of its name, and ${irreplaceable}`
    if (now.getTime() - backup.startedAt.getTime() < DAY_MS) return 'younger than a day'
    if (storedMsAgo(backup, now) < STORED_LATE_DAYS * DAY_MS)
      return `stored days after the time of its name, by a clock that was behind or as a copy, and kept ${STORED_LATE_DAYS} days from then`
    if (!backup.complete && !backup.legacy) return 'not complete, so it is no backup'
    return undefined
  }
}

/** Of what was stored late; a name that may tell a wrong time makes nothing old. */
function storedMsAgo({ storedLate }: StoredBackup, now: Date): number {
  return storedLate ? now.getTime() - storedLate.getTime() : Number.POSITIVE_INFINITY
}
