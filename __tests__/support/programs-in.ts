import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const CLIENT = ['pg_dump', 'pg_restore', 'pg_dumpall', 'psql']
const SERVER = ['initdb', 'postgres']

/** Puts programs into a folder that do nothing but say which version they are. Returns the folder. */
export async function programsIn(
  folder: string,
  version: string,
  what: 'client' | 'server' = 'client',
): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const name of what === 'client' ? CLIENT : SERVER) {
    const script = `#!/bin/sh\necho "${name} (PostgreSQL) ${version} (test)"\n`
    await writeFile(join(folder, name), script, { mode: 0o755 })
  }
  return folder
}
