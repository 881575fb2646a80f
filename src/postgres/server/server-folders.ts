import { randomBytes } from 'node:crypto'
import { chmod, chown, cp, mkdir, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { temporaryFolderName } from '../../backup/drill/temporary-folder.ts'
import type { Ledger } from '../../backup/ledger.ts'
import type { Account } from '../../stream/child.ts'
import { serverAccount } from './account.ts'
import { succeeds } from './as-account.ts'
import { removeTree } from './by-force.ts'
import { openSandbox, refusalOf, type Sandbox, type Shared } from './sandbox.ts'
import { movedTo, SERVER_PROGRAMS, type ServerProgram, type ServerPrograms } from './server.ts'
import { folderUnreachable, noAccount, programsUnreachable } from './server-problems.ts'

/** What a socket's path may have, its end included, on Linux (107) and macOS (103). Bytes. */
const SOCKET_PATH_MAX = 103
const SOCKET_NAME = '/.s.PGSQL.5432'

/** Where a server lives, and how its programs are started. */
export interface ServerFolders {
  /** Its own, named as no other. */
  readonly folder: string
  /** Its data directory, which initdb makes; it may belong to an account that is not this step's. */
  readonly data: string
  /** What it is to read and may not change. */
  readonly settingsFolder: string
  readonly socketFolder: string
  /** The programs as they are to be started: in the sandbox, where there is one. */
  readonly server: ServerPrograms
  readonly how: ServerSurroundings
  /** The server must have ended, though its last processes may just be ending. */
  remove(): Promise<void>
}

export type ServerSurroundings =
  | { readonly kind: 'sandbox'; readonly sandbox: Sandbox }
  /** `account`: whom it runs as; undefined: as this step. `why`: for people. */
  | { readonly kind: 'no sandbox'; readonly account: Account | undefined; readonly why: string }

export interface FoldersRequest {
  readonly server: ServerPrograms
  readonly folder: string
  readonly ledger: Ledger
  /** Of this step. */
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** Makes one that is on the ledger before it exists, and belongs to this step unless another account is named. */
type Make = (parent: string, account?: Account) => Promise<string>

/**
 * Makes a server's folders, each on the ledger before it exists, and finds out how its programs can be kept apart from this
 * step: in a sandbox; or else, where root starts them, by another account.
 * @throws BackupError `server-folder-unreachable`, `server-programs-unreachable`, `server-account-missing`
 */
export async function makeFolders(request: FoldersRequest): Promise<ServerFolders> {
  const { ledger } = request
  const made: { readonly path: string; readonly strike: () => void }[] = []
  const make: Make = async (parent, account) => {
    const path = join(parent, temporaryFolderName(randomBytes(6)))
    made.push({ path, strike: ledger.record({ kind: 'directory', path }) })
    await mkdir(path, { mode: 0o700 })
    if (account) await chown(path, account.uid, account.gid)
    return path
  }
  const remove = async (): Promise<void> => {
    for (const { path, strike } of made.splice(0).toReversed()) {
      await removeTree(path)
      strike()
    }
  }
  try {
    const inSandbox = await foldersInSandbox(request, make)
    if ('server' in inSandbox) return { ...inSandbox, remove }
    await remove()
    return { ...(await foldersOfAccount(request, make, inSandbox.missing)), remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function foldersInSandbox(
  request: FoldersRequest,
  make: Make,
): Promise<Omit<ServerFolders, 'remove'> | { readonly missing: string }> {
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

/** As an account of its own, where root starts it: PostgreSQL refuses root. */
async function foldersOfAccount(
  request: FoldersRequest,
  make: Make,
  why: string,
): Promise<Omit<ServerFolders, 'remove'>> {
  const account = await serverAccount()
  const reachable = { ...request, account }
  const folder = await make(await placeFor(reachable), account)
  const settingsFolder = await makeSettingsFolder(folder)
  const socketFolder = fits(folder) ? folder : await make(await placeForSocket(reachable), account)
  const server = await startable(reachable, folder)
  const how = { kind: 'no sandbox', account, why } as const
  return { folder, data: join(folder, 'data'), settingsFolder, socketFolder, server, how }
}

/** Root's umask may close it to the server's account. */
async function makeSettingsFolder(folder: string): Promise<string> {
  const path = join(folder, 'settings')
  await mkdir(path)
  await chmod(path, 0o755)
  return path
}

function fits(folder: string): boolean {
  return Buffer.byteLength(folder + SOCKET_NAME) <= SOCKET_PATH_MAX
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

/** The system's folders for temporary files; first the one that is on a disk, since others may be in memory. */
export function temporaryPlaces(): string[] {
  return [...new Set(['/var/tmp', tmpdir(), '/tmp'])]
}

function shortestPlace(): string {
  return temporaryPlaces().at(-1) ?? '/tmp'
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

async function copied(server: ServerPrograms, movable: string, folder: string): Promise<ServerPrograms> {
  const copy = join(folder, 'programs')
  await cp(movable, copy, { recursive: true, verbatimSymlinks: true })
  await openToAll(copy)
  return movedTo(copy, server)
}

/** Root's umask may have closed the copy. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755)
  }
}
