/**
 * The embedded PostgreSQL servers: npm packages that hold initdb, pg_ctl and postgres, no client. What npm does not have,
 * scripts/debian-server.ts fetches from Debian. Free of the test runner, so that the demo and the benchmark start their
 * servers with it too.
 */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { keptTemp } from './temp-folders.ts'

const run = promisify(execFile)
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url))

export const MAJORS = [13, 14, 15, 16, 17, 18, 19] as const
export type Major = (typeof MAJORS)[number]

/** Whom the server runs as. PostgreSQL refuses root, so root hands it to another account; undefined: ourselves. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

export interface Binaries {
  readonly major: Major
  /** Full version of the npm package: the key of anything that is cached for these binaries. */
  readonly version: string
  /** Folder with bin, lib and share. */
  readonly native: string
}

function packageOf(major: Major): string {
  return join(MODULES, `postgresql-${major}-${process.platform}-${process.arch}`)
}

/** Where scripts/debian-server.ts puts a server, in the form of the tool cache: `bin` works where it is. */
export function debianServerFolder(name: string): string {
  return join(cachePath(), `debian-${name}`)
}

/** The majors whose server is installed for this platform, oldest first. */
export function availableMajors(): Major[] {
  return MAJORS.filter(
    major =>
      existsSync(join(packageOf(major), 'native', 'bin', 'postgres')) ||
      existsSync(debianServerFolder(String(major))),
  )
}

/** The unprivileged account that root starts servers as. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const entry = entries.find(([name]) => name === wanted)
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  throw new Error('root cannot run PostgreSQL, and /etc/passwd has neither "postgres" nor "nobody"')
}

/** A folder kept between runs, one per user, so that one user's files never stand in another's way. */
export async function cacheFolder(): Promise<string> {
  const folder = cachePath()
  await mkdir(folder, { recursive: true, mode: 0o755 })
  return folder
}

function cachePath(): string {
  return join(keptTemp(), `pg-backup-action-tests-${process.getuid?.() ?? 'user'}`)
}

/** Finds the binaries of a major, with their library links in place, where the server's account can run them. */
export async function findBinaries(major: Major): Promise<Binaries> {
  const folder = packageOf(major)
  const manifest = join(folder, 'package.json')
  const fetched = await debianBinaries(major, String(major))
  if (fetched && !existsSync(manifest)) return fetched
  if (!existsSync(manifest)) throw new Error(`no embedded PostgreSQL ${major}: run npm ci`)
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const installed = { major, version, native: join(folder, 'native') }
  // A package manager that runs no install scripts leaves the links out; a read-only folder cannot be given them.
  await linkLibraries(installed.native).catch(() => {})
  if (await runs(installed)) return installed
  return copyBinaries(installed)
}

/** A server that scripts/debian-server.ts fetched, if it did; `name` as it was asked for. */
export async function debianBinaries(major: Major, name: string): Promise<Binaries | undefined> {
  const native = debianServerFolder(name)
  if (!existsSync(native)) return undefined
  const { stdout } = await run(join(native, 'bin/postgres'), ['--version'])
  return { major, version: /\d\S*/.exec(stdout)?.[0] ?? name, native }
}

/** The package's own postinstall step. Many processes may do it at once: an existing link is right as it is. */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    await symlink(basename(source), join(dirname(native), target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function runs({ native }: Binaries): Promise<boolean> {
  const options = { ...serverAccount(), cwd: '/' }
  return run(join(native, 'bin', 'postgres'), ['--version'], options).then(
    () => true,
    () => false,
  )
}

/** A checkout below a closed folder such as /root: the server's account gets a copy that it can reach. */
async function copyBinaries(installed: Binaries): Promise<Binaries> {
  const cache = await cacheFolder()
  const copy = { ...installed, native: join(cache, `binaries-${installed.version}`, 'native') }
  if (!existsSync(dirname(copy.native))) {
    const draft = await mkdtemp(join(cache, 'draft-'))
    await run('cp', ['-R', installed.native, draft])
    await run('chmod', ['-R', 'a+rX', draft])
    await linkLibraries(join(draft, 'native'))
    await publish(draft, dirname(copy.native))
  }
  if (!(await runs(copy)))
    throw new Error(`the embedded PostgreSQL ${copy.major} does not start on this machine`)
  return copy
}

/** Puts a finished folder in its place, all or nothing; of several makers the first wins and the others agree. */
export async function publish(draft: string, place: string): Promise<void> {
  await rename(draft, place).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(place)) throw error
  })
}
