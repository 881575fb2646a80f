import type { Ledger } from '../../backup/ledger.ts'
import type { Reporter } from '../../backup/reporter.ts'
import type { Connection } from '../connection/connection.ts'
import type { ServerPrograms } from './server.ts'

export interface ThrowawayRequest {
  readonly server: ServerPrograms
  /**
   * An existing folder, RUNNER_TEMP: the server's own is made in it. Where the account of a server that root starts
   * cannot reach it, the system's folder for temporary files serves instead.
   */
  readonly folder: string
  readonly ledger: Ledger
  /** Ends the server at once. */
  readonly signal: AbortSignal
  readonly env: NodeJS.ProcessEnv
  readonly reporter: Reporter
  /** Extensions that are going to be created: decides which libraries are loaded at the start. */
  readonly extensions?: readonly string[]
  /** The database that extensions which serve but one are told of. */
  readonly database?: string
  /** Sessions that are going to be at work at the same time. Default: 8. */
  readonly sessions?: number
  /** Beyond, and instead of, our own. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A running server that nobody but us can reach, and that is gone with its data when it is stopped. */
export interface ThrowawayServer extends AsyncDisposable {
  readonly server: ServerPrograms
  readonly pid: number
  /** As the superuser `postgres`, through the socket. */
  connection(database: string): Connection
  /** What CREATE EXTENSION can install, by the server's own word. */
  availableExtensions(): Promise<ReadonlySet<string>>
  /**
   * An empty database, sorted by code point.
   * @param encoding PostgreSQL's name of it: `UTF8`, `LATIN1`
   */
  createDatabase(name: string, options: { readonly encoding: string }): Promise<void>
  /** The end of what the server has logged: says why when it failed. */
  log(): string
  /** Ends the server and removes all that it had. May be called again. */
  stop(): Promise<void>
}
