/** Why a backup was taken: decides where it is and how long it is kept. `pre-restore` is taken by restore itself. */
export const BACKUP_CLASSES = [
  'manual',
  'daily',
  'weekly',
  'monthly',
  'pre-deploy',
  'post-release',
  'pre-restore',
] as const
export type BackupClass = (typeof BACKUP_CLASSES)[number]
