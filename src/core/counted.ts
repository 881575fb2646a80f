/** `1 backup`, `2,000 backups`. */
export function counted(count: number, what: string, several = `${what}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? what : several}`
}
