import { BackupError, defineError } from '../core/errors.ts'
import { isOwnLayout } from './layout.ts'

const DESTINATION_MISMATCH = defineError({
  topic: 'stored-backups',
  code: 'destination-mismatch',
  kind: 'input',
  meaning:
    'The backups that were found belong to another destination: a folder of the prefix was forgotten, or one too many was written. Their manifests say which one. Nothing is damaged.',
  fix: 'Write the destination that the message names. Remove nothing.',
})

/**
 * A manifest of another destination, which is folders above this one or below it. It is not altered, and its backup is none
 * of this destination.
 */
export class OtherDestination extends BackupError {
  /** The destination that its backup belongs to, as it would be written. */
  readonly destination: string
  /** Whether another key is of a backup of that destination too, by where it is. */
  readonly covers: (key: string) => boolean

  /**
   * @param destination the one that is meant
   * @param location the one that was asked
   * @param key where one of its backups was found
   */
  constructor(destination: string, location: string, key: string, covers: (key: string) => boolean) {
    super({
      ...DESTINATION_MISMATCH,
      message: `These backups belong to destination ${destination}, and destination is ${location}: one of them is ${key}.`,
      hint: `Write destination: ${destination}. Nothing is damaged, and nothing has to be removed.`,
    })
    this.destination = destination
    this.covers = covers
  }
}

/**
 * The other destination that a backup belongs to, if its manifest is at another key than it says by whole folders;
 * undefined where it is not so. What is where only this destination's backups are never belongs to another one: somebody
 * changed it, or copied it there.
 * @param key of the backup, where it was found
 * @param described its key, as its manifest has it
 * @param location of the store, as it would be written
 */
export function otherDestination(
  key: string,
  described: string,
  location: string,
): OtherDestination | undefined {
  const here = location.replace(/\/+$/, '')
  if (isOwnLayout(key) || !isOwnLayout(described)) return undefined
  if (key.endsWith(`/${described}`)) {
    const below = key.slice(0, -described.length)
    return new OtherDestination(
      `${here}/${below.slice(0, -1)}`,
      here,
      key,
      other => other.startsWith(below) && isOwnLayout(other.slice(below.length)),
    )
  }
  const above = described.endsWith(`/${key}`) ? described.slice(0, -key.length) : undefined
  return above !== undefined && `${here}/`.endsWith(`/${above}`)
    ? new OtherDestination(here.slice(0, -above.length), here, key, other => isOwnLayout(`${above}${other}`))
    : undefined
}
