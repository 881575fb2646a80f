import type { Manifest } from '../catalog/manifest.ts'
import { BackupError, defineError } from '../core/errors.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import { leastOf } from '../postgres/client/standing.ts'
import { atEndpoint, type Connection, describe } from '../postgres/connection/connection.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import type { ProvidedServer } from '../postgres/server/server.ts'
import { olderMinorWarning } from '../restore/older-minor.ts'
import { archiveMajor } from '../restore/verify/prove-loaded.ts'
import type { DrillDeps, DrillRequest } from './request.ts'

/** Where a drill restores to: a server that it starts, or one that was given. */
export type DrillHost =
  | { readonly kind: 'throwaway'; readonly version: string; readonly provided: ProvidedServer }
  /** `connection`: to the one endpoint that answered. */
  | { readonly kind: 'given'; readonly version: string; readonly connection: Connection }

export interface DrillPrograms {
  readonly client: PostgresClient
  readonly host: DrillHost
}

/** Finds what the drill runs with, before the backup is downloaded for nothing. */
export async function findPrograms(
  manifest: Manifest,
  { server, trusted }: Pick<DrillRequest, 'server' | 'trusted'>,
  parts: DrillDeps,
): Promise<DrillPrograms> {
  const { reporter, signal } = parts
  const major = archiveMajor(manifest)
  const host = server ? await askGiven(server, { least: major, trusted }, parts) : undefined
  const older = host && olderMinorWarning(manifest, host)
  if (older) reporter.warning(older)
  if (host) return { client: await clientFor(Math.max(major, host.major), host, parts), host }
  const names = manifest.contents.extensions.map(({ name }) => name)
  const provided = await parts.provideServer(
    { major, ...leastOf(major, manifest.source.serverVersion) },
    names,
    signal,
  )
  const { version, origin } = provided.server
  reporter.info(`Server: ${version}, ${origin}`)
  const client = await clientFor(major, provided.server, parts)
  return { client, host: { kind: 'throwaway', version, provided } }
}

/** The server is found first: its client is to be no older. */
async function clientFor(
  major: number,
  server: { readonly version: string },
  { provideClient, reporter, signal }: DrillDeps,
): Promise<PostgresClient> {
  const client = await provideClient({ major, ...leastOf(major, server.version) }, signal)
  reporter.info(`Client: ${client.version}, ${client.origin}`)
  return client
}

async function askGiven(
  given: Connection,
  { least, trusted }: { readonly least: number; readonly trusted: boolean },
  { reporter, signal }: DrillDeps,
): Promise<Extract<DrillHost, { kind: 'given' }> & { readonly major: number }> {
  const { endpoint, isInRecovery, major, role, version } = await probeServer(given, { signal })
  const connection = atEndpoint(given, endpoint)
  reporter.info(`Server: ${version}, ${describe(connection)}`)
  if (major < least) throw serverOlder(connection, version, least)
  if (isInRecovery) throw serverIsStandby(connection)
  if (role.superuser && !trusted) throw asSuperuser(connection, role.name)
  return { kind: 'given', version, connection, major }
}

const DRILL_SERVER_OLDER = defineError({
  topic: 'drills',
  code: 'drill-server-older',
  kind: 'refusal',
  meaning: 'The server of server-url is of an older major version than the pg_dump that made the backup.',
  fix: 'Give a server of that version or newer, or leave server-url empty: the drill then starts one of its own.',
})

function serverOlder(connection: Connection, version: string, least: number): BackupError {
  return new BackupError({
    ...DRILL_SERVER_OLDER,
    message: `The server of ${describe(connection)} is PostgreSQL ${version}, and the backup was made by pg_dump ${least}, which it may not understand.`,
    hint: `Give a server of PostgreSQL ${least} or newer as server-url, or leave it empty: the drill then starts one of its own.`,
  })
}

const DRILL_SERVER_STANDBY = defineError({
  topic: 'drills',
  code: 'drill-server-standby',
  kind: 'refusal',
  meaning: 'The server of server-url is a standby, on which no database can be created.',
  fix: 'Give a primary server, or leave server-url empty: the drill then starts one of its own.',
})

function serverIsStandby(connection: Connection): BackupError {
  return new BackupError({
    ...DRILL_SERVER_STANDBY,
    message: `The server of ${describe(connection)} is a standby, on which no database can be created.`,
    hint: 'Give a primary server as server-url, or leave it empty: the drill then starts one of its own.',
  })
}

const DRILL_SERVER_SUPERUSER = defineError({
  topic: 'drills',
  code: 'drill-server-superuser',
  kind: 'refusal',
  meaning:
    'The role of server-url is a superuser, and so would be what functions, triggers and views of the backup do on that server.',
  fix: 'Give a role that is none, made with CREATE ROLE … LOGIN CREATEDB; or write trusted: true if you trust everybody who may create objects in the database, or write to the store, with that server.',
})

function asSuperuser(connection: Connection, role: string): BackupError {
  return new BackupError({
    ...DRILL_SERVER_SUPERUSER,
    message: `Role ${role} of server-url is a superuser on the server of ${describe(connection)}, and so would be what the backup's functions, triggers and views do there.`,
  })
}
