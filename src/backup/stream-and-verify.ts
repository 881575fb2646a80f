import type { Reporter } from '../core/reporter.ts'
import { formatSize } from '../core/sizes.ts'
import { totalRows } from '../fingerprint/fingerprint.ts'
import { childOptions, explainEnd, filterOptions } from '../postgres/children.ts'
import { libpqArguments, libpqEnvironment } from '../postgres/connection/libpq-environment.ts'
import { dumpEnded, startDump } from '../postgres/dump.ts'
import { proveArchive, proveText } from '../postgres/proof.ts'
import { type Streamed, streamDump, watchDump } from './dump-stream.ts'
import type { Prepared } from './prepare.ts'
import type { BackupDeps, BackupRequest } from './request.ts'
import type { UploadTransaction } from './transaction.ts'

/** Starts pg_dump and its proof, and lets them run into the deposit's open uploads, with a line of progress now and then. */
export async function proveWhileStreaming(
  request: BackupRequest,
  parts: BackupDeps,
  { client, compression, connection, keys, selection, server }: Prepared,
  transaction: UploadTransaction,
): Promise<Streamed> {
  const { controller, encryption, journal, reporter } = parts
  const { signal } = controller
  const sinks = await transaction.open(keys.backup, signal)
  const env = libpqEnvironment(connection, parts.env, server.sessionOptions)
  const explain = explainEnd(connection)
  let at: string | undefined
  const follow = (line: string): void => {
    at = tableInProgress(line) ?? at
  }
  // From the end of the pipe to its beginning: what can be refused is refused before pg_dump runs.
  const encrypt = encryption.suffix === '' ? undefined : encryption.encrypt(signal)
  const proof =
    request.format === 'custom'
      ? proveArchive(client, filterOptions(journal, env, signal, connection.stallTimeoutMs), explain)
      : proveText(compression.method, signal)
  const dump = startDump(
    client,
    { ...request, selection, encoding: server.encoding, compress: compression.argument, strict: true },
    libpqArguments(connection),
    childOptions(journal, env, signal, follow),
  )
  const stream = streamDump({ dump, dumpEnded: dumpEnded(dump, explain), proof, encrypt, sinks, controller })
  const stop = startProgress(
    reporter,
    () => ({ dumped: stream.dumpedBytes(), at }),
    () => performance.now(),
  )
  using _ = watchDump({ connection, dump, stream, controller, signal, reporter })
  try {
    const streamed = await stream.done
    reporter.info(proven(streamed))
    return streamed
  } finally {
    stop()
  }
}

function proven({ dump, stored, fingerprint }: Streamed): string {
  const rows = totalRows(fingerprint.tables).toLocaleString('en-US')
  return `Proven: ${rows} rows in ${fingerprint.tables.length} tables read back; ${formatSize(dump.bytes)} dumped, ${formatSize(stored.bytes)} to store`
}

/** How often the log says how far the stream is. Milliseconds. */
const EVERY_MS = 5_000

interface Progress {
  /** Bytes that pg_dump has written so far. */
  readonly dumped: number
  /** The table that pg_dump is at. */
  readonly at: string | undefined
}

/** Writes a line every few seconds until the returned function is called. */
function startProgress(reporter: Reporter, look: () => Progress, now: () => number): () => void {
  const startedAt = now()
  let last = { at: startedAt, dumped: 0 }
  const timer = setInterval(() => {
    const { dumped, at } = look()
    const time = now()
    const speed = (dumped - last.dumped) / Math.max(1, time - last.at)
    last = { at: time, dumped }
    reporter.info(
      `${megabytes(dumped)} MB dumped and proven, ${(speed / 1000).toFixed(1)} MB/s, ${seconds(time - startedAt)} s${at ? `, at ${at}` : ''}`,
    )
  }, EVERY_MS)
  return () => clearInterval(timer)
}

/** pg_dump says on stderr which table it is at; undefined for its other lines. */
function tableInProgress(stderrLine: string): string | undefined {
  return /dumping contents of table "(.+)"$/.exec(stderrLine)?.[1]
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(0)
}
