import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { loadSample } from '../support/sample-database.ts'
import { makeCertificates, type TestCertificates } from '../support/test-certificates.ts'
import { useExamples } from './examples-world.ts'
import type { WorkflowRun } from './harness/run-workflow.ts'

const world = useExamples()

test.each(['supabase.yml', 'r2.yml', 'minio.yml'])(
  '%s stores a full backup and the structure',
  async name => {
    const { bucket, example } = world()
    const run = await example(name)
    expect(run.result, run.log).toBe('success')
    expect((await bucket.contents()).filter(key => key.endsWith('.manifest.json'))).toHaveLength(2)
  },
)

describe('rds-oidc.yml', () => {
  let certificates: TestCertificates | undefined
  let server: PostgresServer | undefined
  beforeAll(async () => {
    certificates = await makeCertificates()
    if (!certificates) return
    server = await startPostgres({ major: 17, ssl: certificates.server })
    await loadSample(server, 'shop')
  })
  afterAll(async () => {
    await server?.stop()
    await certificates?.[Symbol.asyncDispose]()
  })

  /** Backs up the server that has a certificate, trusting an authority; no key is stored. */
  async function run(ctx: TestContext, authority: 'ca' | 'otherCa'): Promise<WorkflowRun> {
    if (!certificates || !server) return ctx.skip('no openssl program here')
    return await world().example('rds-oidc.yml', {
      event: 'schedule',
      secrets: {
        // The certificate is of a name, and of no address.
        DATABASE_URL: server.url('shop').replace(server.host, 'localhost'),
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
      },
      vars: { RDS_CA_BUNDLE: await readFile(certificates[authority], 'utf8') },
    })
  }

  test('assumes the role, needs no stored key, and knows the server by its certificate', async ctx => {
    const { bucket, roles } = world()
    const done = await run(ctx, 'ca')
    expect(done.result, done.log).toBe('success')
    expect((await bucket.contents()).filter(key => key.endsWith('.manifest.json'))).toHaveLength(1)
    expect(roles.asked.map(form => form.get('RoleArn'))).toEqual([
      'arn:aws:iam::123456789012:role/pg-backup-writer',
    ])
    expect(done.jobs['backup']?.legs[0]?.steps[0]?.with).toMatchObject({ sslmode: 'verify-full' })
  })

  test('a server whose certificate another authority has signed is not backed up, and nothing is stored', async ctx => {
    const { bucket } = world()
    const done = await run(ctx, 'otherCa')
    expect(done.result).toBe('failure')
    expect(done.log).toContain('[tls-certificate-untrusted]')
    expect(await bucket.contents()).toEqual([])
  })
})

test('without a role none is assumed', async () => {
  const { example, roles } = world()
  expect((await example('minio.yml')).result).toBe('success')
  expect(roles.asked).toEqual([])
})

test('a caller that does not grant the token is refused', async () => {
  const { example } = world()
  const change = (text: string): string => text.replace('id-token: write', 'contents: read')
  await expect(example('minio.yml', { change })).rejects.toThrow("requesting 'id-token: write'")
})
