import { access, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { parseChecks } from '../../../src/drill/checks.ts'
import type { Drill } from '../../../src/drill/drill.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { PLANTED_CHECKS, plantCode } from '../../support/planted-backup.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { type DrillRun, runDrill } from '../../support/run-drill.ts'
import { runRestore } from '../../support/run-restore.ts'

const MARK = '/tmp/pg-backup-action-planted'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planted-'))
})
beforeEach(() => rm(MARK, { force: true }))
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await rm(MARK, { force: true })
})

async function drillOf(path: string, run: Omit<DrillRun, 'store' | 'scratch'>): Promise<Drill> {
  const scratch = await mkdtemp(join(folder, 'scratch-'))
  const checks = parseChecks(PLANTED_CHECKS)
  if (!checks.ok) throw new Error(checks.problem)
  const request = { checks: checks.value, jobs: 1, ...run.request }
  const drill = await runDrill({ store: folderStore(path), scratch, ...run, request })
  expect(await readdir(scratch)).toEqual([])
  return drill
}

async function isMarked(): Promise<boolean> {
  return await access(MARK).then(
    () => true,
    () => false,
  )
}

describe.each([15, 18] as const)(
  'code that the owner of a database of PostgreSQL %i planted in it',
  major => {
    let client: PostgresClient
    let server: PostgresServer
    let manifest: Manifest
    let path: string
    beforeAll(async () => {
      client = await provideTestClient(major)
      server = await startPostgres({ major })
      await plantCode(server)
      path = join(folder, `planted-${major}`)
      const run = { url: server.url('planted'), client, store: folderStore(path) }
      manifest = (await runBackup(run)).manifest
    })
    afterAll(() => server?.stop())

    it('runs in a drill without the rights of a superuser, and the drill is proven', async () => {
      const { reasons, record } = await drillOf(path, { client })
      expect([reasons, record.outcome, record.skipped, record.notVerified]).toEqual([[], 'proven', [], []])
      expect(record.checks).toHaveLength(3)
      expect(await isMarked()).toBe(false)
    })

    it('has all of them inside of the server where the backup is trusted', async () => {
      const { record } = await drillOf(path, { client, request: { trusted: true } })
      expect(record.checks.map(({ outcome }) => outcome)).toEqual(['passed', 'failed', 'passed'])
    })

    it('runs on a given server as the role that it was given, which must not be a superuser', async () => {
      await using given = await startPostgres({ major })
      await given.sql('postgres', `CREATE ROLE driller LOGIN CREATEDB PASSWORD 'pw'`)
      const url = given.url('postgres')
      await expect(drillOf(path, { client, serverUrl: url })).rejects.toMatchObject({
        kind: 'refusal',
        code: 'drill-server-superuser',
        hint: expect.stringContaining('trusted: true'),
      })
      expect(await given.sql('postgres', `SELECT FROM pg_database WHERE datname ~ 'drill'`)).toEqual([])
      expect(await isMarked()).toBe(false)
    })

    it('is restored by the owner of the target without those rights, and a superuser is warned', async () => {
      const name = `target_${major}`
      await server.sql('postgres', `CREATE ROLE ${name} LOGIN BYPASSRLS PASSWORD 'pw'`)
      await server.sql('postgres', `CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0`)
      await server.sql(name, 'CREATE EXTENSION dblink; CREATE EXTENSION postgres_fdw')
      const scratch = await mkdtemp(join(folder, 'scratch-'))
      const run = { client, key: manifest.key, store: folderStore(path), scratch }
      const url = server.url(name).replace(/\/\/postgres:[^@]*@/, `//${name}:pw@`)
      const dry = await runRestore({ ...run, url: server.url(name), request: { dryRun: true } })
      expect(dry.warnings).toContainEqual(expect.stringContaining('Role postgres is a superuser'))
      const { comparison, failure, warnings } = await runRestore({ ...run, url })
      expect([failure, comparison?.differences]).toEqual([undefined, []])
      expect(warnings.join()).not.toContain('is a superuser')
      const [seen] = await server.sql(
        'postgres',
        `SELECT shobj_description(oid, 'pg_database') AS words FROM pg_database WHERE datname = '${name}'`,
      )
      expect(seen?.['words']).toContain('[materialized view]')
      expect(seen?.['words']).not.toMatch(/SUPERUSER|RESET|TRY/)
      expect(await isMarked()).toBe(false)
    })
  },
)
