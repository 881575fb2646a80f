import type { Connection } from '../connection/connection.ts'
import type { Relation, ServerFacts } from './facts.ts'
import { inSession } from './in-session.ts'
import {
  DATABASE_BYTES_QUERY,
  EXTENSIONS_QUERY,
  ROW_SECURED_QUERY,
  SERVER_QUERY,
  type ServerRow,
  SYSTEM_IDENTIFIER_QUERY,
  TABLE_COUNT_QUERY,
  UNLOGGED_QUERY,
  UNREADABLE_QUERY,
} from './queries.ts'
import type { Session } from './session.ts'

/**
 * Asks the server what a backup has to know, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
export async function probeServer(
  connection: Connection,
  { signal }: { readonly signal: AbortSignal },
): Promise<ServerFacts> {
  return await inSession(connection, { signal }, askServer)
}

async function askServer(session: Session): Promise<ServerFacts> {
  const [server] = await session.rows<ServerRow>(SERVER_QUERY)
  if (!server) throw new Error('the server does not know its own database')
  const [identity] = await session.rowsIfAllowed<{ value: string }>(SYSTEM_IDENTIFIER_QUERY)
  const [size] = await session.rowsIfAllowed<{ value: string }>(DATABASE_BYTES_QUERY)
  const [tables] = await session.rows<{ value: number }>(TABLE_COUNT_QUERY)
  return {
    endpoint: session.endpoint,
    versionNum: server.version_num,
    version: server.version.split(' ')[0] ?? server.version,
    major: Math.floor(server.version_num / 10_000),
    ...(identity ? { systemIdentifier: identity.value } : {}),
    database: server.database,
    databaseOid: server.database_oid,
    ...(size ? { databaseBytes: Number(size.value) } : {}),
    encoding: server.encoding,
    locale: server.locale,
    extensions: await session.rows<{ name: string; version: string }>(EXTENSIONS_QUERY),
    isInRecovery: server.is_in_recovery,
    unlogged: server.is_in_recovery ? await session.rows<Relation>(UNLOGGED_QUERY) : [],
    byteaOutput: server.bytea_output,
    timeZone: server.time_zone,
    sessionOptions: [
      ...(server.bytea_output === 'hex' ? [] : ['-c bytea_output=hex']),
      ...(server.quotes_all_identifiers ? ['-c quote_all_identifiers=off'] : []),
      ...(server.standard_strings ? [] : ['-c standard_conforming_strings=on']),
    ],
    tableCount: tables?.value ?? 0,
    role: { name: server.role, superuser: server.superuser, bypassesRls: server.bypasses_rls },
    ...(session.tls === undefined ? {} : { tls: session.tls }),
    unreadable: await session.rows<Relation>(UNREADABLE_QUERY),
    rowSecured: await session.rows<Relation>(ROW_SECURED_QUERY),
  }
}
