import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import { thisMachine } from '../../src/postgres/client/machine.ts'
import { semanticVersion } from '../../src/postgres/client/version.ts'

/**
 * Puts a client that the tests have already into a RUNNER_TOOL_CACHE, in the layout of @actions/tool-cache, so that a
 * step finds it in milliseconds. One that belongs to the machine is found there without.
 */
export async function addToToolCache(toolCache: string, client: PostgresClient): Promise<void> {
  const bin = dirname(client.program('pg_dump'))
  const { folders } = await thisMachine(process.env)
  if (folders(client.major).includes(bin)) return
  const folder = join(toolCache, 'postgresql-client', semanticVersion(client.version))
  await mkdir(folder, { recursive: true })
  await symlink(dirname(bin), join(folder, process.arch))
  await writeFile(join(folder, `${process.arch}.complete`), '')
}
