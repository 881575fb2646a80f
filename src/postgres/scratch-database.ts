import pg from 'pg'
import { isScratchName } from '../backup/drill/scratch-name.ts'
import { BackupError } from '../backup/errors.ts'
import { type Connection, describe } from './connection/connection.ts'
import { inSession } from './probe/in-session.ts'
import type { Session } from './probe/session.ts'

interface Options {
  readonly signal: AbortSignal
}

/** Neither statement runs inside a transaction, with which our sessions begin otherwise. */
const NO_TRANSACTION = 'SET statement_timeout = 0'

/**
 * Creates an empty database on a server that is somebody else's.
 * @param connection to any database of it
 * @throws BackupError `drill-may-not-create`, or why the server cannot be reached
 */
export async function createScratchDatabase(
  connection: Connection,
  { encoding, name }: { readonly encoding: string; readonly name: string },
  { signal }: Options,
): Promise<void> {
  const empty = `CREATE DATABASE ${own(name)} TEMPLATE template0 ENCODING ${pg.escapeLiteral(encoding)}`
  await inSession(connection, { signal, beginning: NO_TRANSACTION }, async session => {
    try {
      await session.rows(empty)
    } catch (error) {
      if (isState(error, NOT_ALLOWED)) throw mayNotCreate(connection)
      // The server's own locale does not go with every encoding; C does.
      if (!isState(error, INVALID_VALUE)) throw error
      await session.rows(`${empty} LC_COLLATE 'C' LC_CTYPE 'C'${await libc(session)}`)
    }
  })
}

/** Drops it, whoever is still connected to it. One that is not there is as good as dropped. */
export async function dropScratchDatabase(
  connection: Connection,
  name: string,
  { signal }: Options,
): Promise<void> {
  await inSession(connection, { signal, beginning: NO_TRANSACTION }, session =>
    session.rows(`DROP DATABASE IF EXISTS ${own(name)} WITH (FORCE)`),
  )
}

/** Nothing but what a drill has made is ever created or dropped. */
function own(name: string): string {
  if (!isScratchName(name)) throw new Error(`${name} is not the name of a scratch database`)
  return pg.escapeIdentifier(name)
}

/** From 15 on a server may have another provider for its locales. */
async function libc(session: Session): Promise<string> {
  const [row] = await session.rows<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  )
  return (row?.version ?? 0) >= 150_000 ? ' LOCALE_PROVIDER libc' : ''
}

const NOT_ALLOWED = '42501'
const INVALID_VALUE = '22023'

function isState(error: unknown, state: string): boolean {
  return error instanceof pg.DatabaseError && error.code === state
}

function mayNotCreate(connection: Connection): BackupError {
  return new BackupError({
    kind: 'database',
    code: 'drill-may-not-create',
    message: `Role ${connection.user} may not create a scratch database on the server of ${describe(connection)}.`,
    hint: `Run ALTER ROLE ${pg.escapeIdentifier(connection.user)} CREATEDB there, or leave server-url empty: the drill then starts a server of its own.`,
  })
}
