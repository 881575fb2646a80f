import { BACKUP_CLASSES, type BackupClass } from '../catalog/backup-class.ts'
import type { Lifetime, Rules } from './policy.ts'
import { before, formatSpan } from './span.ts'
import type { StoredBackup } from './stored-backup.ts'

/** Classes that their folder says: a backup of unknown class is none of them. */
export const TOLD_BY_FOLDER: readonly BackupClass[] = ['pre-deploy', 'pre-restore']
const UNTOLD = BACKUP_CLASSES.filter(each => !TOLD_BY_FOLDER.includes(each))

/** What age says of a backup, and the rule in words. */
export interface Decided {
  readonly verdict: 'keep' | 'remove'
  readonly rule: string
}

/** What the age of a backup's class says of it. `unknown`: its classes differ in it, and it is not known which it has. */
export type AgeVerdict = Decided | { readonly verdict: 'unknown' }

const UNKNOWN: AgeVerdict = { verdict: 'unknown' }
const YOUNG_FOR_ALL: Decided = { verdict: 'keep', rule: 'young enough for every class that it may have' }
const OLD_FOR_ALL: Decided = { verdict: 'remove', rule: 'too old for every class that it may have' }

/**
 * Says of backups whether they are younger than their class is kept, or, where a class is unknown, than any that it may
 * have; the age of what was stored late counts from then. What it says of many is the same few objects: there may be very many backups.
 */
export function classAges({ classes }: Rules, now: Date): (backup: StoredBackup) => AgeVerdict {
  const known = new Map(BACKUP_CLASSES.map(each => [each, lifetimeOf(`${each} backups`, classes[each], now)]))
  const unlisted = UNTOLD.map(each => lifetimeOf(`${each} backups`, classes[each], now))
  return ({ backupClass, startedAt, storedLate }) => {
    const lifetime = backupClass && known.get(backupClass)
    const since = storedLate ?? startedAt
    if (lifetime) return lifetime(since)
    const verdicts = new Set(unlisted.map(each => each(since).verdict))
    if (verdicts.size > 1) return UNKNOWN
    return verdicts.has('keep') ? YOUNG_FOR_ALL : OLD_FOR_ALL
  }
}

/** Says what the age of one kind of backups comes to, of each by when it was begun. */
export function lifetimeOf(what: string, lifetime: Lifetime, now: Date): (startedAt: Date) => Decided {
  const keep: Decided = { verdict: 'keep', rule: keptFor(what, lifetime) }
  const remove: Decided = { verdict: 'remove', rule: removedAfter(what, lifetime) }
  const start = startOf(lifetime, now)
  return startedAt => (startedAt.getTime() > start ? keep : remove)
}

/** Whether it was begun within its lifetime. */
export function isYounger(startedAt: Date, lifetime: Lifetime, now: Date): boolean {
  return startedAt.getTime() > startOf(lifetime, now)
}

/** What began after it is kept. Milliseconds since 1970. */
function startOf(lifetime: Lifetime, now: Date): number {
  if (lifetime === 'forever') return -Infinity
  return lifetime === 'none' ? Infinity : before(now, lifetime).getTime()
}

/** `daily backups are kept 30 days`. */
function keptFor(what: string, lifetime: Lifetime): string {
  return `${what} are kept ${typeof lifetime === 'string' ? lifetime : formatSpan(lifetime)}`
}

/** `daily backups are kept 30 days, and it is older`. */
function removedAfter(what: string, lifetime: Lifetime): string {
  return lifetime === 'none' ? `no keep rule keeps it` : `${keptFor(what, lifetime)}, and it is older`
}
