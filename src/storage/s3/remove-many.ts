import type { BackupError } from '../../core/errors.ts'
import { checkListedKey } from '../refusals.ts'
import type { Removal, RemovedVersions } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { BATCH, deleteBatch, type ObjectToDelete, type Refusals } from './delete-batch.ts'
import type { LockReader } from './locks.ts'
import { bucketVersioning } from './probe.ts'
import { type Version, versionsOf } from './versions.ts'

/** How many locks are asked for at once, of objects that the store refused to remove. */
const ASKED_AT_ONCE = 8

interface Remover {
  readonly bucket: Bucket
  readonly lockOf: LockReader
  readonly signal: AbortSignal
}

/** Removes objects batch by batch; see the port. */
export async function* removeObjects(
  remover: Remover,
  keys: Iterable<string> | AsyncIterable<string>,
  versions: RemovedVersions,
): AsyncGenerator<Removal> {
  const { bucket, signal } = remover
  const whole = versions === 'all' && (await bucketVersioning(bucket, signal)) !== 'off'
  for await (const batch of batches(keys)) {
    const refused = whole ? await removeVersions(remover, batch) : await removeCurrent(remover, batch)
    yield* await resultsOf(remover, batch, refused)
  }
}

async function* batches(keys: Iterable<string> | AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let batch = new Set<string>()
  for await (const key of keys) {
    checkListedKey(key)
    batch.add(key)
    if (batch.size < BATCH) continue
    yield [...batch]
    batch = new Set()
  }
  if (batch.size > 0) yield [...batch]
}

async function removeCurrent({ bucket, signal }: Remover, keys: readonly string[]): Promise<Refusals> {
  return await deleteBatch(
    bucket,
    keys.map(key => ({ key })),
    signal,
  )
}

/**
 * What a reader sees of a key goes last, and only when all beneath it is gone: a cut, or a locked version, must not bring
 * an older version to light.
 */
async function removeVersions({ bucket, signal }: Remover, keys: readonly string[]): Promise<Refusals> {
  const all = [...(await versionsOf(bucket, keys, signal)).values()].flat()
  const beneath = await deleteEach(
    bucket,
    all.filter(({ latest }) => !latest),
    signal,
  )
  const kept = new Set([...beneath.keys()].map(({ key }) => key))
  const seen = all.filter(({ latest, key }) => latest && !kept.has(key))
  return new Map([...beneath, ...(await deleteEach(bucket, seen, signal))])
}

async function deleteEach(
  bucket: Bucket,
  versions: readonly Version[],
  signal: AbortSignal,
): Promise<Refusals> {
  const refusals: Refusals[] = []
  for (let at = 0; at < versions.length; at += BATCH) {
    const some = versions.slice(at, at + BATCH).map(({ key, versionId }) => ({ key, versionId }))
    refusals.push(await deleteBatch(bucket, some, signal))
  }
  return new Map(refusals.flatMap(each => [...each]))
}

/** What became of each key, in the order given. Whether a refusal was a lock is asked of the store. */
async function resultsOf(
  remover: Remover,
  keys: readonly string[],
  refusals: Refusals,
): Promise<readonly Removal[]> {
  const refused = new Map<string, Removal>()
  const entries = [...refusals]
  for (let at = 0; at < entries.length; at += ASKED_AT_ONCE) {
    const some = entries.slice(at, at + ASKED_AT_ONCE)
    const removals = await Promise.all(some.map(([toDelete, why]) => whyLeft(remover, toDelete, why)))
    for (const removal of removals) refused.set(removal.key, removal)
  }
  return keys.map(key => refused.get(key) ?? { key, outcome: 'removed' })
}

async function whyLeft(
  { lockOf, signal }: Remover,
  { key, versionId }: ObjectToDelete,
  why: BackupError,
): Promise<Removal> {
  const lock = why.code === 'storage-denied' ? await lockOf(key, signal, versionId) : undefined
  return lock?.kind === 'locked' ? { key, outcome: 'kept', why: lock.why } : { key, outcome: 'failed', why }
}
