import { chmod, copyFile, cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Commands } from '../client/commands.ts'
import {
  copyLibraries,
  libraryFolders,
  machineLoading,
  neededBy,
  unpackedLoading,
} from '../client/libraries.ts'
import type { DebianMachine } from '../client/machine.ts'
import type { TreeForm } from '../client/tree.ts'

/**
 * A server as it is kept, wherever the folder is: `bin/` holds small scripts that start the programs; `lib/` the
 * libraries; `lib/postgresql/N` and `share/postgresql/N` lie to each other as in Debian's packages, since the server
 * finds its own files by the way from its program (port/path.c). initdb asks the program `postgres` beside it, by a
 * shell, for its version and has it do the work: so it is alone with a script of that name.
 */
interface TreeRequest {
  readonly major: number
  /** Where the packages were unpacked. */
  readonly root: string
  /** The folder to make. */
  readonly into: string
  readonly machine: DebianMachine
}

/** What no drill needs: the manual, and the JIT compiler with its 100 MB of LLVM. */
const LEFT_OUT: ReadonlySet<string> = new Set(['man', 'bitcode', 'pgxs', 'llvmjit.so', 'llvmjit_types.bc'])

/**
 * Makes the tree of form `shared`: with the machine's libraries, except those that were unpacked.
 * @returns what programs and extensions lack then
 */
export async function buildSharedServer(request: TreeRequest, commands: Commands): Promise<string[]> {
  const { into, root, machine } = request
  await layOut(request, 'shared')
  const own = join(into, 'lib')
  for (const folder of libraryFolders(root, machine)) {
    const names = (await readdir(folder).catch(() => [])).filter(name => /\.so\.\d+$/.test(name))
    for (const name of names) await copyFile(join(folder, name), join(own, name))
  }
  const loading = await machineLoading(own, machine)
  if (!loading) return [machine.loader]
  const lacks: string[] = []
  for (const file of await machineCode(request)) {
    const { missing, refused } = await neededBy(file, loading, commands)
    const why = refused ?? (missing.length > 0 ? `no ${missing.join(', ')}` : undefined)
    if (why) lacks.push(`${basename(file)}: ${why}`)
  }
  return lacks
}

/**
 * Makes the tree of form `private`: with all libraries, the C library's loader included.
 * @returns what the server itself lacks; an extension that lacks a library fails when it is created
 */
export async function buildPrivateServer(request: TreeRequest, commands: Commands): Promise<string[]> {
  const { into, root, machine } = request
  await layOut(request, 'private')
  const loading = await unpackedLoading(root, machine)
  if (!loading) return [machine.loader]
  const files = await machineCode(request)
  const missing = await copyLibraries(files, { root, into: join(into, 'lib'), loading }, commands)
  return [...missing].filter(([, file]) => file === 'postgres' || file === 'initdb').map(([name]) => name)
}

async function layOut({ root, into, major, machine }: TreeRequest, form: TreeForm): Promise<void> {
  const home = `postgresql/${major}`
  for (const folder of ['bin', 'initdb', `lib/${home}/bin`]) {
    await mkdir(join(into, folder), { recursive: true })
  }
  const programs = join(root, 'usr/lib', home, 'bin')
  await copyProgram(join(programs, 'initdb'), join(into, 'initdb/initdb'))
  await copyProgram(join(programs, 'postgres'), join(into, `lib/${home}/bin/postgres`))
  const filter = (path: string): boolean => !LEFT_OUT.has(basename(path))
  // Links of Debian's packages may lead out of them, to what only their scripts would make.
  const options = { recursive: true, filter, verbatimSymlinks: true }
  await cp(join(root, 'usr/lib', home, 'lib'), join(into, `lib/${home}/lib`), options)
  await cp(join(root, 'usr/share', home), join(into, `share/${home}`), options)
  await nameAlternatives(join(into, `share/${home}/extension`))
  for (const [path, text] of serverScripts(major, form, machine.loader)) {
    await writeFile(join(into, path), text, { mode: 0o755 })
  }
}

async function copyProgram(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  await chmod(to, 0o755)
}

/** `postgis-3.control` becomes `postgis.control` by Debian's alternatives, which a script of the package registers. */
async function nameAlternatives(extensions: string): Promise<void> {
  const names: string[] = await readdir(extensions).catch(() => [])
  for (const name of names) {
    const plain = name.replace(/^([a-z_]+)-\d+(\.control)$/, '$1$2')
    if (!names.includes(plain)) await copyFile(join(extensions, name), join(extensions, plain))
  }
}

export function serverScripts(major: number, form: TreeForm, loader: string): Map<string, string> {
  const home = `postgresql/${major}`
  const shared = `export LD_LIBRARY_PATH="$root/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"\nexec`
  const start = form === 'private' ? `exec "$root/lib/${loader}" --library-path "$root/lib"` : shared
  const script = (command: string): string => `#!/bin/sh\nroot="\${0%/*}/.."\n${start} ${command}\n`
  return new Map([
    ['bin/postgres', script(`"$root/lib/${home}/bin/postgres" "$@"`)],
    ['bin/initdb', script(`"$root/initdb/initdb" "$@" -L "$root/share/${home}"`)],
    ['initdb/postgres', `#!/bin/sh\nexec "\${0%/*}/../bin/postgres" "$@"\n`],
  ])
}

/** The programs and all that the server may load. */
async function machineCode({ into, major }: TreeRequest): Promise<string[]> {
  const loaded = join(into, `lib/postgresql/${major}/lib`)
  const names = (await readdir(loaded)).filter(name => name.endsWith('.so'))
  const programs = [join(into, 'initdb/initdb'), join(into, `lib/postgresql/${major}/bin/postgres`)]
  return [...programs, ...names.map(name => join(loaded, name))]
}
