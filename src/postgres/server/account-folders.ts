import { join } from 'node:path'
import type { Account } from '../../stream/child.ts'
import { serverAccount, succeeds } from './account.ts'
import type { ServerPrograms } from './server.ts'
import {
  copied,
  type FoldersRequest,
  fits,
  type Make,
  makeSettingsFolder,
  type ServerPlace,
  temporaryPlaces,
} from './server-places.ts'
import { folderUnreachable, noAccount, programsUnreachable } from './server-problems.ts'

/** As an account of its own, where root starts it: PostgreSQL refuses root. */
export async function foldersOfAccount(
  request: FoldersRequest,
  make: Make,
  why: string,
): Promise<ServerPlace> {
  const account = await serverAccount()
  const reachable = { ...request, account }
  const folder = await make(await placeFor(reachable), account)
  const settingsFolder = await makeSettingsFolder(folder)
  const socketFolder = fits(folder) ? folder : await make(await placeForSocket(reachable), account)
  const server = await startable(reachable, folder)
  const how = { kind: 'no sandbox', account, why } as const
  return { folder, data: join(folder, 'data'), settingsFolder, socketFolder, server, how }
}

interface OfAccount extends FoldersRequest {
  readonly account: Account | undefined
}

async function placeFor({ folder, account, signal }: OfAccount): Promise<string> {
  const places = account ? [...new Set([folder, ...temporaryPlaces()])] : [folder]
  return firstReachable(places, account, signal)
}

/** The shortest that there is. */
async function placeForSocket({ account, signal }: OfAccount): Promise<string> {
  return firstReachable(temporaryPlaces().toReversed(), account, signal)
}

async function firstReachable(
  places: readonly string[],
  account: Account | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (account && !(await succeeds('/bin/sh', ['-c', ':'], account, signal))) {
    throw noAccount('programs cannot be started under one here')
  }
  for (const place of places) {
    if (!account || (await succeeds('/bin/sh', ['-c', 'cd -- "$1"', 'sh', place], account, signal)))
      return place
  }
  throw folderUnreachable(places)
}

/** Programs in a folder that is closed to the server's account are copied, where that is possible. */
async function startable({ server, account, signal }: OfAccount, folder: string): Promise<ServerPrograms> {
  const starts = ({ program }: ServerPrograms): Promise<boolean> =>
    succeeds(program('postgres'), ['--version'], account, signal)
  if (!account || (await starts(server))) return server
  if (server.movable !== undefined) {
    const moved = await copied(server, server.movable, folder)
    if (await starts(moved)) return moved
  }
  throw programsUnreachable(server.program('postgres').replace(/\/[^/]*$/, ''))
}
