import type { BackupClass } from '../catalog/backup-class.ts'
import type { RetentionGroup } from '../catalog/group.ts'
import type { LegacyKind } from '../catalog/legacy/legacy-kind.ts'

/** A backup as retention sees it, by what the store's listing says and, where needed, its manifest. */
export interface StoredBackup {
  /** Of the dump, relative to the destination. */
  readonly key: string
  readonly group: RetentionGroup
  /**
   * Undefined while its manifest was not read. Such a one is neither of class pre-deploy nor pre-restore: their folders
   * say them.
   */
  readonly backupClass: BackupClass | undefined
  /**
   * UTC. By its name, whether the manifest was read or not: two sources for it could order backups of one second
   * otherwise than before.
   */
  readonly startedAt: Date
  /**
   * When the store got it, where that is days after `startedAt`: the clock that named it was behind, or somebody copied it.
   * Which of them it was is not known.
   */
  readonly storedLate: Date | undefined
  /** Of all of its objects. */
  readonly bytes: number
  /** Its manifest and its dump are both there. Never so for a legacy one. */
  readonly complete: boolean
  /** How much of it a drill proved to restore; undefined where none did. */
  readonly drilled: 'proven' | 'partly proven' | undefined
  /** The last drill of it that came to an end found that it does not restore to what it was. */
  readonly failedDrill: boolean
  /** It has no manifest, and a legacy pattern of the policy names it. */
  readonly legacy: boolean
  /** Of a legacy one: which age it goes by. */
  readonly legacyKind?: LegacyKind
  /** Why the store will not let it go, in words: `locked until 2026-12-01`, `on legal hold`. */
  readonly locked: string | undefined
}

/** Whether it counts as kept, and fills a place of the keep rules: only what was proven and not refuted since. */
export function isRetainable({ complete, legacy, failedDrill }: StoredBackup): boolean {
  return complete && !failedDrill && !legacy
}

/** Whether it is of its series' database for sure: what restore kept of its target may be of staging, under that name. */
export function isPrimary({ backupClass }: StoredBackup): boolean {
  return backupClass !== 'pre-restore'
}
