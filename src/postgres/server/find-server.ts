import { constants } from 'node:fs'
import { access, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Commands } from '../client/commands.ts'
import { firstFile } from '../client/libraries.ts'
import { type ClientVersion, parseVersion } from '../client/version.ts'
import { SERVER_PROGRAMS, type ServerPrograms } from './server.ts'

/** The servers of a major version in those of the folders that have one, in the order of the folders. */
export async function serversIn(
  major: number,
  folders: readonly string[],
  commands: Commands,
): Promise<ServerPrograms[]> {
  const found: ServerPrograms[] = []
  for (const folder of folders) {
    const version = await probeServer(folder, commands)
    if (version?.major === major) found.push(await serverIn(folder, version, folder))
  }
  return found
}

/** @param tree the folder that works wherever it is copied to, if there is one */
export async function serverIn(
  folder: string,
  version: ClientVersion,
  origin: string,
  tree?: string,
): Promise<ServerPrograms> {
  return {
    ...version,
    origin,
    program: name => join(folder, name),
    extensions: await extensionsOf(folder, version.major),
    movable: tree,
  }
}

async function probeServer(folder: string, commands: Commands): Promise<ClientVersion | undefined> {
  const present = SERVER_PROGRAMS.map(name => access(join(folder, name), constants.X_OK))
  const found = await Promise.all(present).then(
    () => true,
    () => false,
  )
  if (!found) return undefined
  const { exitCode, stdout } = await commands.run(join(folder, 'postgres'), ['--version'])
  return exitCode === 0 ? parseVersion(stdout) : undefined
}

/**
 * The extensions beside the programs in a folder, by the places that installers choose: plpgsql marks the right one,
 * since every server has it. Where none is right nothing is known, and no extension counts as there.
 */
async function extensionsOf(folder: string, major: number): Promise<ReadonlySet<string>> {
  const real = (await firstFile([join(folder, 'postgres')])) ?? folder
  const bases = [folder, resolve(real, '..')].map(base => resolve(base, '..'))
  const places = bases.flatMap(base => [
    join(base, `share/postgresql/${major}`), // our own trees
    join(base, '../../../share/postgresql', String(major)), // Debian, Ubuntu, PGDG
    join(base, `share/postgresql@${major}`), // Homebrew
    join(base, 'share/postgresql'),
    join(base, 'share'), // PGDG on Red Hat's family
    join(base, `../share/postgresql${major}`), // Alpine
  ])
  const mark = await firstFile(places.map(place => join(place, 'extension/plpgsql.control')))
  if (mark === undefined) return new Set()
  const names = await readdir(resolve(mark, '..'))
  const controls = names.flatMap(name => /^(.+)\.control$/.exec(name)?.[1] ?? [])
  return new Set(controls.filter(name => !name.includes('--')))
}
