import { join } from 'node:path'
import type { PostgresClient } from './client.ts'
import type { Commands } from './commands.ts'
import { findInFolders } from './directories.ts'
import { type Machine, thisMachine } from './machine.ts'
import type { ToolCache } from './tool-cache.ts'

/** The name under which clients are kept in the tool cache. */
export const TOOL = 'postgresql-client'

export interface FindClientParts {
  readonly cache: ToolCache
  readonly commands: Commands
  readonly env: NodeJS.ProcessEnv
  readonly machine?: Machine
}

/** A client of a major version that is on this machine already, or whether one can be installed here. */
export async function findClient(
  major: number,
  { cache, commands, env, machine: given }: FindClientParts,
): Promise<{ readonly found: PostgresClient } | { readonly installable: boolean; readonly advice: string }> {
  const machine = given ?? (await thisMachine(env))
  const found =
    (await findStored(major, cache, commands)) ??
    (await findInFolders(major, machine.folders(major), commands))
  return found
    ? { found }
    : {
        installable: machine.debian !== undefined,
        advice: machine.otherwise.replaceAll(/(?<=postgresql@?)N/g, String(major)),
      }
}

/** A client in the cache that does not start any more, since the system's libraries changed, does not count. */
export async function findStored(
  major: number,
  cache: ToolCache,
  commands: Commands,
): Promise<PostgresClient | undefined> {
  const folder = await cache.find(TOOL, major)
  if (folder === undefined) return undefined
  const client = await findInFolders(major, [join(folder, 'bin')], commands)
  return client && { ...client, origin: 'tool-cache' }
}
