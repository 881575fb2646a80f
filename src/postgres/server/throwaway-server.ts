import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CleanupJournal } from '../../core/cleanup-journal.ts'
import type { Reporter } from '../../core/reporter.ts'
import { quoteIdentifier } from '../../core/sql-quoting.ts'
import type { Child } from '../../stream/child.ts'
import type { PostgresClient } from '../client/client.ts'
import type { Connection } from '../connection/connection.ts'
import { EVENT_TRIGGERS_OFF, mayDisableEventTriggers } from '../event-triggers.ts'
import { inSession } from '../probe/in-session.ts'
import { clientInside } from './client-inside.ts'
import { createInLocale } from './create-in-locale.ts'
import { endServer } from './end-server.ts'
import { startFor } from './extension-packages.ts'
import { type Isolation, isolationOf, sayIsolation } from './isolation.ts'
import type { Locale, Sorting } from './locale.ts'
import { giveToOwner } from './owner-role.ts'
import type { ServerPrograms } from './server.ts'
import { makeFolders, type ServerFolders } from './server-folders.ts'
import { noTimeZones } from './server-problems.ts'
import { memoryBytes, serverSettings } from './server-settings.ts'
import { initialise, startServer } from './start-server.ts'
import { connectionTo, type Identity, randomPassword } from './throwaway-connection.ts'

export interface ThrowawayRequest {
  readonly server: ServerPrograms
  /**
   * An existing folder, RUNNER_TEMP: the server's own is made in it. Where the account of a server that root starts
   * cannot reach it, the system's folder for temporary files serves instead.
   */
  readonly folder: string
  readonly journal: CleanupJournal
  /** Ends the server at once. */
  readonly signal: AbortSignal
  /** Of this step: where the programs of a sandbox are found, and what it hides. Default: the process's own. */
  readonly env?: NodeJS.ProcessEnv
  readonly reporter: Reporter
  /** Extensions that are going to be created: decides which libraries are loaded at the start. */
  readonly extensions?: readonly string[]
  /** The database that extensions which serve only one are configured with. */
  readonly database?: string
  /** Sessions that are going to be at work at the same time. Default: 8. */
  readonly sessions?: number
  /** How long its sessions may make no progress. Default: ten minutes. Milliseconds. */
  readonly stallTimeoutMs?: number
  /** Beyond, and instead of, our own. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A running server that nobody but us can reach, and that is gone with its data when it is stopped. */
export interface ThrowawayServer extends AsyncDisposable {
  readonly server: ServerPrograms
  /** What starts the server; in a sandbox the server itself has another number. */
  readonly pid: number
  readonly isolation: Isolation
  /**
   * The same programs, as far as possible kept apart from this step as the server is: for those that talk to it, or read
   * what comes out of it.
   * @param readable files and folders that they are to read, beside their own
   */
  inside(client: PostgresClient, readable: readonly string[]): Promise<PostgresClient>
  /** As the superuser `postgres`, through the socket. */
  connection(database: string): Connection
  /**
   * Makes a database that nothing was loaded into yet belong to a role which is named after it, logs in, and is no
   * superuser: as that role, through the socket.
   */
  giveToOwner(database: string): Promise<Connection>
  /**
   * An empty database, which sorts as the source does, or else by code point.
   * @param encoding PostgreSQL's name of it: `UTF8`, `LATIN1`
   * @param locale the source's; undefined: nobody knows
   */
  createDatabase(
    name: string,
    options: { readonly encoding: string; readonly locale?: Locale },
  ): Promise<Sorting>
  /** Ends the server and removes all that it had. May be called again. */
  stop(): Promise<void>
}

/** What a server that was asked to end gets before its processes are ended one by one. Milliseconds. */
const STOP_LIMIT_MS = 8_000
const SESSIONS = 8

/**
 * Starts a server that only we can reach, for data that is thrown away.
 * @throws BackupError of kind environment: `server-account-missing`, `server-folder-unreachable`,
 * `server-programs-unreachable`, `server-start-failed`, `server-time-zones-missing`
 */
export async function startThrowaway(request: ThrowawayRequest): Promise<ThrowawayServer> {
  const { journal, reporter, signal, sessions = SESSIONS } = request
  const folders = await makeFolders({ ...request, env: request.env ?? process.env })
  const { folder, how, socketFolder, server } = folders
  const forget = journal.record({ kind: 'server', folder })
  const superuser = {
    user: 'postgres',
    password: randomPassword(),
    stallTimeoutMs: request.stallTimeoutMs,
  }
  try {
    const present = (request.extensions ?? []).filter(name => server.extensions.has(name))
    const settings = {
      ...serverSettings({
        memoryBytes: memoryBytes(),
        sessions,
        mark: basename(folder),
        socketFolder,
        openSocket: how.kind === 'sandbox' && how.sandbox.otherAccount,
        start: startFor(present, request.database ?? 'postgres'),
      }),
      ...request.settings,
    }
    const start = { ...folders, settings, password: superuser.password, journal, signal }
    await initialise(start)
    const child = await startServer(start)
    await lookAtTimeZones(connectionTo(socketFolder, 'postgres', superuser), signal)
    reporter.info(`Started a throwaway PostgreSQL ${server.version} in ${folder}`)
    sayIsolation(isolationOf(how), reporter)
    return handOver(child, { ...folders, superuser }, forget, signal)
  } catch (error) {
    await endServer(folder)
    await folders.remove()
    forget()
    throw error
  }
}

function handOver(
  child: Child,
  folders: ServerFolders & { readonly superuser: Identity },
  forget: () => void,
  signal: AbortSignal,
): ThrowawayServer {
  const { folder, how, socketFolder, server, superuser } = folders
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    child.kill()
    await Promise.race([child.ended, sleep(STOP_LIMIT_MS, undefined, { ref: false })])
    // Those of a postmaster that was killed are still ending, and it has left its shared memory.
    await endServer(folder)
    await folders.remove()
    forget()
  }
  const connection = (database: string): Connection => connectionTo(socketFolder, database, superuser)
  const stopOnce = (): Promise<void> => {
    stopping ??= stop()
    return stopping
  }
  return {
    server,
    pid: child.pid ?? 0,
    isolation: isolationOf(how),
    inside: (client, readable) => clientInside(client, { ...folders, readable }, signal),
    connection,
    createDatabase: (name, { encoding, locale }) =>
      createDatabase(connection('postgres'), { name, encoding, locale, major: server.major }, signal),
    giveToOwner: async database => {
      const owner = { ...superuser, user: database, password: randomPassword() }
      await giveToOwner(connection(database), { ...owner, major: server.major }, signal)
      return connectionTo(socketFolder, database, owner)
    },
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  }
}

/** Debian's servers have their time zones from the system, where small images lack them; our clients all ask for UTC. */
async function lookAtTimeZones(connection: Connection, signal: AbortSignal): Promise<void> {
  const known = await inSession(connection, { signal }, session =>
    session.rowsIfAllowed("SELECT set_config('TimeZone', 'UTC', true)"),
  )
  if (known.length === 0) throw noTimeZones()
}

interface Wanted {
  readonly name: string
  readonly encoding: string
  /** The source's; undefined: nobody knows. */
  readonly locale: Locale
  readonly major: number
}

/**
 * Creates an empty database with the source's locale where this system has it. Else it sorts by code point; letters are
 * what Unicode says where the server can have it so.
 * @param connection to another database of the server, as its superuser
 */
async function createDatabase(
  connection: Connection,
  { name, encoding, locale, major }: Wanted,
  signal: AbortSignal,
): Promise<Sorting> {
  // CREATE DATABASE does not run inside a transaction.
  const beginning = { kind: 'no transaction' } as const
  const defaultDescription = locales(encoding, major)
  return await inSession(connection, { signal, beginning }, async session => {
    await session.alone('SET statement_timeout = 0')
    const wanted = { name, encoding, locale, defaultDescription, otherwiseByCodePoint: true }
    const sorting = await createInLocale(session, wanted)
    if (await mayDisableEventTriggers(session))
      await session.alone(
        `ALTER DATABASE ${quoteIdentifier(name)} SET ${EVENT_TRIGGERS_OFF.name} = ${EVENT_TRIGGERS_OFF.value}`,
      )
    return sorting
  })
}

/** From the best to what every system has. */
function locales(encoding: string, major: number): string[] {
  const plain = "LC_COLLATE 'C' LC_CTYPE 'C'"
  if (encoding.toUpperCase() !== 'UTF8') return [plain]
  const own = major >= 17 ? [`${plain} LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`] : []
  const systems = ['C.UTF-8', 'en_US.UTF-8'].map(ctype => `LC_COLLATE 'C' LC_CTYPE '${ctype}'`)
  return [...own, ...systems, plain]
}
