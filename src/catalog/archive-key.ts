import { timeInName } from './time-in-name.ts'

const ARCHIVE = 'archive'
/** `archive/<series>/YYYY/MM/<name>`: a folder deeper than the backups of a series that is called archive. */
const FORM = /^archive\/([^/]+)\/\d{4}\/\d{2}\/[^/]+$/

/** Where the copy of a backup is archived: by the month of its name, no matter which folder it is in. */
export function archiveKeyOf(key: string): string | undefined {
  const [series = ''] = key.split('/')
  const month = timeInName(key)?.toISOString().slice(0, 7).replace('-', '/')
  return month && `${ARCHIVE}/${series}/${month}/${key.slice(key.lastIndexOf('/') + 1)}`
}

/** The series of an archived copy, or of what is beside one; undefined for any other key. */
export function archivedSeries(key: string): string | undefined {
  return FORM.exec(key)?.[1]
}

/** The series of a backup, archived or not, and of what is beside it, where we put things. */
export function seriesOfKey(key: string): string {
  return archivedSeries(key) ?? key.slice(0, Math.max(0, key.indexOf('/')))
}

/** Where the archived copies of a series are. */
export function archivePrefix(series: string): string {
  return `${ARCHIVE}/${series}/`
}
