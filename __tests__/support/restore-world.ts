import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Manifest } from '../../src/catalog/manifest.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import type { RestoreReport } from '../../src/restore/report.ts'
import { folderStore } from '../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { provideTestClient } from './client-for-tests.ts'
import { type Major, type PostgresServer, startPostgres } from './postgres-server.ts'
import { type BackupRun, runBackup } from './run-backup.ts'
import { type RestoreRun, runRestore } from './run-restore.ts'
import { createDatabase } from './sql-folder.ts'

/** A server with databases to back up and to restore into, and a store. */
export interface RestoreWorld {
  readonly server: PostgresServer
  readonly client: PostgresClient
  readonly store: ObjectStore
  /** Gone after the last test. */
  readonly folder: string
  /** Creates a database and runs SQL in it as superuser. */
  database(name: string, sql?: string): Promise<void>
  backup(database: string, run?: Partial<BackupRun>): Promise<Manifest>
  /** Restores; nothing must be left in the scratch folder, no matter what becomes of it. */
  restore(manifest: Manifest, target: string, run?: Partial<RestoreRun>): Promise<RestoreReport>
  /** Everything in a database as pg_dump sees it, roles and privileges included, except what differs by time. */
  fingerprint(database: string): Promise<Manifest['fingerprint']>
  /** One value. */
  value(database: string, sql: string): Promise<unknown>
}

/** Registers the hooks that build it, once for a file. */
export function useRestoreWorld(
  major: Major,
  settings: Readonly<Record<string, string>> = {},
): () => RestoreWorld {
  let world: RestoreWorld | undefined
  let folder = ''
  beforeAll(async () => {
    const client = await provideTestClient(major, { exact: false })
    const server = await startPostgres({ major, settings })
    folder = await mkdtemp(join(tmpdir(), 'restore-'))
    world = worldOf(server, client, folder)
  })
  afterAll(async () => {
    await world?.server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return () => {
    if (!world) throw new Error('there is no world before the tests')
    return world
  }
}

function worldOf(server: PostgresServer, client: PostgresClient, folder: string): RestoreWorld {
  const store = folderStore(join(folder, 'store'))
  let backups = 0
  const backup: RestoreWorld['backup'] = async (database, run = {}) => {
    // A key holds the second of its begin: a series of its own keeps two of them apart.
    backups += 1
    const request = {
      series: `backup-${backups}`,
      minimums: { bytes: 1, tables: 0, expectTables: [] },
    }
    const made = await runBackup({
      url: server.url(database),
      client,
      store,
      ...run,
      request: { ...request, ...run.request },
    })
    return made.manifest
  }
  return {
    server,
    client,
    store,
    folder,
    backup,
    async database(name, sql) {
      await createDatabase(server, name)
      if (sql !== undefined) await server.sql(name, sql)
    },
    async restore({ key }, target, run = {}) {
      const scratch = await mkdtemp(join(folder, 'scratch-'))
      try {
        return await runRestore({ url: server.url(target), key, client, store, scratch, ...run })
      } finally {
        expect(await readdir(scratch)).toEqual([])
      }
    },
    fingerprint: async database => (await backup(database)).fingerprint,
    async value(database, sql) {
      const [row] = await server.sql(database, sql)
      return Object.values(row ?? {})[0]
    },
  }
}

/** A restore that ended well, and is equal: as far as it can be compared, where owners and privileges came along. */
export function expectProven(report: RestoreReport, outcome: 'proven' | 'partly proven' = 'proven'): void {
  expect(report.refusals).toEqual([])
  expect(report.failure?.errors ?? []).toEqual([])
  expect(report.comparison?.differences).toEqual([])
  expect(report.outcome).toBe(outcome)
}
