import type { Reporter } from '../core/reporter.ts'
import type { ObjectStore, StoredObject } from '../storage/store.ts'
import { isOurKindOfKey } from './plain-key.ts'

export interface ListDeps {
  readonly store: Pick<ObjectStore, 'list'>
  readonly signal: AbortSignal
  /** Called with how many objects were passed over; undefined: nobody. */
  readonly reporter?: Pick<Reporter, 'notice'> | undefined
}

/**
 * What a listing has under names that ours may have. Anybody who may write to a bucket can name an object `a/../b`, or with
 * control characters: that must keep nobody from finding the others. How many there were is a notice.
 * @throws BackupError the store's own
 */
export async function* listPlain(
  prefix: string,
  { reporter, signal, store }: ListDeps,
): AsyncGenerator<StoredObject> {
  let odd = 0
  for await (const object of store.list(prefix, signal)) {
    if (isOurKindOfKey(object.key)) yield object
    // Consoles make an empty object for a folder.
    else if (!object.key.endsWith('/')) odd += 1
  }
  if (odd > 0)
    reporter?.notice(
      `${odd === 1 ? '1 object was' : `${odd.toLocaleString('en-US')} objects were`} passed over, under ${odd === 1 ? 'a name' : 'names'} that no backup has (with empty or ".." parts, backslashes or control characters)`,
    )
}
