import { join } from 'node:path'
import type { PostgresClient } from './client.ts'
import type { Commands } from './commands.ts'
import { clientsIn } from './directories.ts'
import { type Machine, thisMachine } from './machine.ts'
import { type Standing, safeSince, standing, type WantedVersion } from './standing.ts'
import type { ToolCache } from './tool-cache.ts'
import { newest } from './version.ts'

/** The name under which clients are kept in the tool cache. */
export const TOOL = 'postgresql-client'

export interface FindClientDeps {
  readonly cache: ToolCache
  readonly commands: Commands
  readonly env: NodeJS.ProcessEnv
  readonly machine?: Machine
}

/** Which of the clients that a backup would use is on this machine, and whether one can be installed. */
export interface ClientOutlook {
  /** The one that a backup would take; if none is good enough, the newest. */
  readonly found: (PostgresClient & { readonly standing: Standing }) | undefined
  /** The security floor. */
  readonly safeSince: string | undefined
  readonly installable: boolean
  /** How one gets onto a machine where it cannot be installed. */
  readonly advice: string
}

/** Looks for a client as a backup does, but installs nothing. */
export async function findClient(
  wanted: WantedVersion,
  { cache, commands, env, machine: given }: FindClientDeps,
): Promise<ClientOutlook> {
  const { major } = wanted
  const machine = given ?? (await thisMachine(env))
  const all = [
    ...(await storedClients(major, cache, commands)).map(({ programs }) => programs),
    ...(await clientsIn(major, machine.folders(major), commands)),
  ].map(each => ({ ...each, standing: standing(each.version, wanted, safeSince(major)) }))
  return {
    found: all.find(each => each.standing === 'fits') ?? newest(all),
    safeSince: safeSince(major),
    installable: machine.debian !== undefined,
    advice: machine.defaultDescription.replaceAll(/(?<=postgresql@?)N/g, String(major)),
  }
}

/** The clients in the cache. One that does not start any more, since the system's libraries changed, does not count. */
export async function storedClients(
  major: number,
  cache: ToolCache,
  commands: Commands,
): Promise<{ readonly programs: PostgresClient; readonly folder: string }[]> {
  const found = await Promise.all(
    (await cache.find(TOOL, major)).map(async folder => {
      const clients = await clientsIn(major, [join(folder, 'bin')], commands)
      return clients.map(client => ({ programs: { ...client, origin: 'tool-cache' }, folder }))
    }),
  )
  return found.flat()
}
