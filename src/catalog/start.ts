import { resolve } from 'node:path'
import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'
import type { Destination } from './destination.ts'
import { CHECKSUM_SUFFIX, MANIFEST_SUFFIX } from './names.ts'

/** Where a choice of backups begins. */
export type Start = { readonly kind: 'latest' } | { readonly kind: 'all' } | KeyStart

/** One backup by its key. */
export interface KeyStart {
  readonly kind: 'key'
  /** As it was written: relative to the destination, or the whole address until `startWithin` has read it. */
  readonly key: string
}

/** Reads `latest`, `all`, or a backup's key or whole address; that of its manifest or checksum file means the backup. */
export function parseStart(text: string): Parsed<Start> {
  if (text === 'latest' || text === 'all') return parsed({ kind: text })
  const key = withoutEnding(text)
  const parts = key.replace(/^(?:s3:\/\/|\.\/)/, '').split('/')
  const odd = parts.some(part => part === '.' || part === '..') || parts.at(-1) === ''
  // A dump at the root of a bucket has no folder, and a name with its day.
  const isName = parts.length > 1 || /\d{4}[-_.]?\d{2}[-_.]?\d{2}.*\.[a-z]\w*$/i.test(key)
  if (isName && !odd && !/[\p{Cc}\\]/u.test(key)) return parsed({ kind: 'key', key })
  return refused(
    `${quoted(text)} is neither latest nor all nor a backup's key; write the key as the output key of the backup step has it, relative to the destination, or its whole address`,
  )
}

function withoutEnding(text: string): string {
  const ending = [MANIFEST_SUFFIX, CHECKSUM_SUFFIX].find(each => text.endsWith(each))
  return ending === undefined ? text : text.slice(0, -ending.length)
}

/** Reads a whole address (`s3://bucket/prefix/key`, or a path) as the key relative to the destination that it is in. */
export function startWithin(start: KeyStart, destination: Destination): Parsed<KeyStart> {
  const { key } = start
  if (destination.kind === 'folder') return inFolder(start, destination.path)
  const { bucket, prefix } = destination
  const own = prefix === '' ? '' : `${prefix}/`
  const address = /^s3:\/\/([^/]+)\/(.*)$/s.exec(key)
  if (!address) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(key))
      return refused(`is no address of S3; write s3://${bucket}/${own}… or the key alone`)
    return parsed(start)
  }
  const [, named = '', path = ''] = address
  if (named !== bucket)
    return refused(
      `is in the bucket ${named}, and destination is s3://${bucket}; write the destination it is in`,
    )
  if (!path.startsWith(own))
    return refused(
      `is not in destination s3://${bucket}/${prefix}; write the destination that it begins with`,
    )
  return parsed({ ...start, key: path.slice(own.length) })
}

function inFolder(start: KeyStart, folder: string): Parsed<KeyStart> {
  const { key } = start
  if (key.startsWith('s3://'))
    return refused(
      `is in S3, and destination is the folder ${folder}; write the destination that it begins with`,
    )
  const inside = `${resolve(folder)}/`
  const path = resolve(key)
  if (key.startsWith('/') || key.startsWith('./'))
    return path.startsWith(inside)
      ? parsed({ ...start, key: path.slice(inside.length) })
      : refused(`is not in destination ${folder}; write the destination that it begins with`)
  return parsed(start)
}

/** What a key may mean that was written with the last folders of the destination before it. */
export function withoutPrefix(key: string, location: string): string | undefined {
  const folders = key.split('/')
  const count = folders.findIndex((_, index) =>
    `/${location}`.endsWith(`/${folders.slice(0, index + 1).join('/')}`),
  )
  return count < 0 || count === folders.length - 1 ? undefined : folders.slice(count + 1).join('/')
}
