import { chmod, cp, mkdir, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CleanupJournal } from '../../core/cleanup-journal.ts'
import type { Account } from '../../stream/child.ts'
import type { Sandbox } from './sandbox.ts'
import { movedTo, type ServerPrograms } from './server.ts'

/** What a socket's path may have, its end included, on Linux (107) and macOS (103). Bytes. */
const SOCKET_PATH_MAX = 103
const SOCKET_NAME = '/.s.PGSQL.5432'

/** Where a server lives, and how its programs are started. */
export interface ServerPlace {
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
}

export type ServerSurroundings =
  | { readonly kind: 'sandbox'; readonly sandbox: Sandbox }
  /** `account`: whom it runs as; undefined: as this step. `why`: for people. */
  | { readonly kind: 'no sandbox'; readonly account: Account | undefined; readonly why: string }

export interface FoldersRequest {
  readonly server: ServerPrograms
  readonly folder: string
  readonly journal: CleanupJournal
  /** Of this step. */
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** Makes one that is on the ledger before it exists, and belongs to this step unless another account is named. */
export type Make = (parent: string, account?: Account) => Promise<string>

/** Root's umask may close it to the server's account. */
export async function makeSettingsFolder(folder: string): Promise<string> {
  const path = join(folder, 'settings')
  await mkdir(path)
  await chmod(path, 0o755)
  return path
}

export function fits(folder: string): boolean {
  return Buffer.byteLength(folder + SOCKET_NAME) <= SOCKET_PATH_MAX
}

/** The system's folders for temporary files; first the one that is on a disk, since others may be in memory. */
export function temporaryPlaces(): string[] {
  return [...new Set(['/var/tmp', tmpdir(), '/tmp'])]
}

export function shortestPlace(): string {
  return temporaryPlaces().at(-1) ?? '/tmp'
}

/** Its programs in a copy below a folder. */
export async function copied(
  server: ServerPrograms,
  movable: string,
  folder: string,
): Promise<ServerPrograms> {
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
