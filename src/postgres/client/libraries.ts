import { chmod, copyFile, open, realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Commands } from './commands.ts'
import type { DebianMachine } from './machine.ts'

/** What the C library loads only when a host's name is looked up; before glibc 2.34 these are not part of it. */
const LOADED_LATER = ['libnss_files.so.2', 'libnss_dns.so.2', 'libresolv.so.2']

/** Where packages that were unpacked into a folder have their libraries. */
export function libraryFolders(root: string, { triplet }: DebianMachine): string[] {
  return [`usr/lib/${triplet}`, `lib/${triplet}`, 'usr/lib', 'lib'].map(folder => join(root, folder))
}

/** The C library's loader, by path and by the name that it is asked for by, and the folders that it looks through. */
export interface Loading {
  readonly loader: string
  readonly name: string
  readonly folders: readonly string[]
}

/** Those of packages that were unpacked into a folder. */
export async function unpackedLoading(root: string, machine: DebianMachine): Promise<Loading | undefined> {
  const loading = await loadingBelow(root, machine)
  // Variants of libraries for newer processors: the cache may be another machine's too.
  for (const folder of loading?.folders ?? []) {
    await rm(join(folder, 'glibc-hwcaps'), { recursive: true, force: true })
  }
  return loading
}

/** The machine's own, which finds its libraries by itself; `first` is looked through before. */
export async function machineLoading(first: string, machine: DebianMachine): Promise<Loading | undefined> {
  const loading = await loadingBelow('/', machine)
  return loading && { ...loading, folders: [first] }
}

async function loadingBelow(root: string, machine: DebianMachine): Promise<Loading | undefined> {
  const folders = libraryFolders(root, machine)
  const loader = await firstFile(folders.map(folder => join(folder, machine.loader)))
  return loader === undefined ? undefined : { loader, name: machine.loader, folders }
}

export interface Needed {
  /** Where the loader found them, by the name that they are asked for by. */
  readonly found: ReadonlyMap<string, string>
  readonly missing: readonly string[]
  /** The loader's own words where it refused altogether, as for a newer C library than there is. */
  readonly refused: string | undefined
}

/** Asks a loader which libraries a program or library needs, theirs included. */
export async function neededBy(file: string, loading: Loading, commands: Commands): Promise<Needed> {
  if (!(await isMachineCode(file))) return { found: new Map(), missing: [], refused: undefined }
  const args = ['--library-path', loading.folders.join(':'), '--list', file]
  const { exitCode, stdout, stderr } = await commands.run(loading.loader, args)
  const found = new Map<string, string>()
  const missing: string[] = []
  for (const [, name = '', path = ''] of `${stdout}\n${stderr}`.matchAll(
    /^\s*(\S+) => (.+?)(?: \(0x[0-9a-f]+\))?$/gm,
  )) {
    if (name.includes('/')) continue // the loader, by the path that is built into the program
    if (path === 'not found') missing.push(name)
    else found.set(name, path)
  }
  const words = stderr
    .trim()
    .split('\n')[0]
    ?.replace(/^.*error while loading shared libraries: /, '')
  const refused = exitCode === 0 || missing.length > 0 ? undefined : words
  return { found, missing, refused }
}

/** Scripts need no libraries. */
async function isMachineCode(path: string): Promise<boolean> {
  await using file = await open(path)
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
  return buffer.toString('latin1') === '\x7fELF'
}

/**
 * Copies the loader and all libraries that the files need out of unpacked packages, and just these.
 * @returns the libraries that are missing, each with the file that needs it
 */
export async function copyLibraries(
  files: readonly string[],
  { root, into, loading }: { readonly root: string; readonly into: string; readonly loading: Loading },
  commands: Commands,
): Promise<Map<string, string>> {
  await copyLoader(loading, into)
  const missing = new Map<string, string>()
  const inside = await realpath(root)
  for (const file of files) {
    const needed = await neededBy(file, loading, commands)
    for (const name of needed.missing) missing.set(name, basename(file))
    for (const [name, path] of needed.found) {
      const real = await realpath(path).catch(() => '')
      if (real.startsWith(`${inside}/`)) await copyFile(real, join(into, name))
      else missing.set(name, basename(file))
    }
  }
  return missing
}

async function copyLoader({ loader, name: loaderName, folders }: Loading, into: string): Promise<void> {
  const own = join(into, loaderName)
  await copyFile(loader, own)
  await chmod(own, 0o755)
  for (const name of LOADED_LATER) {
    const file = await firstFile(folders.map(folder => join(folder, name)))
    if (file !== undefined) await copyFile(file, join(into, name))
  }
}

/** The first that exists, links followed. */
export async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const file = await realpath(path).catch(() => undefined)
    if (file !== undefined) return file
  }
  return undefined
}
