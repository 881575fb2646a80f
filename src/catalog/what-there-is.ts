import { BackupError, defineError } from '../core/errors.ts'
import { firstOf } from '../core/words.ts'
import type { ObjectStore, StoredObject } from '../storage/store.ts'
import { seriesOfKey } from './archive-key.ts'
import { manifestKey } from './catalog.ts'
import { isOwnLayout } from './layout.ts'
import { type DatedDumps, DatedTally } from './legacy/dated-dump.ts'
import { legacyWords } from './legacy/legacy-words.ts'
import { MANIFEST_SUFFIX } from './names.ts'
import { OtherDestination } from './other-destination.ts'
import { readListedManifest } from './read-manifest.ts'
import { timeInName } from './time-in-name.ts'

/** Somebody waits for an error message, perhaps at 3 a.m. Milliseconds. */
const LONGEST_MS = 20_000
/** How many objects of the rest of the bucket are looked at. */
const MOST_OUTSIDE = 5_000
const MOST_SERIES = 5

/** What is in a destination, in few words. */
export interface WhatThereIs {
  /** The newest backup of each series, the newest first. */
  readonly newest: readonly { readonly series: string; readonly key: string; readonly at: Date | undefined }[]
  readonly dated: DatedDumps
}

interface Parts {
  readonly store: ObjectStore
  readonly signal: AbortSignal
}

/**
 * Looks at all that there is, where something that was asked for was not found; undefined if that cannot be seen.
 * @throws OtherDestination where the backups are those of another destination
 */
export async function whatThereIs(parts: Parts): Promise<WhatThereIs | undefined> {
  try {
    return await lookAtAll(parts)
  } catch (error) {
    parts.signal.throwIfAborted()
    if (error instanceof OtherDestination) throw error
    return undefined
  }
}

async function lookAtAll({ signal, store }: Parts): Promise<WhatThereIs> {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)])
  const newest = new Map<string, StoredObject>()
  const dated = new DatedTally()
  let foreign: StoredObject | undefined
  for await (const object of store.list('', soon)) {
    const key = object.key
    if (!key.endsWith(MANIFEST_SUFFIX)) {
      dated.add({ key, dumpBytes: object.bytes, manifestBytes: undefined })
      continue
    }
    const backup = key.slice(0, -MANIFEST_SUFFIX.length)
    if (!isOwnLayout(backup)) foreign = later(foreign, object)
    else newest.set(seriesOfKey(backup), later(newest.get(seriesOfKey(backup)), object))
  }
  if (newest.size === 0 && foreign) await readListedManifest(store, foreign, soon).catch(rethrowOther)
  if (newest.size === 0 && !foreign) await lookOutside({ store, signal: soon })
  return {
    newest: [...newest]
      .map(([series, { key }]) => ({
        series,
        key: key.slice(0, -MANIFEST_SUFFIX.length),
        at: timeInName(key),
      }))
      .toSorted((one, other) => (other.at?.getTime() ?? 0) - (one.at?.getTime() ?? 0)),
    dated: dated.dumps(),
  }
}

/** Whether backups are in the bucket, and this destination is in a folder where none are. */
async function lookOutside({ signal, store }: Parts): Promise<void> {
  const whole = store.whole?.()
  if (!whole) return
  try {
    let found: StoredObject | undefined
    let count = 0
    for await (const object of whole.list('', signal)) {
      count += 1
      if (object.key.endsWith(MANIFEST_SUFFIX)) found = later(found, object)
      if (count >= MOST_OUTSIDE) break
    }
    if (!found) return
    const manifest = await readListedManifest(whole, found, signal)
    throw new OtherDestination(whole.location, store.location, whole.url(manifest.key), isOwnLayout)
  } catch (error) {
    if (!(error instanceof OtherDestination)) return
    const { destination } = error
    if (destination === store.location) return
    throw destination === whole.location
      ? error
      : new OtherDestination(destination, store.location, destination, isOwnLayout)
  } finally {
    whole.close()
  }
}

function rethrowOther(error: unknown): void {
  if (error instanceof OtherDestination) throw error
}

function later(one: StoredObject | undefined, other: StoredObject): StoredObject {
  if (!one) return other
  const time = ({ key }: StoredObject): number => timeInName(key)?.getTime() ?? 0
  return time(other) >= time(one) ? other : one
}

/**
 * The same error, with what there is instead: nobody should have to look into the store for what to write. Of a dump that
 * has no manifest it says how it is restored.
 * @param key that was asked for, if one was
 */
export async function explainNotFound(error: unknown, parts: Parts, key?: string): Promise<unknown> {
  if (!(error instanceof BackupError) || error.code !== 'backup-not-found') return error
  try {
    if (key !== undefined && (await parts.store.head(key, parts.signal)))
      return withoutManifest(key, parts.store)
    const there = await whatThereIs(parts)
    if (!there) return error
    const { code, hint, kind, message } = error
    return new BackupError({ kind, code, hint, message: `${message} ${words(there)}` }, error)
  } catch (other) {
    return other instanceof OtherDestination ? other : error
  }
}

/** One or two sentences. */
export function words({ dated, newest }: WhatThereIs): string {
  const shown = newest.map(({ at, key, series }) => `${series}: ${key}${at ? ` of ${minute(at)}` : ''}`)
  const list = firstOf(shown, MOST_SERIES, { separator: '; ', what: 'series' })
  const there = shown.length > 0 ? `The newest there: ${list}.` : 'There is no backup at all there.'
  return dated.count === 0 ? there : `${there} Without a manifest: ${legacyWords(dated)}.`
}

const BACKUP_WITHOUT_MANIFEST = defineError({
  topic: 'stored-backups',
  code: 'backup-without-manifest',
  kind: 'input',
  meaning:
    'The object that from names is there and has no manifest: a dump of before this action, or one whose manifest was removed. Nothing says what it should hold.',
  fix: 'Restore it with stock tools: docs/recovery.md, section 7. The message has the command.',
})

function withoutManifest(key: string, store: ObjectStore): BackupError {
  return new BackupError({
    ...BACKUP_WITHOUT_MANIFEST,
    message: `${store.url(key)} is there, and has no manifest (${manifestKey(key)}): it was not made by this action, or its manifest was removed, so what it holds cannot be compared with anything.`,
    hint: `Restore it with stock tools, as docs/recovery.md §7 says: ${restoreCommand(key)}.`,
  })
}

/** For a shell, once the file was fetched. */
function restoreCommand(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1)
  const plain = name.replace(/\.(?:gz|age|gpg)$/, '')
  const safe = /^[\w.+-]+$/.test(plain) ? plain : 'FILE'
  const open = name.endsWith('.gz') ? `gunzip ${safe}.gz, then ` : ''
  return /\.sql$/.test(plain)
    ? `${open}psql -X --set=ON_ERROR_STOP=1 --dbname=NEW --file=${safe}`
    : `${open}pg_restore --exit-on-error --no-owner --no-acl --dbname=NEW ${safe}`
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
