import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { toolkitCommands } from '../../src/action/commands.ts'
import { type Drill, drill } from '../../src/drill/drill.ts'
import type { DrillDeps, DrillRequest } from '../../src/drill/request.ts'
import { decryptionWith, type Keys } from '../../src/encryption/opening.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import { resolveConnection } from '../../src/postgres/connection/resolve.ts'
import { serversIn } from '../../src/postgres/server/find-server.ts'
import type { ProvidedServer } from '../../src/postgres/server/server.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { silentReporter } from './client-for-tests.ts'
import { findBinaries, MAJORS, type Major } from './postgres-binaries.ts'
import { openLedger } from './run-backup.ts'

export interface DrillRun {
  readonly store: ObjectStore
  readonly client: PostgresClient
  /** An existing folder that only this run uses. */
  readonly scratch: string
  readonly keys?: Partial<Keys>
  /** The server to drill on; undefined: one of its own. */
  readonly serverUrl?: string
  readonly request?: Partial<DrillRequest>
  readonly parts?: Partial<DrillDeps>
}

/** Runs the operation itself, on real parts, with everything left at its default that the test does not name. */
export function runDrill({
  client,
  keys,
  parts,
  request,
  scratch,
  serverUrl,
  store,
}: DrillRun): Promise<Drill> {
  return drill(
    {
      wanted: {
        kind: 'newest',
        series: undefined,
        backupClass: undefined,
        before: undefined,
        prefersWhole: true,
      },
      checks: [],
      budgets: { rtoMs: undefined, ageMs: undefined },
      trusted: false,
      jobs: 2,
      missingExtensions: 'fail',
      record: true,
      server: serverUrl === undefined ? undefined : connectionTo(serverUrl),
      run: { repository: undefined, commit: undefined, url: undefined },
      ...request,
    },
    {
      store,
      decryption: decryptionWith(
        { identities: [], passphrase: undefined, ...keys },
        { scratch, searchPath: process.env['PATH'] ?? '' },
      ),
      journal: openLedger(),
      reporter: silentReporter,
      env: process.env,
      scratch,
      folder: scratch,
      now: () => new Date(),
      random: bytes => randomBytes(bytes),
      provideClient: async () => client,
      provideServer: (_major, extensions) => embeddedServer(majorOf(client.major), extensions),
      signal: new AbortController().signal,
      ...parts,
    },
  )
}

function majorOf(major: number): Major {
  const known = MAJORS.find(each => each === major)
  if (known === undefined) throw new Error(`no embedded server ${major}`)
  return known
}

/** The embedded server. */
async function embeddedServer(major: Major, extensions: readonly string[]): Promise<ProvidedServer> {
  const { native } = await findBinaries(major)
  return serverIn(join(native, 'bin'), extensions, major)
}

/** A server of the test's own, and what it lacks of these extensions. */
export async function serverIn(
  folder: string,
  extensions: readonly string[],
  major: number,
): Promise<ProvidedServer> {
  const [server] = await serversIn(major, [folder], toolkitCommands())
  if (!server) throw new Error(`no server ${major} in ${folder}`)
  const missing = extensions.filter(name => !server.extensions.has(name))
  return { server, missing: missing.map(name => ({ name, why: 'no package is known that has it' })) }
}

function connectionTo(url: string): DrillRequest['server'] {
  const resolution = resolveConnection({ databaseUrl: url, sslmode: 'disable', env: {} })
  if (!resolution.ok) throw new Error(resolution.problems.map(({ message }) => message).join('; '))
  return resolution.connection
}
