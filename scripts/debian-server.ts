/**
 * Fetches a PostgreSQL server that npm does not have into the tests' cache, from the Debian mirror of this machine's own
 * apt sources:
 *
 *     node scripts/debian-server.ts 19          the major version 19, from sid and experimental
 *     node scripts/debian-server.ts 15-newest   the newest minor version of 15 that this machine's sources have
 *
 * Nothing is installed on the machine. The last line says which version it is, or why it cannot be had (exit code 1).
 */
import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientParts, clientRepositoryFor } from '../__tests__/support/client-for-tests.ts'
import {
  cacheFolder,
  debianBinaries,
  debianServerFolder,
  MAJORS,
  publish,
} from '../__tests__/support/postgres-binaries.ts'
import { thisMachine } from '../src/postgres/client/machine.ts'
import { provideServer } from '../src/postgres/server/provide-server.ts'

const [name = '19'] = process.argv.slice(2)
const major = MAJORS.find(each => each === Number.parseInt(name, 10))
if (major === undefined) throw new Error(`${name}: write a major version, or one followed by -newest`)

const place = debianServerFolder(name)
try {
  if (!existsSync(place)) await fetchInto(place, major)
  const binaries = await debianBinaries(major, name)
  console.log(`PostgreSQL ${binaries?.version}`)
} catch (error) {
  console.log(`no PostgreSQL server ${name} here: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

async function fetchInto(place: string, major: number): Promise<void> {
  const repository = name.endsWith('-newest') ? undefined : await clientRepositoryFor(major)
  const scratch = await mkdtemp(join(tmpdir(), 'pg-backup-action-server-'))
  try {
    const parts = await clientParts(join(scratch, 'cache'), scratch)
    // As if no server were installed on this machine.
    const machine = { ...(await thisMachine({})), folders: () => [] }
    const { server } = await provideServer(
      { major, ...(repository !== undefined && { repository }) },
      { ...parts, machine },
    )
    const draft = await mkdtemp(join(await cacheFolder(), 'draft-'))
    await cp(server.movable ?? '', draft, { recursive: true, verbatimSymlinks: true })
    await chmod(draft, 0o755)
    await publish(draft, place)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
