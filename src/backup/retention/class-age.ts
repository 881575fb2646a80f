import { BACKUP_CLASSES, type BackupClass } from '../choices.ts'
import type { Lifetime, Rules } from './policy.ts'
import { before, formatSpan } from './span.ts'
import type { StoredBackup } from './stored-backup.ts'

/** Classes that their folder tells: a backup of unknown class is none of them. */
const TOLD_BY_FOLDER: readonly BackupClass[] = ['pre-deploy', 'pre-restore']
const UNTOLD = BACKUP_CLASSES.filter(each => !TOLD_BY_FOLDER.includes(each))

/** What the age of a backup's class says of it. `unknown`: its classes differ in it, and it is not known which it has. */
export type AgeVerdict =
  | { readonly verdict: 'keep' | 'remove'; readonly rule: string }
  | { readonly verdict: 'unknown' }

/** Whether a backup is younger than its class is kept, or, where its class is unknown, than any that it may have. */
export function byClassAge(backup: StoredBackup, { classes }: Rules, now: Date): AgeVerdict {
  const possible = backup.backupClass === undefined ? UNTOLD : [backup.backupClass]
  const verdicts = possible.map(each => ({ each, kept: isYounger(backup.startedAt, classes[each], now) }))
  const [first] = verdicts
  if (!first || verdicts.some(({ kept }) => kept !== first.kept)) return { verdict: 'unknown' }
  if (backup.backupClass === undefined)
    return first.kept
      ? { verdict: 'keep', rule: 'young enough for every class that it may have' }
      : { verdict: 'remove', rule: 'too old for every class that it may have' }
  const lifetime = classes[backup.backupClass]
  return first.kept
    ? { verdict: 'keep', rule: keptFor(`${backup.backupClass} backups`, lifetime) }
    : { verdict: 'remove', rule: removedAfter(`${backup.backupClass} backups`, lifetime) }
}

/** Whether it was begun within its lifetime. */
export function isYounger(startedAt: Date, lifetime: Lifetime, now: Date): boolean {
  if (lifetime === 'forever' || lifetime === 'none') return lifetime === 'forever'
  return startedAt > before(now, lifetime)
}

/** `daily backups are kept 30 days`. */
export function keptFor(what: string, lifetime: Lifetime): string {
  return `${what} are kept ${typeof lifetime === 'string' ? lifetime : formatSpan(lifetime)}`
}

/** `daily backups are kept 30 days, and it is older`. */
export function removedAfter(what: string, lifetime: Lifetime): string {
  return lifetime === 'none' ? `no keep rule keeps it` : `${keptFor(what, lifetime)}, and it is older`
}
