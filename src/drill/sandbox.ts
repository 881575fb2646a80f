import type { Manifest } from '../catalog/manifest.ts'
import { BackupError, defineError, type Explanation, messageOf } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import { type Connection, describe } from '../postgres/connection/connection.ts'
import type { Locale, Sorting } from '../postgres/server/locale.ts'
import { startThrowaway, type ThrowawayServer } from '../postgres/server/throwaway-server.ts'
import { createScratchDatabase, dropScratchDatabase } from './database/scratch-database.ts'
import { scratchName } from './database/scratch-name.ts'
import type { DrillHost } from './programs.ts'
import type { DrillDeps } from './request.ts'

/** What the database must be like. */
type Source = Pick<Manifest['source'], 'encoding'> & { readonly locale?: Locale }

/** A place to restore into, gone with everything in it when it is disposed of. */
export interface DrillPlace extends AsyncDisposable {
  /** Creates the database, empty, and says how it is reached and how it sorts. */
  createDatabase(source: Source): Promise<DrillDatabase>
  /**
   * The client as it is to be started for what comes out of the backup: beside a server of the drill's own in that one's
   * sandbox, where it reads `readable` and nothing else of ours.
   */
  inside(client: PostgresClient, readable: readonly string[]): Promise<PostgresClient>
}

export interface DrillDatabase {
  /** As the role that loads the backup, proves and checks it: nobody else runs code of the backup. */
  readonly connection: Connection
  /**
   * As the superuser, for what that role may not make; undefined on a given server, and where the backup is trusted, whose
   * connection is then the superuser's itself.
   */
  readonly superuser: { readonly connection: Connection; readonly major: number } | undefined
  readonly sorting: Sorting
}

/** Dropping a database must not hold up the end of a cancelled run. Milliseconds; the runner gives 7.5 s. */
const DROP_LIMIT_MS = 7_000

/** Starts the throwaway server; of a given one nothing is asked yet. */
export async function openPlace(
  host: DrillHost,
  wanted: {
    readonly jobs: number
    readonly extensions: readonly string[]
    /** Whether a server of the drill's own loads as its superuser. */
    readonly trusted: boolean
    /** Of its sessions; undefined: as usual. Milliseconds. */
    readonly stallTimeoutMs: number | undefined
    /** Called with what could not be removed, rather than thrown over what came of the drill. */
    readonly reportLeft: (problem: Explanation) => void
  },
  parts: DrillDeps,
): Promise<DrillPlace> {
  const name = scratchName(parts.random(8))
  if (host.kind === 'given') return placeOn(host.connection, name, wanted.reportLeft, parts)
  const { env, folder, journal, reporter, signal } = parts
  const server = await startThrowaway({
    server: host.provided.server,
    env,
    folder,
    journal,
    signal,
    reporter,
    extensions: wanted.extensions,
    database: name,
    // Beside those that load: the one that asks, and those of pg_dump.
    sessions: wanted.jobs + 3,
    ...(wanted.stallTimeoutMs !== undefined && { stallTimeoutMs: wanted.stallTimeoutMs }),
  })
  return placeIn(server, name, wanted.trusted)
}

function placeIn(server: ThrowawayServer, name: string, trusted: boolean): DrillPlace {
  return {
    createDatabase: async source => {
      const sorting = await server.createDatabase(name, source)
      const superuser = server.connection(name)
      if (trusted) return { connection: superuser, superuser: undefined, sorting }
      const { major } = server.server
      return {
        connection: await server.giveToOwner(name),
        superuser: { connection: superuser, major },
        sorting,
      }
    },
    inside: (client, readable) => server.inside(client, readable),
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

function placeOn(
  server: Connection,
  name: string,
  reportLeft: (problem: Explanation) => void,
  { journal, reporter, signal }: DrillDeps,
): DrillPlace {
  let forget: (() => void) | undefined
  return {
    createDatabase: async ({ encoding, locale }) => {
      forget = journal.record({ kind: 'scratch-database', name })
      const sorting = await createScratchDatabase(server, { encoding, locale, name }, { signal })
      reporter.info(`Created the scratch database ${name}`)
      return { connection: { ...server, database: name }, superuser: undefined, sorting }
    },
    inside: async client => client,
    [Symbol.asyncDispose]: async () => {
      if (!forget) return
      try {
        await dropScratchDatabase(server, name, { signal: AbortSignal.timeout(DROP_LIMIT_MS) })
        forget()
      } catch (error) {
        // It stays on the ledger: the post step tries once more.
        const left = notDropped(name, server, messageOf(error))
        reporter.warning(left.message)
        reportLeft(left)
      }
    },
  }
}

const DRILL_DATABASE_LEFT = defineError({
  topic: 'drills',
  code: 'drill-database-left',
  kind: 'database',
  meaning:
    'The scratch database of the drill, with all rows of the backup in it, could not be dropped from the server of server-url. The backup itself may be proven.',
  fix: 'Run DROP DATABASE … WITH (FORCE) with the name that the message gives, unless the end of the job says that it was dropped after all.',
})

function notDropped(name: string, server: Connection, why: string): BackupError {
  return new BackupError({
    ...DRILL_DATABASE_LEFT,
    message: sentence(
      `The scratch database ${name}, with all rows of the backup in it, could not be dropped from the server of ${describe(server)}: ${why}`,
    ),
    hint: `Run DROP DATABASE ${name} WITH (FORCE) there, unless the end of the job says that it was dropped after all.`,
  })
}
