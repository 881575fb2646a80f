import { type Backup, backUp } from '../../src/backup/backup.ts'
import type { BackupDeps, BackupRequest } from '../../src/backup/request.ts'
import type { CleanupJournal, CleanupTask } from '../../src/core/cleanup-journal.ts'
import { noEncryption } from '../../src/encryption/none.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import { resolveConnection } from '../../src/postgres/connection/resolve.ts'
import { probeServer } from '../../src/postgres/probe/probe.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { anotherSecondThan } from './another-second.ts'
import { silentReporter } from './client-for-tests.ts'

/** A ledger whose open entries a test can look at. */
export function openLedger(): CleanupJournal & { readonly open: Set<CleanupTask> } {
  const open = new Set<CleanupTask>()
  return {
    open,
    record(task) {
      open.add(task)
      return () => void open.delete(task)
    },
  }
}

export interface BackupRun {
  readonly url: string
  readonly client: PostgresClient
  readonly store: ObjectStore
  readonly request?: Partial<BackupRequest>
  readonly parts?: Partial<BackupDeps>
}

/** When a database's last backup ended. Milliseconds. */
const lastEnded = new Map<string, number>()

/** Runs the operation itself, on real parts, with everything left at its default that the test does not name. */
export async function runBackup({ url, client, store, request, parts }: BackupRun): Promise<Backup> {
  if (!parts?.now) await anotherSecondThan(lastEnded.get(url) ?? 0)
  const resolution = resolveConnection({ databaseUrl: url, sslmode: 'disable', env: {} })
  if (!resolution.ok) throw new Error(resolution.problems.map(({ message }) => message).join('; '))
  const backingUp = backUp(
    {
      connection: resolution.connection,
      series: undefined,
      backupClass: 'manual',
      mode: 'full',
      format: 'custom',
      compression: { kind: 'auto' },
      selection: { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] },
      noOwner: true,
      noAcl: true,
      globals: false,
      lockTimeoutMs: undefined,
      clientMajor: client.major,
      minimums: { bytes: 1, tables: 1, expectTables: [] },
      failOn: [],
      run: { repository: undefined, commit: undefined, url: undefined },
      ...request,
    },
    {
      shelves: [{ name: 'destination', store }],
      encryption: noEncryption(),
      journal: openLedger(),
      reporter: silentReporter,
      env: process.env,
      now: () => new Date(),
      probe: (connection, signal) => probeServer(connection, { signal }),
      provideClient: async () => client,
      controller: new AbortController(),
      ...parts,
    },
  )
  return await backingUp.finally(() => lastEnded.set(url, Date.now()))
}
