import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { Fingerprint } from '../../../src/fingerprint/fingerprint.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { libpqEnvironment } from '../../../src/postgres/connection/libpq-environment.ts'
import { fingerprintDatabase } from '../../../src/restore/verify/fingerprint-database.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { connectionTo } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import {
  type DeliberateDamage,
  NASTY_DAMAGE,
  NO_DAMAGE,
  SAMPLE_DAMAGE,
} from '../../support/deliberate-damage.ts'
import { loadNasty } from '../../support/nasty-database.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { loadSample } from '../../support/sample-database.ts'

const run = promisify(execFile)
const MAJORS = availableMajors().filter(major => [15, 17, 18, 19].includes(major))

describe.each(MAJORS)('the fingerprint of a database restored on PostgreSQL %i', major => {
  let server: PostgresServer
  let client: PostgresClient
  let folder: string
  const signal = AbortSignal.timeout(300_000)

  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major })
    folder = await mkdtemp(join(tmpdir(), 'fingerprint-damage-'))
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** Backs `database` up and restores it as `copies`. Returns the backup's fingerprint. */
  async function backedUp(database: string, copies: readonly string[]): Promise<Fingerprint> {
    const store = folderStore(join(folder, database))
    const { manifest } = await runBackup({ url: server.url(database), client, store })
    for (const copy of copies) {
      await server.sql('postgres', `CREATE DATABASE ${copy} TEMPLATE template0`)
      const args = ['--no-owner', '--no-acl', '--exit-on-error', `--dbname=${copy}`, store.url(manifest.key)]
      const env = libpqEnvironment(connectionTo(`${server.url(copy)}?sslmode=disable`), process.env)
      await run(client.program('pg_restore'), args, { env, maxBuffer: 1 << 26 })
    }
    return manifest.fingerprint
  }

  function fingerprintOf(database: string): Promise<Fingerprint> {
    const connection = connectionTo(`${server.url(database)}?sslmode=disable`)
    const parts = { journal: openLedger(), env: process.env, signal }
    return fingerprintDatabase({ connection, client, mode: 'full', encoding: 'UTF8' }, parts)
  }

  async function apply(database: string, all: readonly DeliberateDamage[]): Promise<void> {
    for (const { what, sql } of all) {
      await server.sql(database, sql).catch((error: unknown) => {
        throw new Error(`${what}: ${String(error)}`, { cause: error })
      })
    }
  }

  describe.each([
    ['the sample database', 'sample', SAMPLE_DAMAGE, () => loadSample(server, 'sample', { scale: 0.1 })],
    [
      'the nasty database',
      'nasty',
      NASTY_DAMAGE,
      () => loadNasty(server, 'nasty', { bigValueBytes: 100_000 }),
    ],
  ] as const)('%s', (_what, database, all, load) => {
    let before: string[]
    let after: string[]

    beforeAll(async () => {
      await load()
      const copy = `${database}_copy`
      const expected = await backedUp(database, [copy])
      before = differences(expected, await fingerprintOf(copy))
      await apply(copy, all)
      after = differences(expected, await fingerprintOf(copy))
    })

    it('is equal as long as nobody touches the copy', () => {
      expect(before).toEqual([])
    })

    it.each(all)('finds and names $what', ({ lines }) => {
      expect(after).toEqual(expect.arrayContaining([...lines]))
    })

    it('names nothing else', () => {
      expect(after.toSorted()).toEqual(all.flatMap(({ lines }) => lines).toSorted())
    })
  })

  it('does not depend on owners, privileges, statistics or how the server keeps the rows', async () => {
    await loadNasty(server, 'owned', { bigValueBytes: 1_000 })
    const expected = await fingerprintOf('owned')
    for (const statement of NO_DAMAGE) await server.sql('owned', statement)
    expect(differences(expected, await fingerprintOf('owned'))).toEqual([])
  })
})
