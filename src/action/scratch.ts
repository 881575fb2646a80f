export const PREFIX = 'pg-backup-'

/** Whether a folder's name is one that is made here. */
export function isScratchName(name: string): boolean {
  return new RegExp(`^${PREFIX}[A-Za-z0-9]{6}$`).test(name)
}
