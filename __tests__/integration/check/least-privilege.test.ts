import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Grant } from '../../../src/check/least-privilege/grants.ts'
import { BackupError } from '../../../src/core/errors.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { findTestClient } from '../../support/client-for-tests.ts'
import {
  availableMajors,
  type Major,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { failuresOf, runCheck } from '../../support/run-check.ts'

const MAJORS: readonly Major[] = availableMajors().filter(major => [13, 17, 19].includes(major))
const ROLE = 'Back "up"'

const SCHEMA = [
  'REVOKE CONNECT, TEMPORARY ON DATABASE shop FROM PUBLIC',
  'REVOKE ALL ON SCHEMA public FROM PUBLIC',
  'CREATE ROLE owner_of_shop',
  'CREATE SCHEMA "order" AUTHORIZATION owner_of_shop',
  'SET ROLE owner_of_shop; CREATE TABLE "order"."user" (id serial PRIMARY KEY, name text); CREATE VIEW "order".v AS SELECT 1',
  `INSERT INTO "order"."user" (name) VALUES ('a'), ('b')`,
  'CREATE TABLE policed (a int); ALTER TABLE policed ENABLE ROW LEVEL SECURITY; INSERT INTO policed VALUES (1)',
  "SELECT lo_from_bytea(4711, 'large')",
]

describe.each(MAJORS)('on PostgreSQL %i the least privileges', major => {
  let server: PostgresServer
  let client: PostgresClient | undefined
  let folder: string
  const NO_CLIENT = `no PostgreSQL client ${major} can be had on this machine`

  beforeAll(async () => {
    client = await findTestClient(major, { exact: true })
    if (!client) console.log(`least privileges: not run: ${NO_CLIENT}`)
    server = await startPostgres({ major, password: 'geheim' })
    await server.sql('postgres', 'CREATE DATABASE shop')
    for (const statement of SCHEMA) await server.sql('shop', statement)
    folder = await mkdtemp(join(tmpdir(), 'least-'))
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  /** A fresh role each time, which has what everybody has. */
  beforeEach(async () => {
    const quoted = `"${ROLE.replaceAll('"', '""')}"`
    const known = await server.sql('postgres', `SELECT FROM pg_roles WHERE rolname = '${ROLE}'`)
    if (known.length > 0) await server.sql('shop', `DROP OWNED BY ${quoted}; DROP ROLE ${quoted}`)
    await server.sql('shop', `CREATE ROLE ${quoted} LOGIN PASSWORD 'pw'`)
  })

  /** What a check says that this role needs: asked as the owner of everything, and given the name of the role. */
  async function grants(): Promise<readonly Grant[]> {
    const store = folderStore(folder)
    const report = await runCheck({
      url: server.url('shop').concat('?sslmode=disable'),
      store,
      request: { leastPrivilege: { wanted: true, use: undefined } },
    })
    const message = report.leastPrivilege?.grants ?? []
    const name = `"${ROLE.replaceAll('"', '""')}"`
    return message.map(({ sql, why }) => ({ why, sql: sql.replaceAll('"postgres"', name) }))
  }

  const url = (): string =>
    `postgresql://${encodeURIComponent(ROLE)}:pw@127.0.0.1:${server.port}/shop?sslmode=disable`

  let taken = 0
  async function backUp(): Promise<'done' | string> {
    if (!client) throw new Error(NO_CLIENT)
    const store = folderStore(join(folder, `${++taken}`))
    try {
      await runBackup({ url: url(), client, store, request: { globals: true } })
      return 'done'
    } catch (error) {
      if (error instanceof BackupError) return error.code
      throw error
    }
  }

  it('are enough for a whole backup, and check says so', async ctx => {
    if (!client) return ctx.skip(NO_CLIENT)
    expect(await backUp()).toBe('database-connect-denied')
    for (const { sql } of await grants()) await server.sql('shop', sql)
    expect(await backUp()).toBe('done')
    expect(failuresOf(await runCheck({ url: url(), store: folderStore(folder) }))).toEqual([])
  })

  it('have none too many: without any one of them there is no backup', async ctx => {
    if (!client) return ctx.skip(NO_CLIENT)
    const all = await grants()
    // Those are for tables to come, below.
    const now = all.filter(({ sql }) => !sql.startsWith('ALTER DEFAULT PRIVILEGES'))
    expect(now.length).toBeGreaterThan(2)
    const quoted = `"${ROLE.replaceAll('"', '""')}"`
    for (const left of now) {
      await server.sql('shop', `DROP OWNED BY ${quoted}; DROP ROLE ${quoted}`)
      await server.sql('shop', `CREATE ROLE ${quoted} LOGIN PASSWORD 'pw'`)
      for (const { sql } of all) if (sql !== left.sql) await server.sql('shop', sql)
      expect(await backUp(), left.sql).not.toBe('done')
    }
  })

  it('cover tables that are created later', async ctx => {
    if (!client) return ctx.skip(NO_CLIENT)
    for (const { sql } of await grants()) await server.sql('shop', sql)
    await server.sql('shop', 'SET ROLE owner_of_shop; CREATE TABLE "order".later (id serial)')
    try {
      expect(await backUp()).toBe('done')
    } finally {
      await server.sql('shop', 'DROP TABLE "order".later')
    }
  })
})
