const PREFIX = 'pg-backup-server-'

/** The name of a throwaway server's folder: no other's has it, wherever it is. */
export function temporaryFolderName(random: Uint8Array): string {
  return `${PREFIX}${Buffer.from(random).toString('hex')}`
}

/** Whether a folder's name is one that only we give. */
export function isTemporaryFolderName(name: string): boolean {
  return new RegExp(`^${PREFIX}[0-9a-f]{12}$`).test(name)
}
