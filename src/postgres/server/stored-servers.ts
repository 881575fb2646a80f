import { join } from 'node:path'
import type { ClientDeps } from '../client/provide.ts'
import { comparePostgres } from '../client/version.ts'
import { serversIn } from './find-server.ts'
import type { ServerPrograms } from './server.ts'

export type StoredServer = ServerPrograms & { readonly movable: string }

/** The servers in the cache, the newest first. One that does not start any more, since the system's libraries changed, does not count. */
export async function storedServers(
  major: number,
  tool: string,
  { cache, commands }: Pick<ClientDeps, 'cache' | 'commands'>,
): Promise<StoredServer[]> {
  const found = await Promise.all(
    (await cache.find(tool, major)).map(async folder => {
      const servers = await serversIn(major, [join(folder, 'bin')], commands)
      return servers.map(server => ({ ...server, origin: 'tool-cache', movable: folder }))
    }),
  )
  return found.flat()
}

/** One in the cache that is as new as a version. */
export async function storedAsNewAs(
  version: string,
  major: number,
  tool: string,
  parts: ClientDeps,
): Promise<ServerPrograms | undefined> {
  const stored = await storedServers(major, tool, parts)
  return stored.find(each => comparePostgres(each.version, version) >= 0)
}
