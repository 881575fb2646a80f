import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openSandbox, refusalOf, type Sandbox, type Shared } from './sandbox.ts'
import { SERVER_PROGRAMS, type ServerProgram, type ServerPrograms } from './server.ts'
import {
  copied,
  type FoldersRequest,
  fits,
  type Make,
  makeSettingsFolder,
  type ServerPlace,
  shortestPlace,
} from './server-places.ts'

/** In a sandbox, if one can be had. @returns why not, for people */
export async function foldersInSandbox(
  request: FoldersRequest,
  make: Make,
): Promise<ServerPlace | { readonly missing: string }> {
  const { env, signal } = request
  const folder = await make(request.folder)
  const opened = await openSandbox({ folder, env, signal })
  if ('missing' in opened) return opened
  const { sandbox } = opened
  // Nobody else gets through the folder above it.
  const writable = async (above: string): Promise<string> => {
    const path = join(above, 'inside')
    await mkdir(path)
    await chmod(path, sandbox.otherAccount ? 0o777 : 0o700)
    return path
  }
  const inside = await writable(folder)
  const settingsFolder = await makeSettingsFolder(folder)
  const socketFolder = fits(inside) ? inside : await writable(await make(shortestPlace()))
  const shared: Shared = { readOnly: [settingsFolder], writable: [inside, socketFolder] }
  const started = await startableIn(sandbox, request, folder, shared)
  if ('missing' in started) return started
  const how = { kind: 'sandbox', sandbox } as const
  return { folder, data: join(inside, 'data'), settingsFolder, socketFolder, server: started.server, how }
}

/** The server's programs in a sandbox; of those that its account may not read a copy, where that works. */
async function startableIn(
  sandbox: Sandbox,
  { server, signal }: FoldersRequest,
  folder: string,
  shared: Shared,
): Promise<{ readonly server: ServerPrograms } | { readonly missing: string }> {
  const inside = async (programs: ServerPrograms): Promise<ServerPrograms> => {
    const entered = SERVER_PROGRAMS.map(
      async name => [name, await sandbox.enter(programs.program(name), shared)] as const,
    )
    const paths = new Map<ServerProgram, string>(await Promise.all(entered))
    return { ...programs, program: name => paths.get(name) ?? programs.program(name) }
  }
  const original = await inside(server)
  const refusal = await refusalOf(original.program('postgres'), ['--version'], signal)
  if (refusal === undefined) return { server: original }
  if (server.movable !== undefined) {
    const copy = await inside(await copied(server, server.movable, folder))
    if ((await refusalOf(copy.program('postgres'), ['--version'], signal)) === undefined)
      return { server: copy }
  }
  return { missing: `the server's programs do not start in there: ${refusal}` }
}
