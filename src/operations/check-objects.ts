import { buffer } from 'node:stream/consumers'
import { BackupError } from '../backup/errors.ts'
import { MANIFEST_SUFFIX } from '../backup/names.ts'
import { type Finding, fine, skipped, warned } from '../backup/preflight/finding.ts'
import { SUBJECTS } from '../backup/preflight/judge/subjects.ts'
import type { BucketLock } from '../storage/exam.ts'
import type { Versioning } from '../storage/upkeep.ts'
import type { CheckParts } from './check-request.ts'

/** What every probe object's name begins with: no backup's does. */
const NAME = '.pg-backup-check-'
const BODY = Buffer.from('written by a check of pg-backup-action, which removes it again\n')

/** Taking it away again must not fail by the time that was up. Milliseconds. */
const REMOVE_MS = 3_000

/** What the bucket does with an object that is removed; undefined where it was not told. */
export interface Keeping {
  readonly versioning: Versioning | undefined
  readonly lock: BucketLock | undefined
}

type ObjectParts = Pick<CheckParts, 'ledger' | 'random' | 'store'>

/**
 * Writes an object as a backup writes its manifest, finds it, reads it, and takes it away, whatever happens: it is on the
 * ledger before it can exist. Where the bucket would lock it, nothing is written.
 */
export async function checkObjects(
  { lock, versioning }: Keeping,
  parts: ObjectParts,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (lock?.kind === 'on' && lock.standard !== undefined) {
    const told = `Not tried: the bucket locks every new object (${lock.standard}), so that it could not be removed.`
    return [skipped(SUBJECTS.objects, told)]
  }
  const { ledger, random, store } = parts
  const key = `${NAME}${random(8).toString('hex')}`
  let mark: string | undefined
  let strike = (): void => {}
  let leftover: string | undefined
  try {
    await store.put(key, BODY, signal, made => {
      mark = made
      strike = ledger.record({
        kind: 'object',
        store: 'destination',
        key,
        mark: made,
        manifest: `${key}${MANIFEST_SUFFIX}`,
      })
    })
    await find(key, parts, signal)
  } finally {
    if (mark !== undefined) {
      leftover = await takeAway(key, mark, versioning, parts)
      strike()
    }
  }
  const told = 'An object was written, found, read and removed again.'
  if (leftover === undefined) return [fine(SUBJECTS.objects, told)]
  return [
    warned(
      SUBJECTS.objects,
      `${told} A version of ${BODY.length} bytes stays (${leftover}).`,
      'Allow s3:ListBucketVersions and s3:DeleteObjectVersion, or let a lifecycle rule remove old versions.',
    ),
  ]
}

async function find(key: string, { store }: ObjectParts, signal: AbortSignal): Promise<void> {
  const listed: string[] = []
  for await (const object of store.list(key, signal)) listed.push(object.key)
  const read = await buffer(await store.get(key, signal))
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
 * @returns why a version stays; undefined where nothing does
 * @throws BackupError where the object itself cannot be removed
 */
async function takeAway(
  key: string,
  mark: string,
  versioning: Versioning | undefined,
  { store }: ObjectParts,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(REMOVE_MS)
  if (versioning === 'off') {
    await store.removeOwn(key, mark, signal)
    return undefined
  }
  let why: string | undefined
  try {
    for await (const removal of store.removeMany([key], signal, { versions: 'all' })) {
      if (removal.outcome === 'removed') return undefined
      why = removal.outcome === 'kept' ? removal.why : removal.why.message
    }
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    why = error.message
  }
  await store.removeOwn(key, mark, signal)
  return versioning === undefined || versioning === 'unknown' ? undefined : why
}

/** Begins an upload in parts as a backup is stored, and gives it up. */
export async function checkUploads({ random, store }: ObjectParts, signal: AbortSignal): Promise<Finding[]> {
  const upload = await store.begin(`${NAME}${random(8).toString('hex')}`, signal)
  await upload.abort()
  return [fine(SUBJECTS.uploads, 'An upload was begun and given up again.')]
}
