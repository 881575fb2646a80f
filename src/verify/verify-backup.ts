import { classifyIntegrityFailure } from '../catalog/integrity-failure.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { CHECKSUM_SUFFIX, checksumLine } from '../catalog/names.ts'
import { altered, type Reading, readBackup, sumOf } from '../catalog/read-backup.ts'
import { readSmall } from '../catalog/read-small.ts'
import type { CleanupJournal } from '../core/cleanup-journal.ts'
import type { Decryption } from '../encryption/decryption.ts'
import { differences } from '../fingerprint/differences.ts'
import { archiveUnreadable, filterOptions } from '../postgres/children.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import { compressionMethod } from '../postgres/compression-choice.ts'
import { proveArchive, proveText } from '../postgres/proof.ts'
import type { ObjectStore, StoredObject } from '../storage/store.ts'
import { runAll } from '../stream/run-all.ts'
import type { Depth } from './report.ts'

/** One line with the name of a file. Bytes. */
const LARGEST_SIDECAR = 4096

export interface VerifyDeps {
  readonly store: ObjectStore
  readonly decryption: Decryption
  readonly journal: CleanupJournal
  readonly env: NodeJS.ProcessEnv
  readonly provideClient: (wanted: WantedVersion, signal: AbortSignal) => Promise<PostgresClient>
  readonly signal: AbortSignal
  /** How long a program may make no progress. */
  readonly stallTimeoutMs: number
  /** Reported when the download begins. */
  readonly onReading?: (reading: Reading) => void
}

/**
 * Re-reads a stored backup: sizes and checksum file, then (`full`) every byte: stored hash, authentic decryption, dump's
 * hash, decoding, and the fingerprint against the manifest; of the roles the stored hash.
 * @throws BackupError of kind integrity for a backup that is not what was stored; others say why it could not be read
 */
export async function verifyBackup(manifest: Manifest, depth: Depth, parts: VerifyDeps): Promise<void> {
  await checkObject(manifest, parts)
  await checkSidecar(manifest, parts)
  await checkRoles(manifest, depth, parts)
  if (depth === 'quick') return
  const client = await clientFor(manifest, parts)
  try {
    await checkContent(manifest, client, parts)
  } catch (error) {
    throw (await classifyIntegrityFailure(error, manifest, parts)) ?? error
  }
}

async function checkObject(manifest: Manifest, parts: VerifyDeps): Promise<void> {
  const { key, stored } = manifest
  const object = await checkSize(manifest, stored.bytes, parts)
  // Only where the store knows it of the whole object; else the full depth says.
  if (object.checksum?.algorithm !== 'sha256') return
  if (object.checksum.value === Buffer.from(stored.sha256, 'hex').toString('base64')) return
  throw altered(`${parts.store.url(key)}: the store reports another SHA-256 than the manifest`)
}

async function checkSize(
  { key }: { readonly key: string },
  bytes: number,
  { store, signal }: VerifyDeps,
): Promise<StoredObject> {
  const object = await store.head(key, signal)
  if (!object) throw altered(`${store.url(key)} is missing, its manifest is there`)
  if (object.bytes === bytes) return object
  throw altered(`${store.url(key)} has ${object.bytes} bytes instead of ${bytes}`)
}

async function checkSidecar({ key, stored }: Manifest, parts: VerifyDeps): Promise<void> {
  const { store, signal } = parts
  const sidecar = `${key}${CHECKSUM_SUFFIX}`
  const wanted = checksumLine(stored.sha256, key.slice(key.lastIndexOf('/') + 1))
  await checkSize({ key: sidecar }, Buffer.byteLength(wanted), parts)
  const read = await readSmall(store, sidecar, LARGEST_SIDECAR, signal)
  if (read.equals(Buffer.from(wanted))) return
  throw altered(`${store.url(sidecar)} does not hold the manifest's SHA-256`)
}

async function checkRoles({ globals }: Manifest, depth: Depth, parts: VerifyDeps): Promise<void> {
  if (!globals) return
  const { store, signal } = parts
  await checkSize(globals, globals.bytes, parts)
  if (depth === 'quick' || (await sumOf(globals.key, store, signal)).sha256 === globals.sha256) return
  throw altered(`${store.url(globals.key)} has another SHA-256 than in the manifest`)
}

/** SQL text needs none. */
async function clientFor(
  { clientVersion, format }: Manifest,
  { provideClient, signal }: VerifyDeps,
): Promise<PostgresClient | undefined> {
  return format === 'custom'
    ? provideClient({ major: Number.parseInt(clientVersion, 10) }, signal)
    : undefined
}

async function checkContent(
  manifest: Manifest,
  client: PostgresClient | undefined,
  parts: VerifyDeps,
): Promise<void> {
  const controller = new AbortController()
  const signal = AbortSignal.any([parts.signal, controller.signal])
  const proof = client
    ? proveArchive(
        client,
        filterOptions(parts.journal, parts.env, signal, parts.stallTimeoutMs),
        archiveUnreadable,
      )
    : proveText(compressionMethod(manifest.options.compression), signal)
  const reading = readBackup({ ...parts, manifest, signal }, proof.sink)
  parts.onReading?.(reading)
  await runAll([reading.done, proof.fingerprint], controller)
  const different = differences(manifest.fingerprint, await proof.fingerprint)
  if (different.length > 0) {
    throw altered(`${manifest.key} does not hold what its manifest says: ${different.slice(0, 5).join('; ')}`)
  }
}
