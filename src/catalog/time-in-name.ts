/** The times in a file's name, UTC; the last one is the backup's own: the file's times change when it is copied. */
const STAMPS = /_(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})(?=[._])/g

/** When the backup of this key was begun, by its name, to the second; undefined where the name holds no time. */
export function timeInName(key: string): Date | undefined {
  const name = key.slice(key.lastIndexOf('/') + 1)
  const [, year, month, day, hour, minute, second] = [...name.matchAll(STAMPS)].at(-1) ?? []
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time.getTime()) ? undefined : time
}
