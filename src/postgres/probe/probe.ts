import { BackupError } from '../../backup/errors.ts'
import { type Connection, describe, firstEndpoint } from '../connection/connection.ts'
import { secretsOf } from '../connection/secrets.ts'
import { diagnoseProbe } from '../diagnosis/diagnose.ts'
import { OTHERS } from '../diagnosis/others.ts'
import type { Relation, ServerFacts } from './facts.ts'
import {
  DATABASE_BYTES_QUERY,
  EXTENSIONS_QUERY,
  ROW_SECURED_QUERY,
  SERVER_QUERY,
  SESSION_QUERY,
  type ServerRow,
  SYSTEM_IDENTIFIER_QUERY,
  TABLE_COUNT_QUERY,
  UNREADABLE_QUERY,
} from './queries.ts'
import { openSession, type Session } from './session.ts'
import { accepts, passes, type SessionState } from './session-attributes.ts'

/**
 * Asks the server what a backup has to know, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
export async function probeServer(
  connection: Connection,
  { signal }: { readonly signal: AbortSignal },
): Promise<ServerFacts> {
  try {
    await using session = await findServer(connection, signal)
    return await askServer(session)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof BackupError) throw error
    const { host, port } = firstEndpoint(connection)
    const { user: role, database } = connection
    throw diagnoseProbe(error, { host, port, database, role, secrets: secretsOf(connection) })
  }
}

/** The first endpoint that answers and is of the wanted kind. */
async function findServer(connection: Connection, signal: AbortSignal): Promise<Session> {
  const errors: unknown[] = []
  for (const wanted of passes(connection.sessionAttributes)) {
    for (const endpoint of connection.endpoints) {
      const session = await openSession(connection, endpoint, signal).catch((error: unknown) => {
        errors.push(error)
      })
      signal.throwIfAborted()
      if (!session) continue
      if (wanted === 'any') return session
      const [state] = await session.rows<SessionState>(SESSION_QUERY)
      if (state && accepts(wanted, state)) return session
      await session[Symbol.asyncDispose]()
    }
  }
  throw errors[0] ?? noneSuitable(connection)
}

function noneSuitable(connection: Connection): BackupError {
  const { kind, code, fix } = OTHERS.unsuitable
  const message = `No server of ${describe(connection)} is ${connection.sessionAttributes}, which target_session_attrs asks for.`
  return new BackupError({ kind, code, message, hint: fix })
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
    ...(size ? { databaseBytes: Number(size.value) } : {}),
    encoding: server.encoding,
    extensions: await session.rows<{ name: string; version: string }>(EXTENSIONS_QUERY),
    isInRecovery: server.is_in_recovery,
    byteaOutput: server.bytea_output,
    timeZone: server.time_zone,
    sessionOptions: server.bytea_output === 'hex' ? [] : ['-c bytea_output=hex'],
    tableCount: tables?.value ?? 0,
    role: { name: server.role, superuser: server.superuser, bypassesRls: server.bypasses_rls },
    ...(session.tls === undefined ? {} : { tls: session.tls }),
    unreadable: await session.rows<Relation>(UNREADABLE_QUERY),
    rowSecured: await session.rows<Relation>(ROW_SECURED_QUERY),
  }
}
