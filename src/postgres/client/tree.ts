import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CLIENT_PROGRAMS, type ClientProgram } from './client.ts'
import type { Commands } from './commands.ts'
import { copyLibraries, libraryFolders, unpackedLoading } from './libraries.ts'
import type { DebianMachine } from './machine.ts'

/**
 * A client as it is kept: `bin/` holds small scripts that start the programs in `libexec/` with the libraries in
 * `lib/`, wherever the folder is. `shared`: the machine's own libraries serve for the rest. `private`: all libraries
 * are there, the C library's loader included, for programs made for a newer C library than the machine's.
 */
export type TreeForm = 'shared' | 'private'

interface TreeRequest {
  readonly major: number
  /** Where the packages were unpacked. */
  readonly root: string
  /** The folder to make. */
  readonly into: string
  readonly machine: DebianMachine
}

/** Makes the tree of form `shared`: every library that was unpacked goes along. */
export async function buildSharedTree(request: TreeRequest): Promise<void> {
  const { into, root, machine } = request
  await layOut(request, 'shared')
  for (const folder of libraryFolders(root, machine)) {
    const names = (await readdir(folder).catch(() => [])).filter(name => /\.so\.\d+$/.test(name))
    for (const name of names) await copyFile(join(folder, name), join(into, 'lib', name))
  }
}

/**
 * Makes the tree of form `private`: asks the unpacked loader which libraries the programs need, and takes just them.
 * @returns the libraries that are missing
 */
export async function buildPrivateTree(request: TreeRequest, commands: Commands): Promise<string[]> {
  const { into, root, machine } = request
  await layOut(request, 'private')
  const loading = await unpackedLoading(root, machine)
  if (!loading) return [machine.loader]
  const files = CLIENT_PROGRAMS.map(program => join(into, 'libexec', realPath(program)))
  const missing = await copyLibraries(files, { root, into: join(into, 'lib'), loading }, commands)
  return [...missing.keys()]
}

async function layOut({ root, into, major, machine }: TreeRequest, form: TreeForm): Promise<void> {
  for (const folder of ['bin', 'lib', 'libexec/pg_dumpall'])
    await mkdir(join(into, folder), { recursive: true })
  for (const program of CLIENT_PROGRAMS) {
    const real = join(into, 'libexec', realPath(program))
    await copyFile(join(root, 'usr/lib/postgresql', String(major), 'bin', program), real)
    await chmod(real, 0o755)
    for (const [path, text] of scripts(program, form, machine.loader)) {
      await writeFile(join(into, path), text, { mode: 0o755 })
    }
  }
}

/**
 * The scripts of a program, by path. pg_dumpall looks for pg_dump beside itself: so it is alone with a script of that
 * name, and finds neither the program, which may not start by itself, nor one without its libraries. (The loader's
 * `--argv0` would do too, but came with glibc 2.33 only.)
 */
export function scripts(program: ClientProgram, form: TreeForm, loader: string): Map<string, string> {
  const real = `"$root/libexec/${realPath(program)}" "$@"`
  const shared = `export LD_LIBRARY_PATH="$root/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`
  const start =
    form === 'private'
      ? `exec "$root/lib/${loader}" --library-path "$root/lib" ${real}`
      : `${shared}\nexec ${real}`
  const made = new Map([[`bin/${program}`, `#!/bin/sh\nroot="\${0%/*}/.."\n${start}\n`]])
  if (program === 'pg_dumpall') {
    made.set('libexec/pg_dumpall/pg_dump', `#!/bin/sh\nexec "\${0%/*}/../../bin/pg_dump" "$@"\n`)
  }
  return made
}

function realPath(program: ClientProgram): string {
  return program === 'pg_dumpall' ? 'pg_dumpall/pg_dumpall' : program
}
