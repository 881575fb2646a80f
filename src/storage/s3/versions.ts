import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import type { HiddenObject } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { Pages } from './pages.ts'

/** One version of an object, or a marker that says that it was removed. */
export interface Version {
  readonly key: string
  readonly versionId: string
  /** What a reader of the key sees: this version, or by a marker nothing. */
  readonly latest: boolean
  readonly marker: boolean
  readonly modified: Date
}

interface From {
  readonly KeyMarker: string
  readonly VersionIdMarker?: string
}

interface Page {
  readonly versions: readonly Version[]
  readonly next: From | undefined
}

async function page(
  bucket: Bucket,
  pages: Pages,
  prefix: string,
  from: From | undefined,
  signal: AbortSignal,
): Promise<Page> {
  const request = { ...bucket.common, Prefix: bucket.fullKey(prefix), ...from }
  const answer = await bucket.ask('ListObjectVersions', prefix, signal, () =>
    bucket.client.send(new ListObjectVersionsCommand(request), { abortSignal: signal }),
  )
  const { Versions = [], DeleteMarkers = [], NextKeyMarker, NextVersionIdMarker } = answer
  const read = (marker: boolean) => (entry: (typeof DeleteMarkers)[number]) => {
    const key = bucket.shortKey(entry.Key ?? '')
    if (!key || !entry.VersionId) return []
    const modified = entry.LastModified ?? new Date(0)
    return [{ key, versionId: entry.VersionId, latest: entry.IsLatest === true, marker, modified }]
  }
  const next = NextKeyMarker && {
    KeyMarker: NextKeyMarker,
    ...(NextVersionIdMarker && { VersionIdMarker: NextVersionIdMarker }),
  }
  return {
    versions: [...Versions.flatMap(read(false)), ...DeleteMarkers.flatMap(read(true))],
    next: pages.next(answer.IsTruncated, next || undefined),
  }
}

/**
 * Every version and marker of some keys. Keys that are close together are found on one page, and what is between distant
 * ones is passed over: no more requests than keys, as long as none has a thousand versions, and often a thousandth.
 */
export async function versionsOf(
  bucket: Bucket,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Version[]>> {
  const found = new Map<string, Version[]>(keys.map(key => [key, []]))
  const left = [...keys].sort(byBytes)
  let pages = new Pages(bucket)
  let went: { readonly folder: string; readonly next: From } | undefined
  for (let key = left[0]; key !== undefined; key = left[0]) {
    const folder = key.slice(0, key.lastIndexOf('/') + 1)
    const before = bucket.fullKey([...key].slice(0, -1).join(''))
    const goesOn = went?.folder === folder && byBytes(before, went.next.KeyMarker) <= 0
    const from = goesOn ? went?.next : { KeyMarker: before }
    const { versions, next } = await page(bucket, pages, folder, from, signal)
    for (const version of versions) found.get(version.key)?.push(version)
    // Up to where the page ends every key is reported whole; the one at its end may have more versions on the next page.
    const whole = (one: string): boolean =>
      one.startsWith(folder) && (!next || byBytes(bucket.fullKey(one), next.KeyMarker) < 0)
    const open = left.length
    while (left[0] !== undefined && whole(left[0])) left.shift()
    // The next key may be looked for from a place that was passed already, as long as there is one key less each time.
    if (left.length < open) pages = new Pages(bucket)
    went = next && { folder, next }
  }
  return found
}

/** Removed objects whose versions, or at least markers, are still there. */
export async function* hiddenObjects(
  bucket: Bucket,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<HiddenObject> {
  const pages = new Pages(bucket)
  let from: From | undefined
  do {
    const { versions, next } = await page(bucket, pages, prefix, from, signal)
    for (const { key, latest, marker, modified } of versions) {
      if (latest && marker) yield { key, hidden: modified }
    }
    from = next
  } while (from)
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
