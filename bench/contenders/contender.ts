import type { PostgresServer } from '../../__tests__/support/postgres-server.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import type { Store } from '../s3/start-store.ts'

/** What all contenders work with. */
export interface Course {
  readonly server: PostgresServer
  readonly client: PostgresClient
  readonly store: Store
  /** For files that a contender makes; emptied after each run. */
  readonly scratch: string
  /** For files that every run reads. */
  readonly kept: string
  /** RUNNER_TOOL_CACHE, with the client already in it. */
  readonly toolCache: string
  /** The checkout whose bundle is measured. */
  readonly repository: string
  /** The input client-repository, where this machine needs one. */
  readonly clientRepository: string | undefined
  readonly signal: AbortSignal
}

export interface Outcome {
  /** VmHWM of the process that is ours, in bytes. */
  readonly peakMemory?: number
  /** Of the stored backup. */
  readonly storedBytes?: number
  /** Of COPY text that was read back out of it. */
  readonly copyBytes?: number
  /** Of the run, what the action itself counts as time to restore. */
  readonly restoreSeconds?: number
}

export interface Contender {
  /** `a`, `b`, `c`… as the issue names them. */
  readonly letter: string
  readonly title: string
  /** What has to be there before its time begins. */
  prepare?(course: Course): Promise<void>
  run(course: Course, database: string): Promise<Outcome>
}

/** libpq's environment for a database: like the action, nobody hands a password over in argv. */
export function libpq({ server }: Course, database: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    PGHOST: server.host,
    PGPORT: String(server.port),
    PGUSER: server.user,
    PGPASSWORD: server.password,
    PGDATABASE: database,
    PGSSLMODE: 'disable',
  }
}
