import { clientIn, type PostgresClient } from './client.ts'
import type { Commands } from './commands.ts'
import { probe } from './probe.ts'

/**
 * Where installers put the programs of one major version. Never PATH: there Debian's pg_wrapper, and whatever the
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
