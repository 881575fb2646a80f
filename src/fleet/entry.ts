import type { BackupClass } from '../catalog/backup-class.ts'

/** GitHub makes so many jobs of one matrix. */
export const MOST_ENTRIES = 256

/** One database of the list, with what holds for all where it says nothing itself. */
export interface FleetEntry {
  /** Its place in the list, from 0: the only thing by which its result is found again. */
  readonly index: number
  /** The series. Two entries may share it, with other destinations. */
  readonly name: string
  /** Under which name `database-urls` has its URL. */
  readonly secret: string
  /** As it is written. */
  readonly destination: string
  readonly backupClass: BackupClass
}

/** What is done where an entry says nothing. */
export interface FleetDefaults {
  readonly destination: string | undefined
  readonly backupClass: BackupClass
}
