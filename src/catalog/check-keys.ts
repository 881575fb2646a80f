import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { BackupError } from '../core/errors.ts'
import type { Decryption } from '../encryption/decryption.ts'
import type { ObjectStore } from '../storage/store.ts'
import { destroyAndWait } from '../stream/destroy-and-wait.ts'
import type { Manifest } from './manifest.ts'
import { isAsStored } from './read-backup.ts'

interface KeyParts {
  readonly store: ObjectStore
  readonly decryption: Decryption
  readonly signal: AbortSignal
}

/**
 * Says first what a team must know first: whether the key that it holds opens its backups. Of each way in which they are
 * sealed the newest is opened, as far as its first bytes.
 * @param manifests the newest first
 * @throws BackupError `decryption-key-missing` or `encryption-key-mismatch`
 */
export async function checkKeys(manifests: readonly Manifest[], parts: KeyParts): Promise<void> {
  const ways = Map.groupBy(manifests, ({ encryption }) => JSON.stringify(encryption))
  for (const [newest] of ways.values()) if (newest) await checkKey(newest, parts)
}

async function checkKey(manifest: Manifest, parts: KeyParts): Promise<void> {
  const error = await whyNotOpened(manifest, parts)
  parts.signal.throwIfAborted()
  // Anything else that is wrong is reported when it is that backup's turn.
  if (!(error instanceof BackupError) || error.kind !== 'input') return
  if (error.code !== 'encryption-key-mismatch') throw error
  const { store, signal } = parts
  if (!(await isAsStored(manifest, store, signal).catch(() => false))) return
  throw new BackupError(
    {
      kind: 'input',
      code: 'encryption-key-mismatch',
      message: `The given key or passphrase does not open ${store.url(manifest.key)}, which is intact.`,
      hint: `Give ${opener(manifest)}, from a secret.`,
    },
    error,
  )
}

function opener({ encryption }: Manifest): string {
  return encryption.method === 'age'
    ? `age-identity the secret key of ${encryption.to.join(' or ')}`
    : 'passphrase the one that it was sealed with'
}

/** Opens the first piece and lets go. Undefined where it opens. */
async function whyNotOpened(
  { encryption, key }: Manifest,
  { decryption, signal, store }: KeyParts,
): Promise<unknown> {
  const pending: Promise<unknown>[] = []
  const begin = (...running: Promise<unknown>[]): void => {
    // Whichever fails while another one is awaited.
    for (const each of running) each.catch(() => {})
    pending.push(...running)
  }
  let stage: Duplex | undefined
  try {
    stage = decryption.open(encryption, signal)
    if (!stage) return undefined
    begin(once(stage, 'data'), finished(stage))
    begin(pipeline(await store.get(key, signal), stage, { signal }))
    await Promise.race(pending)
    return undefined
  } catch (error) {
    return error
  } finally {
    if (stage) await destroyAndWait(stage)
  }
}
