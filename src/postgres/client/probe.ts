import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { CLIENT_PROGRAMS } from './client.ts'
import type { Commands } from './commands.ts'
import { type ClientVersion, parseVersion } from './version.ts'

/** Which version the programs in a folder really have; undefined unless all are there and pg_dump starts. */
export async function probe(folder: string, commands: Commands): Promise<ClientVersion | undefined> {
  const present = CLIENT_PROGRAMS.map(name => access(join(folder, name), constants.X_OK))
  const found = await Promise.all(present).then(
    () => true,
    () => false,
  )
  if (!found) return undefined
  const { exitCode, stdout } = await commands.run(join(folder, 'pg_dump'), ['--version'])
  return exitCode === 0 ? parseVersion(stdout) : undefined
}
