import { MANIFEST_SUFFIX } from '../catalog/names.ts'
import { readSmall } from '../catalog/read-small.ts'
import { BackupError } from '../core/errors.ts'
import type { BucketLock } from '../storage/bucket-inspector.ts'
import type { Versioning } from '../storage/store.ts'
import { SUBJECTS } from './evaluate/subjects.ts'
import { type Finding, fine, skipped, warned } from './finding.ts'
import type { CheckDeps } from './request.ts'

/** What every probe object's name begins with: no backup's does. */
const NAME = '.pg-backup-check-'
const BODY = Buffer.from('written by a check of pg-backup-action, which removes it again\n')

/** Taking it away again must not fail by the time that was up. Milliseconds. */
const REMOVE_MS = 1_500

/** What the bucket does with an object that is removed; undefined where it was not reported. */
export interface Keeping {
  readonly versioning: Versioning | undefined
  readonly lock: BucketLock | undefined
}

type ObjectParts = Pick<CheckDeps, 'journal' | 'random' | 'store'>

/**
 * Writes an object as a backup writes its manifest, finds it, reads it, and takes it away, no matter what happens: it is on the
 * ledger before it can exist. Where the bucket would lock it, nothing is written.
 */
export async function checkObjects(
  { lock, versioning }: Keeping,
  parts: ObjectParts,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (lock?.kind === 'on' && lock.standard !== undefined) {
    const message = `Not tried: the bucket locks every new object (${lock.standard}), so that it could not be removed.`
    return [skipped(SUBJECTS.objects, message)]
  }
  const { journal, random, store } = parts
  const key = `${NAME}${random(8).toString('hex')}`
  let uploadTag: string | undefined
  let forget = (): void => {}
  let left: Left = { what: 'nothing' }
  try {
    await store.put(key, BODY, signal, made => {
      uploadTag = made
      forget = journal.record({
        kind: 'object',
        store: 'destination',
        key,
        uploadTag: made,
        manifest: `${key}${MANIFEST_SUFFIX}`,
      })
    })
    await find(key, parts, signal)
  } finally {
    if (uploadTag !== undefined) {
      left = await takeAway(key, uploadTag, versioning, parts)
      forget()
    }
  }
  return [evaluateLeft(left, key, parts)]
}

/** What is left of the object, and why. */
type Left = { readonly what: 'nothing' } | { readonly what: 'version' | 'object'; readonly why: string }

/** A backup that succeeds removes nothing: who may not remove has what it needs, and should know what that means. */
function evaluateLeft(left: Left, key: string, { store }: ObjectParts): Finding {
  const removed = 'An object was written, found, read and removed again.'
  switch (left.what) {
    case 'nothing':
      return fine(SUBJECTS.objects, removed)
    case 'version':
      return warned(
        SUBJECTS.objects,
        `${removed} A version of ${BODY.length} bytes stays (${left.why}).`,
        'Allow s3:ListBucketVersions and s3:DeleteObjectVersion, or let a lifecycle rule remove old versions.',
      )
    case 'object':
      return warned(
        SUBJECTS.objects,
        `An object was written, found and read, and could not be removed: ${left.why} ${store.url(key)} stays, and so will what a backup that fails has stored.`,
        'Allow s3:DeleteObject, or let a lifecycle rule remove what has no manifest.',
      )
  }
}

async function find(key: string, { store }: ObjectParts, signal: AbortSignal): Promise<void> {
  const listed: string[] = []
  for await (const object of store.list(key, signal)) listed.push(object.key)
  const read = await readSmall(store, key, BODY.length + 1024, signal)
  if (listed.includes(key) && read.equals(BODY)) return
  throw new BackupError({
    kind: 'storage',
    code: 'check-object-differs',
    message: `${store.url(key)} was written, and ${listed.includes(key) ? 'something else was read' : 'is missing in the list'}.`,
    hint: 'Do not use this store for backups until that is explained: it is not consistent, or something stands before it.',
  })
}

/**
 * Removes the object, of a bucket with versions all of it.
 * @throws BackupError where the object itself cannot be removed, for another reason than that it is not allowed
 */
async function takeAway(
  key: string,
  uploadTag: string,
  versioning: Versioning | undefined,
  { store }: ObjectParts,
): Promise<Left> {
  const signal = AbortSignal.timeout(REMOVE_MS)
  if (versioning === 'off') return await removeIt(key, uploadTag, store, signal)
  let why: string | undefined
  try {
    for await (const removal of store.removeMany([key], signal, { versions: 'all' })) {
      if (removal.outcome === 'removed') return { what: 'nothing' }
      why = removal.outcome === 'kept' ? removal.why : removal.why.message
    }
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    why = error.message
  }
  const left = await removeIt(key, uploadTag, store, signal)
  if (left.what === 'object' || why === undefined) return left
  return versioning === undefined || versioning === 'unknown' ? left : { what: 'version', why }
}

async function removeIt(
  key: string,
  uploadTag: string,
  store: ObjectParts['store'],
  signal: AbortSignal,
): Promise<Left> {
  try {
    await store.removeIfTagged(key, uploadTag, signal)
    return { what: 'nothing' }
  } catch (error) {
    if (error instanceof BackupError && error.code === 'storage-denied')
      return { what: 'object', why: error.message }
    throw error
  }
}

/** Begins an upload in parts as a backup is stored, and gives it up. */
export async function checkUploads({ random, store }: ObjectParts, signal: AbortSignal): Promise<Finding[]> {
  const upload = await store.begin(`${NAME}${random(8).toString('hex')}`, signal)
  await upload.abort()
  return [fine(SUBJECTS.uploads, 'An upload was begun and given up again.')]
}
