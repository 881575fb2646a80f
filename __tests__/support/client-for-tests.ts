import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { toolkitCommands } from '../../src/action/commands.ts'
import { BackupError } from '../../src/core/errors.ts'
import type { Reporter } from '../../src/core/reporter.ts'
import { httpDownload } from '../../src/http/download.ts'
import { machineSources } from '../../src/postgres/client/apt/machine-sources.ts'
import { clientIn, type PostgresClient } from '../../src/postgres/client/client.ts'
import { installClient } from '../../src/postgres/client/install-client.ts'
import { thisMachine } from '../../src/postgres/client/machine.ts'
import { type ClientDeps, provideClient } from '../../src/postgres/client/provide.ts'
import { pgdgSource, readRepository, repositoriesFor } from '../../src/postgres/client/repositories.ts'
import { folderCache } from './folder-cache.ts'
import { isAlive } from './is-alive.ts'
import { keptTemp } from './temp-folders.ts'

/** Shared by all test runs of this user, so that each client is installed once. */
const TOOLS = join(keptTemp(), `pg-backup-action-test-tools-${process.getuid?.() ?? 'user'}`)

type Suite = readonly [archive: 'debian' | 'debian-security', suite: string]

/** Debian's suites by the client that is in them. */
const SUITES: ReadonlyMap<number, readonly Suite[]> = new Map([
  // The client of the suite itself has known security holes.
  [13, [['debian-security', 'bullseye-security'] as const, ['debian', 'bullseye'] as const]],
  [15, [['debian', 'bookworm'] as const]],
  [17, [['debian', 'trixie'] as const]],
  [18, [['debian', 'sid'] as const]],
  [19, [['debian', 'sid'] as const, ['debian', 'experimental'] as const]],
])

export const silentReporter: Reporter = {
  debug() {},
  info() {},
  notice() {},
  warning() {},
  group: (_title, body) => body(),
}

/** What provideClient works with in tests: everything real, the cache in a folder. */
export async function clientParts(cache: string, scratch: string): Promise<ClientDeps> {
  return {
    cache: folderCache(cache),
    download: httpDownload(process.env),
    commands: toolkitCommands(),
    reporter: silentReporter,
    env: process.env,
    signal: AbortSignal.timeout(240_000),
    scratch,
  }
}

let reachable: Promise<boolean> | undefined

/** Whether this machine reaches PGDG, and PGDG knows its release. */
export function pgdgReachable(): Promise<boolean> {
  reachable ??= (async () => {
    const { debian } = await thisMachine(process.env)
    if (!debian?.codename) return false
    const source = pgdgSource(debian.codename)
    const url = `${source.uris[0]}/dists/${source.suite}/InRelease`
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
    await answer?.body?.cancel()
    return answer?.ok === true
  })()
  return reachable
}

/**
 * The input `client-repository` that gets the client of a major version on this machine: a suite of the Debian mirror
 * that its own apt uses. undefined: the default repositories have it.
 */
export async function clientRepositoryFor(major: number): Promise<string | undefined> {
  if (await pgdgReachable()) return undefined
  const suites = SUITES.get(major)
  return suites && (await repositoryOf(suites))
}

/** The Debian mirror's suites, as the input `client-repository` takes them. */
async function repositoryOf(suites: readonly Suite[]): Promise<string | undefined> {
  const { debian } = await thisMachine(process.env)
  if (!debian) return undefined
  const sources = await machineSources(debian.aptFolder, debian.architecture, toolkitCommands())
  const lines = suites.map(([archive, suite]) => {
    const mirror = sources.find(({ uris }) =>
      uris.some(uri => uri.replace(/\/$/, '').endsWith(`/${archive}`)),
    )
    const key = mirror?.signedBy.find(reference => 'file' in reference)
    if (!mirror || !key || !('file' in key)) return undefined
    // A frozen mirror is fine for tests.
    return `deb [signed-by=${key.file} check-valid-until=no] ${mirror.uris[0]} ${suite} main`
  })
  return lines.includes(undefined) ? undefined : lines.join('\n')
}

/**
 * A real client of a minor version from before the fixes of August 2025, which the action itself does not install. It stays in
 * `scratch`.
 * @returns undefined where there is none (no network, no Debian)
 */
export async function installOldClient(scratch: string): Promise<PostgresClient | undefined> {
  const { debian } = await thisMachine(process.env)
  const text = await repositoryOf([['debian', 'bullseye']])
  if (!debian || text === undefined) return undefined
  const parts = await clientParts(scratch, scratch)
  const [repository] = await repositoriesFor(text, debian, parts.commands)
  if (!repository) return undefined
  const trusted = { folder: debian.aptFolder, armored: [] }
  const apt = { ...parts, machine: debian, trusted }
  const read = await readRepository(repository.sources, repository.tolerant, apt)
  const { folder, version } = await installClient(13, repository, read, apt)
  return clientIn(join(folder, 'bin'), version, 'an old release of Debian')
}

/**
 * A real client of a major version, installed by our own code into a folder shared by all tests. Not `exact`: where
 * no client of that version can be had here, one of the next newer that can.
 * @returns undefined where there is none (no network, no Debian)
 */
export async function findTestClient(
  major: number,
  { exact }: { exact: boolean },
): Promise<PostgresClient | undefined> {
  const majors = exact ? [major] : [major, ...[15, 16, 17, 18, 19].filter(each => each > major)]
  for (const each of majors) {
    const client = await installed(each)
    if (client) return client
  }
  return undefined
}

/** As findTestClient; throws where there is none. */
export async function provideTestClient(
  major: number,
  options: { exact: boolean } = { exact: true },
): Promise<PostgresClient> {
  const client = await findTestClient(major, options)
  if (!client) throw new Error(`no PostgreSQL client ${major} can be had on this machine`)
  return client
}

const clients = new Map<number, Promise<PostgresClient | undefined>>()

function installed(major: number): Promise<PostgresClient | undefined> {
  const known = clients.get(major)
  if (known) return known
  const client = locked(`client-${major}`, () => install(major))
  clients.set(major, client)
  return client
}

async function install(major: number): Promise<PostgresClient | undefined> {
  const scratch = await mkdtemp(join(tmpdir(), 'pg-backup-action-test-'))
  try {
    const repository = await clientRepositoryFor(major)
    const wanted = repository === undefined ? { major } : { major, repository }
    return await provideClient(wanted, await clientParts(TOOLS, scratch))
  } catch (cause) {
    if (cause instanceof BackupError && cause.kind === 'environment') {
      console.log(`no PostgreSQL client ${major} for tests: ${cause.message}`)
      return undefined
    }
    throw cause
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Lets one test process at a time through; a lock whose owner is gone is broken. */
async function locked<T>(name: string, body: () => Promise<T>): Promise<T> {
  const lock = join(TOOLS, `.lock-${name}`)
  const owner = join(lock, 'pid')
  await mkdir(TOOLS, { recursive: true })
  while (
    !(await mkdir(lock).then(
      () => true,
      () => false,
    ))
  ) {
    const pid = Number(await readFile(owner, 'utf8').catch(() => '0'))
    if (pid > 0 && !isAlive(pid)) await rm(lock, { recursive: true, force: true })
    else await wait(100)
  }
  await writeFile(owner, String(process.pid))
  try {
    return await body()
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}
