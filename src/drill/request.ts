import type { Wanted } from '../catalog/choose.ts'
import type { RunIdentity } from '../catalog/run-identity.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import type { ProvidedServer } from '../postgres/server/server.ts'
import type { LoadDeps } from '../restore/load/load.ts'
import type { Check } from './checks.ts'
import type { Budgets } from './record/findings.ts'
import type { Stage } from './record/stages.ts'

/** Which backup is drilled, and what it must come to. */
export interface DrillRequest {
  readonly wanted: Wanted
  readonly checks: readonly Check[]
  readonly budgets: Budgets
  /**
   * Whether the backup's code may run with the rights of a superuser: of the drill's own server, or of the role that a given
   * server is reached with.
   */
  readonly trusted: boolean
  /** Sessions that load at once. */
  readonly jobs: number
  /** Whether extensions that cannot be had fail the drill, or are left out with what needs them. */
  readonly missingExtensions: 'fail' | 'skip'
  /** Whether a record is written beside the manifest. */
  readonly record: boolean
  /** The server to create a scratch database on; undefined: the drill starts one of its own. */
  readonly server: Connection | undefined
  /** How long a server of the drill's own may make no progress; undefined: ten minutes. Milliseconds. */
  readonly stallTimeoutMs?: number | undefined
  readonly run: RunIdentity
}

/** What the operation works with: the adapters, joined by the caller. */
export interface DrillDeps extends LoadDeps {
  readonly now: () => Date
  /** An existing folder for the throwaway server's own: the runner's. */
  readonly folder: string
  /** Of what is random: bytes. */
  readonly random: (bytes: number) => Uint8Array
  readonly provideClient: (wanted: WantedVersion, signal: AbortSignal) => Promise<PostgresClient>
  readonly provideServer: (
    wanted: WantedVersion,
    extensions: readonly string[],
    signal: AbortSignal,
  ) => Promise<ProvidedServer>
}

/** Runs a stage in a group of the log, on the clock. */
export type RunStage = <T>(stage: Stage, title: string, body: () => Promise<T>) => Promise<T>
