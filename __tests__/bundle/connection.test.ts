import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startPostgres } from '../support/postgres-server.ts'
import { makeCertificates } from '../support/test-certificates.ts'
import { loadBig } from './big-database.ts'
import { expectFailure, expectSuccess, useWorld } from './world.ts'

const world = useWorld(17, {
  load: server => loadBig(server, { database: 'small', megabytes: 1 }),
})

test("without database-url, libpq's own environment says where the database is", async () => {
  const { run, into, server } = world()
  const env = {
    PGHOST: server.host,
    PGPORT: String(server.port),
    PGUSER: server.user,
    PGPASSWORD: server.password,
    PGDATABASE: 'small',
    PGSSLMODE: 'disable',
  }
  const step = await run({ with: into(), env })
  expectSuccess(step)
  expect(step.outputs['key']).toMatch(/^small\//)
})

test('a password file is read', async () => {
  const { run, into, server, runner } = world()
  const file = join(runner.folders.workspace, '.pgpass')
  await writeFile(file, `# ours\n${server.host}:${server.port}:*:postgres:${server.password}\n`, {
    mode: 0o600,
  })
  const url = `postgresql://postgres@${server.host}:${server.port}/small?sslmode=disable`
  expectSuccess(await run({ with: { ...into(), 'database-url': url }, env: { PGPASSFILE: file } }))
})

test('a server of plain text is refused by default, and one with TLS is taken; its certificate can be checked', async ctx => {
  const certificates = await makeCertificates()
  if (!certificates) return ctx.skip('no openssl program here')
  await using _made = certificates
  const { run, from, into } = world()
  const { sslmode: _, ...unsafe } = from('small')
  expectFailure(await run({ with: { ...unsafe, ...into() } }), 'tls-unsupported')

  await using server = await startPostgres({ major: 17, ssl: certificates.server })
  await loadBig(server, { database: 'small', megabytes: 1 })
  const given = { ...into(), 'database-url': server.url('small').replace(server.host, 'localhost') }
  const step = await run({ with: given })
  expectSuccess(step)

  const pem = await readFile(certificates.ca, 'utf8')
  const verified = { ...given, series: 'verified', sslmode: 'verify-full', 'ssl-root-cert': pem }
  expectSuccess(await run({ with: verified }))
  const other = { ...verified, 'ssl-root-cert': certificates.otherCa }
  expectFailure(await run({ with: other }), 'tls-certificate-untrusted')
})
