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
import { sealedGlobals } from './globals.ts'
import { withNearTables } from './near-tables.ts'
import { type Prepared, prepareBackup, rowsLeftOut } from './prepare.ts'
import type { BackupParts, BackupRequest } from './request.ts'
import { proveWhileStreaming } from './stream-and-verify.ts'
import { Deposit } from './transaction.ts'

export interface Backup {
  readonly manifest: Manifest
  readonly manifestKey: string
}

/**
 * Dumps, proves, checksums, encrypts and uploads at once, and completes the upload only when all of it is proven; the
 * manifest is written last. Whatever fails, nothing stays in any store (promises 1 and 2).
 * @throws BackupError with the first cause
 */
export async function backUp(request: BackupRequest, parts: BackupParts): Promise<Backup> {
  try {
    return await prepareAndStore(request, parts)
  } catch (error) {
    throw cancellation(parts.controller.signal) ?? error
  }
}

async function prepareAndStore(request: BackupRequest, parts: BackupParts): Promise<Backup> {
  const prepared = await parts.reporter.group('Prepare', () => prepareBackup(request, parts))
  for (const { store: shelf } of parts.shelves)
    await sweepAbandoned(prepared.keys.series, {
      reporter: parts.reporter,
      signal: parts.controller.signal,
      store: shelf,
    })
  const deposit = new Deposit(parts.shelves, prepared.keys, parts.ledger)
  try {
    return await store(request, parts, prepared, deposit)
  } catch (error) {
    // Whatever still runs ends now: what failed may not have been a part of the stream.
    parts.controller.abort(error)
    for (const { error: why, leftover, store: where } of await deposit.undo())
      parts.reporter.warning(`Could not clean up: ${leftBehind(leftover, why, where)}`)
    throw await withNearTables(error, request, prepared)
  }
}

async function store(
  request: BackupRequest,
  parts: BackupParts,
  prepared: Prepared,
  deposit: Deposit,
): Promise<Backup> {
  const { controller, reporter, shelves } = parts
  const { client, connection, keys, server } = prepared
  const { signal } = controller
  // First, since it is short: a role that may not read the roles should not be told so after an hour.
  const globals = request.globals ? await sealedGlobals(parts, prepared) : undefined
  const preparedAt = parts.now()
  const streamed = await reporter.group('Dump, prove, encrypt and upload', () =>
    proveWhileStreaming(request, parts, prepared, deposit),
  )
  checkMinimums(request.minimums, {
    dumpBytes: streamed.dump.bytes,
    contents: contentsOf(streamed.fingerprint, request.mode),
  })
  const streamedAt = parts.now()

  return reporter.group('Complete', async () => {
    const [object] = await deposit.complete(streamed.stored)
    if (!object) throw new Error('a deposit without a destination')
    await deposit.put(keys.checksum, Buffer.from(checksumLine(streamed.stored.sha256, keys.fileName)), signal)
    if (globals) await deposit.put(globals.key, globals.sealed, signal)
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
    await deposit.put(keys.manifest, Buffer.from(serializeManifest(manifest)), signal)
    deposit.seal()
    reporter.info(`Stored: ${shelves[0].store.url(keys.backup)}`)
    return { manifest, manifestKey: keys.manifest }
  })
}

function sourceOf(connection: Connection, server: ServerFacts, request: BackupRequest): Manifest['source'] {
  const { host, port } = firstEndpoint(connection)
  const unlogged = rowsLeftOut(server, request)
  return {
    ...{ database: server.database, databaseOid: server.databaseOid, host, port },
    serverVersion: server.version,
    encoding: server.encoding,
    ...(server.locale && { locale: server.locale }),
    ...(unlogged.length > 0 && { unloggedWithoutRows: unlogged.map(qualifiedName) }),
    ...(server.databaseBytes !== undefined && { databaseBytes: server.databaseBytes }),
    ...(server.systemIdentifier && { systemIdentifier: server.systemIdentifier }),
  }
}
