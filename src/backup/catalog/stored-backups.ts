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
  /** Keys of the records of its drills, the oldest first. */
  readonly drills: readonly string[]
  /** Keys of its other objects: checksum file, roles, records. */
  readonly companions: readonly string[]
  /** Of all of its objects. */
  readonly bytes: number
  /** When the youngest of its objects was written. */
  readonly modified: Date
}

/**
 * Puts the objects of a listing together, each with the backup that it belongs to, in whatever order they come. Nothing
 * else of the listing is kept.
 */
export async function collectBackups(
  objects: AsyncIterable<ListedObject> | Iterable<ListedObject>,
): Promise<ListedBackup[]> {
  const found = new Map<string, Collected>()
  for await (const object of objects) {
    const { backup: key, role } = roleOf(object.key)
    const backup = found.get(key) ?? new Collected(key)
    if (role === 'dump') backup.dumpBytes = object.bytes
    else if (role === 'manifest') backup.manifestBytes = object.bytes
    else if (role === 'drill') backup.drills.push(object.key)
    else backup.companions.push(object.key)
    backup.bytes += object.bytes
    if (object.modified > backup.modified) backup.modified = object.modified
    found.set(key, backup)
  }
  const backups = [...found.values()]
  for (const { drills } of backups) drills.sort()
  return backups
}

class Collected implements ListedBackup {
  readonly key: string
  dumpBytes: number | undefined
  manifestBytes: number | undefined
  readonly drills: string[] = []
  readonly companions: string[] = []
  bytes = 0
  modified = new Date(0)

  constructor(key: string) {
    this.key = key
  }
}

/** The keys of all of a backup's objects but its manifest: the dump first. */
export function withoutManifest({ companions, drills, dumpBytes, key }: ListedBackup): string[] {
  return [...(dumpBytes === undefined ? [] : [key]), ...companions, ...drills]
}
