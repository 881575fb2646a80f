import { dirname, join } from 'node:path'
import { toolkitCommands } from '../../src/action/commands.ts'
import { serversIn } from '../../src/postgres/server/find-server.ts'
import type { ServerPrograms } from '../../src/postgres/server/server.ts'
import { findBinaries, type Major } from './postgres-binaries.ts'

/** The folder of an embedded server's programs, for PGBIN. */
export async function serverFolderForTests(major: Major): Promise<string> {
  return join((await findBinaries(major)).native, 'bin')
}

/** An embedded server as the product finds it in a folder. */
export async function serverForTests(major: Major): Promise<ServerPrograms> {
  const folder = await serverFolderForTests(major)
  const [server] = await serversIn(major, [folder], toolkitCommands())
  if (!server) throw new Error(`the embedded PostgreSQL ${major} does not start on this machine`)
  return server
}

/** The same, in the form of a folder that works wherever it is copied to, as in the tool cache. */
export async function movableServerForTests(major: Major): Promise<ServerPrograms> {
  const server = await serverForTests(major)
  return { ...server, movable: dirname(dirname(server.program('postgres'))) }
}
