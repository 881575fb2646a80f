import { setTimeout as sleep } from 'node:timers/promises'
import { BackupError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import { quoteIdentifier, quoteLiteral } from '../../core/sql-quoting.ts'
import { type Connection, describe } from '../../postgres/connection/connection.ts'
import { EVENT_TRIGGERS_OFF, mayDisableEventTriggers } from '../../postgres/event-triggers.ts'
import { inSession } from '../../postgres/probe/in-session.ts'
import type { Session } from '../../postgres/probe/session.ts'
import {
  createInLocale,
  libcProvider,
  majorOf,
  type NewDatabase,
} from '../../postgres/server/create-in-locale.ts'
import type { Sorting } from '../../postgres/server/locale.ts'
import { type StatementError, statementError } from '../../postgres/statement-error.ts'
import { isScratchName } from './scratch-name.ts'

interface Options {
  readonly signal: AbortSignal
}

/** CREATE and DROP DATABASE run in no transaction. */
const NO_TRANSACTION = { kind: 'no transaction' } as const

/** A server may be read-only by default. For the session, since it is in no transaction. */
async function allowWriting(session: Session): Promise<void> {
  await session.rows(`SELECT set_config('default_transaction_read_only', 'off', false)
    WHERE current_setting('default_transaction_read_only')::bool`)
}

/**
 * What the sessions of a scratch database have, regardless of the server's own settings are: rows can be written, and a dump has
 * the text that it has anywhere else. It ends with the database.
 */
const PINNED = {
  default_transaction_read_only: 'off',
  bytea_output: 'hex',
  quote_all_identifiers: 'off',
  standard_conforming_strings: 'on',
}

/** Creating an empty database takes a moment; it must not wait for ever for a session that holds the template. Milliseconds. */
const CREATE_LIMIT_MS = 60_000
const POLL_MS = 50

/**
 * Creates an empty database on a server that is somebody else's. A cancellation waits for it: a server whose client is
 * gone creates it all the same, perhaps after it was dropped.
 * @param connection to any database of it
 * @throws BackupError `drill-may-not-create`, or why the server cannot be reached
 */
export async function createScratchDatabase(
  connection: Connection,
  { encoding, locale, name }: Pick<NewDatabase, 'encoding' | 'locale' | 'name'>,
  { signal }: Options,
): Promise<Sorting> {
  signal.throwIfAborted()
  const limit = AbortSignal.timeout(CREATE_LIMIT_MS)
  own(name)
  return await inSession(connection, { signal: limit, beginning: NO_TRANSACTION }, async session => {
    await allowWriting(session)
    try {
      const major = await majorOf(session)
      // The server's own locale does not go with every encoding; C does.
      const defaultDescription = ['', `LC_COLLATE 'C' LC_CTYPE 'C'${libcProvider(major)}`]
      const wanted = { name, encoding, locale, defaultDescription, otherwiseByCodePoint: false }
      const sorting = await createInLocale(session, wanted)
      const settings = Object.entries(PINNED)
      // Also where the database is dropped: what a backup brings to fire at each login may let nobody in.
      if (await mayDisableEventTriggers(session))
        settings.push([EVENT_TRIGGERS_OFF.name, EVENT_TRIGGERS_OFF.value])
      for (const [setting, value] of settings)
        await session.alone(`ALTER ROLE CURRENT_USER IN DATABASE ${own(name)} SET ${setting} = ${value}`)
      return sorting
    } catch (error) {
      if (isState(error, NOT_ALLOWED)) throw mayNotCreate(connection)
      const refusal = statementError(error)
      throw refusal ? notCreated(connection, refusal) : error
    }
  })
}

/**
 * Drops it, no matter who is still connected to it, and ends anyone who is still creating it. One that is not there is as good as
 * dropped.
 */
export async function dropScratchDatabase(
  connection: Connection,
  name: string,
  { signal }: Options,
): Promise<void> {
  const drop = `DROP DATABASE IF EXISTS ${own(name)} WITH (FORCE)`
  const creating = `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND usename = session_user AND state = 'active'
      AND strpos(query, ${quoteLiteral(`CREATE DATABASE ${own(name)}`)}) = 1`
  await inSession(connection, { signal, beginning: NO_TRANSACTION }, async session => {
    await allowWriting(session)
    while ((await session.rows(creating)).length > 0) await sleep(POLL_MS, undefined, { signal })
    if ((await session.rows(subscriptionsOf(name))).length > 0)
      await dropSubscriptions({ ...connection, database: name }, { signal })
    await session.alone(drop)
  })
}

/** Without their slots, which are at the publisher, and none of the copy's. No database that has one can be dropped. */
async function dropSubscriptions(connection: Connection, { signal }: Options): Promise<void> {
  await inSession(connection, { signal, beginning: NO_TRANSACTION }, async session => {
    await allowWriting(session)
    for (const { name } of await session.rows<{ name: string }>(EVENT_TRIGGERS))
      await session.alone(`ALTER EVENT TRIGGER ${quoteIdentifier(name)} DISABLE`)
    for (const { name } of await session.rows<{ name: string }>(subscriptionsOf(connection.database))) {
      const subscription = `SUBSCRIPTION ${quoteIdentifier(name)}`
      await session.alone(`ALTER ${subscription} DISABLE`)
      await session.alone(`ALTER ${subscription} SET (slot_name = NONE)`)
      await session.alone(`DROP ${subscription}`)
    }
  })
}

/** Restored ones could refuse what we do. */
const EVENT_TRIGGERS = `SELECT evtname AS name FROM pg_event_trigger WHERE evtenabled <> 'D'`

function subscriptionsOf(database: string): string {
  return `SELECT subname AS name FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
    WHERE d.datname = ${quoteLiteral(database)}`
}

/** Nothing but what a drill has made is ever created or dropped. */
function own(name: string): string {
  if (!isScratchName(name)) throw new Error(`${name} is not the name of a scratch database`)
  return quoteIdentifier(name)
}

const NOT_ALLOWED = '42501'

function isState(error: unknown, state: string): boolean {
  return statementError(error)?.code === state
}

function notCreated(connection: Connection, cause: StatementError): BackupError {
  return new BackupError(
    {
      kind: 'database',
      code: 'drill-database-not-created',
      message: sentence(
        `No scratch database could be created on the server of ${describe(connection)}: ${cause.message}`,
      ),
      hint: 'Fix what the server says, or leave server-url empty: the drill then starts a server of its own.',
    },
    cause,
  )
}

function mayNotCreate(connection: Connection): BackupError {
  return new BackupError({
    kind: 'database',
    code: 'drill-may-not-create',
    message: `Role ${connection.user} may not create a scratch database on the server of ${describe(connection)}.`,
    hint: `Run ALTER ROLE ${quoteIdentifier(connection.user)} CREATEDB there, or leave server-url empty: the drill then starts a server of its own.`,
  })
}
