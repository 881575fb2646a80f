import { CHECKSUM_SUFFIX } from './names.ts'
import { roleOf } from './object-role.ts'

/** What a listing says of an object. */
export interface ListedObject {
  readonly key: string
  readonly bytes: number
  readonly modified: Date
}

/** All objects of one backup, or what is left of one, as a listing has them. Kept small: there may be very many. */
export interface ListedBackup {
  /** That of the dump, relative to the destination. */
  readonly key: string
  /** Undefined: there is no dump. */
  readonly dumpBytes: number | undefined
  /** Undefined: there is no manifest, and so no backup. */
  readonly manifestBytes: number | undefined
  /** Whether there is a checksum file. */
  readonly checksum: boolean
  /** Keys of the records of its drills, the oldest first. */
  readonly drills: readonly string[]
  /** Keys of its other objects: roles, records. */
  readonly companions: readonly string[]
  /** Of all of its objects. */
  readonly bytes: number
  /** When the youngest of its objects was written. Milliseconds since 1970. */
  readonly modifiedMs: number
  /** When its dump and its manifest were stored, the earlier of them; Infinity: there is neither. */
  readonly storedMs: number
}

/**
 * Puts the objects of a listing together, each with the backup that it belongs to, in any order they come. Nothing
 * else of the listing is kept.
 */
export async function collectBackups(
  objects: AsyncIterable<ListedObject> | Iterable<ListedObject>,
): Promise<ListedBackup[]> {
  const found = new Map<string, Collected>()
  for await (const object of objects) {
    const { backup: key, role } = roleOf(object.key)
    const backup = found.get(key) ?? new Collected(ownCopy(key))
    if (role === 'dump') backup.dumpBytes = object.bytes
    else if (role === 'manifest') backup.manifestBytes = object.bytes
    else if (role === 'checksum') backup.checksum = true
    else if (role === 'drill') backup.drills = [...backup.drills, ownCopy(object.key)].sort()
    else backup.companions = [...backup.companions, ownCopy(object.key)]
    if (role === 'dump' || role === 'manifest')
      backup.storedMs = Math.min(backup.storedMs, object.modified.getTime())
    backup.bytes += object.bytes
    backup.modifiedMs = Math.max(backup.modifiedMs, object.modified.getTime())
    found.set(backup.key, backup)
  }
  return [...found.values()]
}

/** The keys of all of a backup's objects but its manifest: the dump first. */
export function withoutManifest({ checksum, companions, drills, dumpBytes, key }: ListedBackup): string[] {
  return [
    ...(dumpBytes === undefined ? [] : [key]),
    ...(checksum ? [`${key}${CHECKSUM_SUFFIX}`] : []),
    ...companions,
    ...drills,
  ]
}

/** A piece of a text keeps all of that text in memory: of one key the whole page of the listing. */
function ownCopy(key: string): string {
  return Buffer.from(key).toString()
}

const NONE: readonly string[] = []

class Collected implements ListedBackup {
  readonly key: string
  dumpBytes: number | undefined
  manifestBytes: number | undefined
  checksum = false
  drills = NONE
  companions = NONE
  bytes = 0
  modifiedMs = 0
  storedMs = Number.POSITIVE_INFINITY

  constructor(key: string) {
    this.key = key
  }
}
