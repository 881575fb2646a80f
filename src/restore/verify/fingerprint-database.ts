import { streamDump, watchDump } from '../../backup/dump-stream.ts'
import type { CleanupJournal } from '../../core/cleanup-journal.ts'
import type { Reporter } from '../../core/reporter.ts'
import { quoteIdentifier } from '../../core/sql-quoting.ts'
import type { Like } from '../../fingerprint/copied-tables.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { Fingerprint } from '../../fingerprint/fingerprint.ts'
import { childOptions, explainEnd, filterOptions } from '../../postgres/children.ts'
import type { PostgresClient } from '../../postgres/client/client.ts'
import type { Connection } from '../../postgres/connection/connection.ts'
import { libpqArguments, libpqEnvironment } from '../../postgres/connection/libpq-environment.ts'
import { dumpEnded, startDump } from '../../postgres/dump.ts'
import type { Mode } from '../../postgres/dump-choices.ts'
import { proveArchive } from '../../postgres/proof.ts'

/** Which part of which database is summed up. */
export interface FingerprintRequest {
  /** With the one endpoint that was probed. */
  readonly connection: Connection
  readonly client: PostgresClient
  readonly mode: Mode
  /** Only these, by their names as the catalog has them; undefined: everything. One that is not there is left out. */
  readonly tables?: readonly TableName[]
  /** The database's own, as the server names it. */
  readonly encoding: string
  /** What PGOPTIONS needs so that a dump has the same text from every server (ServerFacts). */
  readonly sessionOptions?: readonly string[]
  /** What the fingerprint will be compared with. */
  readonly like?: Like
}

/**
 * The fingerprint that a backup of the database would have now, through the very code that makes backups; nothing is
 * stored. With `tables`, of a database that has none of them, `nothing-matched` is thrown.
 * @throws BackupError with pg_dump's or pg_restore's cause
 */
export async function fingerprintDatabase(
  { client, connection, encoding, like, mode, sessionOptions, tables = [] }: FingerprintRequest,
  parts: {
    readonly journal: CleanupJournal
    readonly env: NodeJS.ProcessEnv
    readonly signal: AbortSignal
    readonly reporter?: Reporter
  },
): Promise<Fingerprint> {
  const controller = new AbortController()
  const signal = AbortSignal.any([parts.signal, controller.signal])
  const env = libpqEnvironment(connection, parts.env, sessionOptions)
  const explain = explainEnd(connection)
  try {
    const filter = filterOptions(parts.journal, env, signal, connection.stallTimeoutMs)
    const proof = proveArchive(client, filter, explain, like)
    const dump = startDump(
      client,
      {
        format: 'custom',
        compress: '0',
        mode,
        encoding,
        selection: {
          tables: tables.map(exactPattern),
          excludeTables: [],
          schemas: [],
          excludeSchemas: [],
          excludeTableData: [],
        },
        // What is missing is a difference, and no error.
        strict: false,
        // Neither counts in a fingerprint.
        noOwner: true,
        noAcl: true,
        lockTimeoutMs: undefined,
      },
      libpqArguments(connection),
      childOptions(parts.journal, env, signal),
    )
    const stream = streamDump({
      dump,
      dumpEnded: dumpEnded(dump, explain),
      proof,
      encrypt: undefined,
      sinks: [],
      controller,
    })
    using _ = watchDump({ connection, dump, stream, controller, signal, reporter: parts.reporter })
    return (await stream.done).fingerprint
  } catch (error) {
    parts.signal.throwIfAborted()
    throw error
  }
}

/** Between double quotes pg_dump takes every character of a pattern as it is, but a double quote. */
function exactPattern({ schema, name }: TableName): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
}
