import { explainEnd, filterOptions } from '../../postgres/children.ts'
import { leastOf } from '../../postgres/client/standing.ts'
import { atEndpoint } from '../../postgres/connection/connection.ts'
import { libpqArguments, libpqEnvironment } from '../../postgres/connection/libpq-environment.ts'
import { dumpEnded, startDump } from '../../postgres/dump.ts'
import { askLiveTables } from '../../postgres/live-tables.ts'
import type { ServerFacts } from '../../postgres/probe/facts.ts'
import { proveArchive, proveText } from '../../postgres/proof.ts'
import { findScope } from '../../presets/scope.ts'
import { streamDump, watchDump } from '../dump-stream.ts'
import type { BackupDeps, BackupRequest } from '../request.ts'
import type { LiveDatabase } from './live-database.ts'

/**
 * Looks at the database as it is now: its definitions by the very code that makes backups, of the same selection, and
 * estimates of its rows. Nothing of its rows is read.
 * @throws BackupError with pg_dump's or the server's cause
 */
export async function lookAtDatabase(
  request: BackupRequest,
  server: ServerFacts,
  { controller: run, env, journal, provideClient, reporter }: BackupDeps,
): Promise<LiveDatabase> {
  const connection = atEndpoint(request.connection, server.endpoint)
  const major = request.clientMajor === 'auto' ? server.major : request.clientMajor
  const client = await provideClient({ major, ...leastOf(major, server.version) }, run.signal)
  const controller = new AbortController()
  const signal = AbortSignal.any([run.signal, controller.signal])
  const programEnv = libpqEnvironment(connection, env, server.sessionOptions)
  const options = filterOptions(journal, programEnv, signal, connection.stallTimeoutMs)
  const explain = explainEnd(connection)
  try {
    const proof =
      request.format === 'custom' ? proveArchive(client, options, explain) : proveText('none', signal)
    const { selection } = await findScope(request, connection, run.signal)
    const dump = startDump(
      client,
      { ...request, selection, mode: 'schema', compress: '0', encoding: server.encoding, strict: true },
      libpqArguments(connection),
      options,
    )
    const stream = streamDump({
      dump,
      dumpEnded: dumpEnded(dump, explain),
      proof,
      encrypt: undefined,
      sinks: [],
      controller,
    })
    using _ = watchDump({ connection, dump, stream, controller, signal, reporter })
    const { fingerprint } = await stream.done
    return {
      schema: fingerprint,
      extensions: server.extensions,
      tables: await askLiveTables(connection, run.signal),
    }
  } catch (error) {
    run.signal.throwIfAborted()
    throw error
  }
}
