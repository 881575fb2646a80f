import { drilledKey } from './drill-record-key.ts'
import { CHECKSUM_SUFFIX, MANIFEST_SUFFIX } from './names.ts'

/** What an object is to its backup, which has it. */
export interface ObjectRole {
  /** Of the backup: that of its dump. */
  readonly backup: string
  readonly role: 'dump' | 'manifest' | 'checksum' | 'roles' | 'drill' | 'record'
}

const ROLES = /\.globals\.sql(\.age|\.gpg)?$/
/** Of other records beside a backup, such as `….notes.json`. */
const RECORD = /\.[a-z-]+\.json$/

/** What an object is by its key alone, whether its backup is there or not. What is nothing else is a dump. */
export function roleOf(key: string): ObjectRole {
  if (key.endsWith(MANIFEST_SUFFIX))
    return { backup: key.slice(0, -MANIFEST_SUFFIX.length), role: 'manifest' }
  if (key.endsWith(CHECKSUM_SUFFIX))
    return { backup: key.slice(0, -CHECKSUM_SUFFIX.length), role: 'checksum' }
  const drilled = drilledKey(key)
  if (drilled !== undefined) return { backup: drilled, role: 'drill' }
  const roles = ROLES.exec(key)
  // Their name is that of the dump before it was sealed, and they are sealed like it.
  if (roles) return { backup: `${key.slice(0, roles.index)}${roles[1] ?? ''}`, role: 'roles' }
  const record = RECORD.exec(key)
  return record ? { backup: key.slice(0, record.index), role: 'record' } : { backup: key, role: 'dump' }
}
