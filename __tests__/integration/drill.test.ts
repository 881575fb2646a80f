import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseChecks } from '../../src/backup/drill/checks.ts'
import { drillRecordSchema } from '../../src/backup/drill/drill-record.ts'
import { ageEncryption } from '../../src/encryption/age.ts'
import type { Drill } from '../../src/operations/drill.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import { folderStore } from '../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../support/client-for-tests.ts'
import { filesIn } from '../support/files-in.ts'
import { loadNasty } from '../support/nasty-database.ts'
import { type Major, type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openLedger, runBackup } from '../support/run-backup.ts'
import { type DrillRun, runDrill } from '../support/run-drill.ts'
import { loadSample } from '../support/sample-database.ts'
import { createDatabase } from '../support/sql-folder.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drill-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

let taken = 0
async function drillOf(path: string, run: Omit<DrillRun, 'store' | 'scratch'>): Promise<Drill> {
  const scratch = await mkdtemp(join(folder, `scratch-${++taken}-`))
  const ledger = openLedger()
  try {
    return await runDrill({ store: folderStore(path), scratch, ...run, parts: { ledger, ...run.parts } })
  } finally {
    expect(await readdir(scratch)).toEqual([])
    expect([...ledger.open]).toEqual([])
  }
}

describe.each([15, 17, 18] as const)('PostgreSQL %i', major => {
  let client: PostgresClient
  let server: PostgresServer
  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major })
    await loadSample(server, 'shop', { scale: 0.1 })
    await loadNasty(server, 'nasty', { bigValueBytes: 1_000_000 })
  })
  afterAll(() => server?.stop())

  it.for(['shop', 'nasty'] as const)('%s restores, and everything in it is equal', async database => {
    const path = join(folder, `${database}-${major}`)
    const store = folderStore(path)
    await runBackup({ url: server.url(database), client, store })
    const drilled = await drillOf(path, { client })
    expect(drilled.reasons).toEqual([])
    expect(drilled.record).toMatchObject({ outcome: 'proven', passed: true, differences: [], broken: [] })
  })
})
