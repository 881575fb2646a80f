import { sweepAbandoned } from '../catalog/abandoned-uploads.ts'
import { type Manifest, serializeManifest } from '../catalog/manifest.ts'
import { checkMinimums, contentsOf } from '../catalog/minimums.ts'
import { checksumLine } from '../catalog/names.ts'
import { cancellation } from '../core/cancellation.ts'
import { leftBehind } from '../core/left-behind.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import { type Connection, firstEndpoint } from '../postgres/connection/connection.ts'
import type { ServerFacts } from '../postgres/probe/facts.ts'
import { composeManifest } from './compose-manifest.ts'
import { encryptedGlobals } from './globals.ts'
import { withNearTables } from './near-tables.ts'
import { type Prepared, prepareBackup, rowsLeftOut } from './prepare.ts'
import type { BackupDeps, BackupRequest } from './request.ts'
import { proveWhileStreaming } from './stream-and-verify.ts'
import { UploadTransaction } from './transaction.ts'

export interface Backup {
  readonly manifest: Manifest
  readonly manifestKey: string
}

/**
 * Dumps, proves, checksums, encrypts and uploads at once, and completes the upload only when all of it is proven; the
 * manifest is written last. No matter what fails, nothing stays in any store (promises 1 and 2).
 * @throws BackupError with the first cause
 */
export async function backUp(request: BackupRequest, parts: BackupDeps): Promise<Backup> {
  try {
    return await prepareAndStore(request, parts)
  } catch (error) {
    throw cancellation(parts.controller.signal) ?? error
  }
}

async function prepareAndStore(request: BackupRequest, parts: BackupDeps): Promise<Backup> {
  const prepared = await parts.reporter.group('Prepare', () => prepareBackup(request, parts))
  for (const { store: namedStore } of parts.shelves)
    await sweepAbandoned(prepared.keys.series, {
      reporter: parts.reporter,
      signal: parts.controller.signal,
      store: namedStore,
    })
  const transaction = new UploadTransaction(parts.shelves, prepared.keys, parts.journal)
  try {
    return await store(request, parts, prepared, transaction)
  } catch (error) {
    // Anything that still runs ends now: what failed may not have been a part of the stream.
    parts.controller.abort(error)
    for (const { error: why, task, store: where } of await transaction.undo())
      parts.reporter.warning(`Could not clean up: ${leftBehind(task, why, where)}`)
    throw await withNearTables(error, request, prepared)
  }
}

async function store(
  request: BackupRequest,
  parts: BackupDeps,
  prepared: Prepared,
  transaction: UploadTransaction,
): Promise<Backup> {
  const { controller, reporter, shelves } = parts
  const { client, connection, keys, server } = prepared
  const { signal } = controller
  // First, since it is short: a role that may not read the roles should learn that now, not after an hour.
  const globals = request.globals ? await encryptedGlobals(parts, prepared) : undefined
  const preparedAt = parts.now()
  const streamed = await reporter.group('Dump, prove, encrypt and upload', () =>
    proveWhileStreaming(request, parts, prepared, transaction),
  )
  checkMinimums(request.minimums, {
    dumpBytes: streamed.dump.bytes,
    contents: contentsOf(streamed.fingerprint, request.mode),
  })
  const streamedAt = parts.now()

  return reporter.group('Complete', async () => {
    const [object] = await transaction.complete(streamed.stored)
    if (!object) throw new Error('a deposit without a destination')
    await transaction.put(
      keys.checksum,
      Buffer.from(checksumLine(streamed.stored.sha256, keys.fileName)),
      signal,
    )
    if (globals) await transaction.put(globals.key, globals.encrypted, signal)
    const manifest = composeManifest({
      ...request,
      ...streamed,
      key: keys.backup,
      series: keys.series,
      source: sourceOf(connection, server, request),
      clientVersion: client.version,
      extensions: [...server.extensions],
      compression: prepared.compression.argument,
      encryption: parts.encryption.record,
      globals: globals && { key: globals.key, bytes: globals.bytes, sha256: globals.sha256 },
      object,
      instants: { startedAt: prepared.startedAt, preparedAt, streamedAt, finishedAt: parts.now() },
    })
    await transaction.put(keys.manifest, Buffer.from(serializeManifest(manifest)), signal)
    transaction.commit()
    reporter.info(`Stored: ${shelves[0].store.url(keys.backup)}`)
    return { manifest, manifestKey: keys.manifest }
  })
}

function sourceOf(connection: Connection, server: ServerFacts, request: BackupRequest): Manifest['source'] {
  const { host, port } = firstEndpoint(connection)
  const unlogged = rowsLeftOut(server, request)
  return {
    database: server.database,
    databaseOid: server.databaseOid,
    host,
    port,
    serverVersion: server.version,
    encoding: server.encoding,
    ...(server.locale && { locale: server.locale }),
    ...(unlogged.length > 0 && { unloggedWithoutRows: unlogged.map(qualifiedName) }),
    ...(server.databaseBytes !== undefined && { databaseBytes: server.databaseBytes }),
    ...(server.systemIdentifier && { systemIdentifier: server.systemIdentifier }),
  }
}
