import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { thisMachine } from '../../../src/postgres/client/machine.ts'
import type { ClientDeps } from '../../../src/postgres/client/provide.ts'
import { inSession } from '../../../src/postgres/probe/in-session.ts'
import { provideServer } from '../../../src/postgres/server/provide-server.ts'
import { startThrowaway } from '../../../src/postgres/server/throwaway-server.ts'
import { clientParts, clientRepositoryFor, pgdgReachable } from '../../support/client-for-tests.ts'
import { openLedger } from '../../support/server-traces.ts'
import { serverTemp } from '../../support/temp-folders.ts'

let folder: string
let parts: ClientDeps

beforeEach(async () => {
  folder = await mkdtemp(join(serverTemp(), 'pg-backup-action-server-'))
  await chmod(folder, 0o755)
  await mkdir(join(folder, 'scratch'))
  const given = await clientParts(join(folder, 'cache'), join(folder, 'scratch'))
  // As if no server were installed on this machine.
  parts = { ...given, machine: { ...(await thisMachine({})), folders: () => [] } }
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** Of each major, an extension that Debian and PGDG have a package of. */
const CASES = [
  { major: 15, extension: 'hypopg' },
  { major: 17, extension: 'vector' },
  { major: 18, extension: 'pg_cron' },
] as const

describe.for(CASES)('server $major from a real repository', ({ major, extension }) => {
  it(`runs, and creates contrib's extensions and ${extension}`, async ctx => {
    const repository = await clientRepositoryFor(major)
    if (repository === undefined && !(await pgdgReachable())) ctx.skip('no repository has it here')
    const extensions = [extension, 'pgcrypto', 'xml2', 'uuid-ossp', 'postgres_fdw', 'unaccent']
    const wanted = { major, extensions, ...(repository === undefined ? {} : { repository }) }
    const { server, missing } = await provideServer(wanted, parts)
    expect(missing).toEqual([])
    expect(server.major).toBe(major)
    expect(await readdir(join(folder, 'scratch'))).toEqual([])

    const journal = openLedger()
    await using running = await startThrowaway({
      server,
      folder,
      journal,
      signal: parts.signal,
      reporter: parts.reporter,
      extensions,
      database: 'drill',
    })
    await running.createDatabase('drill', { encoding: 'UTF8' })
    const options = { signal: parts.signal, beginning: { kind: 'no transaction' } } as const
    await inSession(running.connection('drill'), options, async session => {
      for (const name of extensions)
        await session.alone(
          `CREATE EXTENSION "${name}" SCHEMA ${name === 'pg_cron' ? 'pg_catalog' : 'public'}`,
        )
      const letters = await session.rows(`SELECT upper('ä') AS upper, 'x' ~ '\\w' AS letter`)
      expect(letters).toEqual([{ upper: 'Ä', letter: true }])
    })
    expect((await provideServer(wanted, parts)).server.origin).toBe('tool-cache')
    await running.stop()
    expect([...journal.open]).toEqual([])
  })
})
