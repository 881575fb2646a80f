import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { BackupError } from '../../../src/core/errors.ts'
import { agePassphrase } from '../../../src/encryption/age.ts'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { fetchDump } from '../../../src/restore/load/fetch-dump.ts'
import { restoreFile } from '../../../src/restore/load/parallel.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { refusal } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { flipBit, randomBelow } from '../../support/damage.ts'
import { descendantArguments } from '../../support/family.ts'
import { loadNasty } from '../../support/nasty-database.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { hasProgram } from '../../support/programs.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { fingerprintOf, haltingStore, type LoadRun, loadOf } from '../../support/run-load.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const MAJORS = availableMajors().filter(major => [15, 17, 18, 19].includes(major))
const PASSPHRASE = 'correct horse battery staple'

describe.each(MAJORS)('a backup of PostgreSQL %i, fetched into a file', major => {
  let server: PostgresServer
  let client: PostgresClient
  let folder: string
  let store: ObjectStore
  let manifest: Manifest
  let databases = 0

  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major })
    folder = await mkdtemp(join(tmpdir(), 'load-parallel-'))
    store = folderStore(join(folder, 'store'))
    await loadNasty(server, 'nasty', { bigValueBytes: 2_000_000 })
    const parts = { encryption: agePassphrase(PASSPHRASE, 10) }
    manifest = (await runBackup({ url: server.url('nasty'), client, store, parts })).manifest
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function emptyDatabase(): Promise<string> {
    const name = `target_${++databases}`
    await createDatabase(server, name)
    return server.url(name)
  }

  function run(url: string, more: Partial<LoadRun> = {}): ReturnType<typeof loadOf> {
    return loadOf({
      ...{ url, client, store, manifest, scratch: folder, keys: { passphrase: PASSPHRASE } },
      ...more,
    })
  }

  it('is loaded by several sessions at once to the same fingerprint', async () => {
    const url = await emptyDatabase()
    const { load, parts } = run(url)
    const file = join(folder, 'opened.dump')
    await fetchDump(manifest, file, parts)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await restoreFile({ ...load, file, jobs: 3, before: 'CREATE TABLE public.made_before ()' }, parts)
    const restored = await fingerprintOf(url, client)
    expect(differences(manifest.fingerprint, restored)).toEqual([
      'public.made_before is extra',
      'TABLE public.made_before is extra',
    ])
    await rm(file)
    expect(await readdir(folder)).toEqual(['store'])
  })

  it('is loaded from SQL text too', async () => {
    const plain = folderStore(join(folder, 'store', 'plain'))
    const backup = await runBackup({
      ...{ url: server.url('nasty'), client, store: plain },
      request: { format: 'plain', compression: { kind: 'pg_dump', spec: 'gzip:1' } },
    })
    const url = await emptyDatabase()
    const { load, parts } = run(url, { store: plain, manifest: backup.manifest })
    const file = join(folder, 'opened.sql.gz')
    await fetchDump(backup.manifest, file, parts)
    await restoreFile({ ...load, file, jobs: 2 }, parts)
    await rm(file)
    expect(differences(manifest.fingerprint, await fingerprintOf(url, client))).toEqual([])
  })

  it('is not left there where it is not what its manifest says, is cut off, cannot be opened, or is not wanted any more', async () => {
    const file = join(folder, 'opened.dump')
    const { parts } = run(server.url('nasty'))
    const stored = store.url(manifest.key)
    const flipped = await flipBit(stored, randomBelow(5))
    expect((await refusal(fetchDump(manifest, file, parts))).kind).toBe('integrity')
    await truncate(stored, 1000)
    expect((await refusal(fetchDump(manifest, file, parts))).kind).toBe('integrity')
    await flipped.undo()
    const wrong = run(server.url('nasty'), { keys: { passphrase: 'another' } })
    const unopened = await refusal(fetchDump(manifest, file, wrong.parts))
    expect(unopened.code).toBe('encryption-key-mismatch')
    const controller = new AbortController()
    const halting = haltingStore(store, 10_000)
    const fetching = refusal(
      fetchDump(manifest, file, { ...parts, store: halting.store, signal: controller.signal }),
    )
    await halting.halted
    controller.abort(
      new BackupError({ kind: 'cancelled', code: 'cancelled', message: 'Cancelled.', hint: 'Nothing.' }),
    )
    expect((await fetching).code).toBe('cancelled')
    expect(await readdir(folder)).toEqual(['store'])
  })

  it('is reported to find no room, and leaves nothing there', async ctx => {
    if (!(await hasProgram('prlimit'))) return ctx.skip('no prlimit program here')
    const { parts } = run(server.url('nasty'))
    // The soft limit alone, which a process may raise again.
    const limit = (soft: string) =>
      promisify(execFile)('prlimit', ['--pid', String(process.pid), `--fsize=${soft}:`])
    await limit('50000')
    try {
      const error = await refusal(fetchDump(manifest, join(folder, 'opened.dump'), parts))
      expect(error).toMatchObject({ kind: 'environment', code: 'scratch-disk-full' })
    } finally {
      await limit('unlimited')
    }
    expect(await readdir(folder)).toEqual(['store'])
  })

  it('ends with the first cause, named, and leaves no program behind', async () => {
    const url = await emptyDatabase()
    const journal = openLedger()
    const { load, parts } = run(url, { parts: { journal } })
    const file = join(folder, 'opened.dump')
    await fetchDump(manifest, file, parts)
    const [{ schema, name } = { schema: '', name: '' }] = manifest.fingerprint.tables
    const quoted = [schema, name].map(part => `"${part.replaceAll('"', '""')}"`)
    const before = `CREATE SCHEMA IF NOT EXISTS ${quoted[0]}; CREATE TABLE ${quoted.join('.')} ()`
    const error = await refusal(restoreFile({ ...load, file, jobs: 2, before }, parts))
    expect(error.code).toBe('restore-object-exists')
    expect([...journal.open]).toEqual([])
    expect(descendantArguments().filter(([program = '']) => program.endsWith('/pg_restore'))).toEqual([])
    await rm(file)
  })
})
