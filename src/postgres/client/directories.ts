import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { CLIENT_PROGRAMS, clientIn, type PostgresClient } from './client.ts'
import type { Commands } from './commands.ts'
import { type ClientVersion, parseVersion } from './version.ts'

/**
 * Where installers put the programs of one major version. Never PATH: there Debian's pg_wrapper, and anything that the
 * machine's image was made with, answers with another version than the one asked for.
 */
export function likelyFolders(major: number, env: NodeJS.ProcessEnv): string[] {
  const { PGBIN } = env
  const brews = ['/opt/homebrew/opt', '/usr/local/opt', '/home/linuxbrew/.linuxbrew/opt']
  return [
    ...(PGBIN ? [PGBIN] : []),
    `/usr/lib/postgresql/${major}/bin`, // Debian, Ubuntu, PGDG
    `/usr/pgsql-${major}/bin`, // PGDG on Red Hat's family
    `/usr/libexec/postgresql${major}`, // Alpine
    ...brews.flatMap(opt => [`${opt}/postgresql@${major}/bin`, `${opt}/libpq/bin`]),
  ]
}

/** The clients of a major version in those of the folders that have one, in the order of the folders. */
export async function clientsIn(
  major: number,
  folders: readonly string[],
  commands: Commands,
): Promise<PostgresClient[]> {
  const found: PostgresClient[] = []
  for (const folder of folders) {
    const version = await probe(folder, commands)
    if (version?.major === major) found.push(clientIn(folder, version, folder))
  }
  return found
}

/** Which version the programs in a folder really have; undefined unless all are there and pg_dump starts. */
async function probe(folder: string, commands: Commands): Promise<ClientVersion | undefined> {
  const present = CLIENT_PROGRAMS.map(name => access(join(folder, name), constants.X_OK))
  const found = await Promise.all(present).then(
    () => true,
    () => false,
  )
  if (!found) return undefined
  const { exitCode, stdout } = await commands.run(join(folder, 'pg_dump'), ['--version'])
  return exitCode === 0 ? parseVersion(stdout) : undefined
}
