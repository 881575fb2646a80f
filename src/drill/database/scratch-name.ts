/** The name of a drill's scratch database, which says whose it is. `random`: bytes. */
export function scratchName(random: Uint8Array): string {
  return `pgbackup_drill_${Buffer.from(random).toString('hex')}`
}

/** Whether a database may be dropped by its name: nobody else's looks like this. */
export function isScratchName(name: string): boolean {
  return /^pgbackup_drill_[0-9a-f]{16,}$/.test(name)
}
