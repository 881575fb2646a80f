import { BackupError, defineError } from '../../core/errors.ts'
import { type Connection, describe, firstEndpoint, type SessionAttributes } from '../connection/connection.ts'
import { secretsOf } from '../connection/secrets.ts'
import { diagnoseProbe } from '../diagnosis/diagnose.ts'
import { ASKING, type Beginning } from './beginning.ts'
import { SESSION_QUERY } from './queries.ts'
import { openSession, type Session } from './session.ts'

export interface SessionOptions {
  readonly signal: AbortSignal
  /** A read-only transaction with a time limit, unless given. */
  readonly beginning?: Beginning
  /** Given lines for the log while the server is waited for. */
  readonly say?: (line: string) => void
}

/**
 * Does `work` in a session at the first endpoint that answers and is of the wanted kind, and closes it in every outcome.
 * Throws BackupError with the cause, or the signal's reason.
 */
export async function inSession<T>(
  connection: Connection,
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    await using session = await findServer(connection, options)
    return await work(session)
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof BackupError) throw error
    const { host, port } = firstEndpoint(connection)
    const { user: role, database } = connection
    const target = { host, port, database, role, options: connection.options }
    throw diagnoseProbe(error, { ...target, secrets: secretsOf(connection) })
  }
}

async function findServer(
  connection: Connection,
  { signal, beginning = ASKING, say }: SessionOptions,
): Promise<Session> {
  const errors: unknown[] = []
  for (const wanted of passes(connection.sessionAttributes)) {
    for (const endpoint of connection.endpoints) {
      const session = await openSession(connection, endpoint, { signal, beginning, say }).catch(
        (error: unknown) => {
          errors.push(error)
        },
      )
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

const DATABASE_NOT_OF_THE_KIND = defineError({
  topic: 'database',
  code: 'database-not-of-the-kind',
  kind: 'database',
  meaning: 'None of the servers is of the kind that target_session_attrs asks for.',
  fix: 'Remove target_session_attrs, or add the server that is meant.',
})

function noneSuitable(connection: Connection): BackupError {
  const message = `No server of ${describe(connection)} is ${connection.sessionAttributes}, which target_session_attrs asks for.`
  return new BackupError({ ...DATABASE_NOT_OF_THE_KIND, message })
}

interface SessionState {
  readonly standby: boolean
  readonly read_only: boolean
}

const ACCEPTS: Readonly<Record<SessionAttributes, (state: SessionState) => boolean>> = {
  any: () => true,
  'read-write': state => !state.read_only,
  'read-only': state => state.read_only,
  primary: state => !state.standby,
  standby: state => state.standby,
  'prefer-standby': state => state.standby,
}

/** libpq's target_session_attrs. */
function accepts(wanted: SessionAttributes, state: SessionState): boolean {
  return ACCEPTS[wanted](state)
}

/** What to look for on all servers before looking for the next. */
function passes(wanted: SessionAttributes): readonly SessionAttributes[] {
  return wanted === 'prefer-standby' ? ['standby', 'any'] : [wanted]
}
