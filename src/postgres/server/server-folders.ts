import { randomBytes } from 'node:crypto'
import { chmod, chown, cp, mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { temporaryFolderName } from '../../backup/drill/temporary-folder.ts'
import type { Ledger } from '../../backup/ledger.ts'
import type { Account } from '../../stream/child.ts'
import { succeeds } from './as-account.ts'
import { movedTo, type ServerPrograms } from './server.ts'
import { folderUnreachable, noAccount, programsUnreachable } from './server-problems.ts'

/** What a socket's path may have, its end included, on Linux (107) and macOS (103). Bytes. */
const SOCKET_PATH_MAX = 103
const SOCKET_NAME = '/.s.PGSQL.5432'

/** Where a server lives. */
export interface ServerFolders {
  /** Its own, named as no other: `data` is in it. */
  readonly folder: string
  readonly socketFolder: string
  /** The programs where the server's account can start them. */
  readonly server: ServerPrograms
  /** The server must have ended, though its last processes may just be ending. */
  remove(): Promise<void>
}

export interface FoldersRequest {
  readonly server: ServerPrograms
  readonly folder: string
  readonly ledger: Ledger
  readonly account: Account | undefined
  readonly signal: AbortSignal
}

/**
 * Makes a server's folders, each on the ledger before it exists, where its account can reach them.
 * @throws BackupError `server-folder-unreachable`, `server-programs-unreachable`, `server-account-missing`
 */
export async function makeFolders(request: FoldersRequest): Promise<ServerFolders> {
  const { ledger, account } = request
  const made: { readonly path: string; readonly strike: () => void }[] = []
  const make = async (parent: string): Promise<string> => {
    const path = join(parent, temporaryFolderName(randomBytes(6)))
    made.push({ path, strike: ledger.record({ kind: 'directory', path }) })
    await mkdir(path, { mode: 0o700 })
    if (account) await chown(path, account.uid, account.gid)
    return path
  }
  const remove = async (): Promise<void> => {
    for (const { path, strike } of made.splice(0).toReversed()) {
      await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
      strike()
    }
  }
  try {
    const folder = await make(await placeFor(request))
    const fits = Buffer.byteLength(folder + SOCKET_NAME) <= SOCKET_PATH_MAX
    const socketFolder = fits ? folder : await make(await placeForSocket(request))
    return { folder, socketFolder, server: await startable(request, folder), remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function placeFor({ folder, account, signal }: FoldersRequest): Promise<string> {
  const places = account ? [...new Set([folder, ...temporaryPlaces()])] : [folder]
  return firstReachable(places, account, signal)
}

/** The shortest that there is. */
async function placeForSocket({ account, signal }: FoldersRequest): Promise<string> {
  return firstReachable(temporaryPlaces().toReversed(), account, signal)
}

/** The system's folders for temporary files; first the one that is on a disk, since others may be in memory. */
export function temporaryPlaces(): string[] {
  return [...new Set(['/var/tmp', tmpdir(), '/tmp'])]
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
async function startable(
  { server, account, signal }: FoldersRequest,
  folder: string,
): Promise<ServerPrograms> {
  const starts = ({ program }: ServerPrograms): Promise<boolean> =>
    succeeds(program('postgres'), ['--version'], account, signal)
  if (!account || (await starts(server))) return server
  if (server.movable !== undefined) {
    const copy = join(folder, 'programs')
    await cp(server.movable, copy, { recursive: true, verbatimSymlinks: true })
    await openToAll(copy)
    const moved = movedTo(copy, server)
    if (await starts(moved)) return moved
  }
  throw programsUnreachable(server.program('postgres').replace(/\/[^/]*$/, ''))
}

/** Root's umask may have closed the copy. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755)
  }
}
