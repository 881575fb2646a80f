import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, connectionTo, refusal } from '../../support/ask-server.ts'
import {
  availableMajors,
  type Major,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres-server.ts'
import { makeCertificates, type TestCertificates } from '../../support/test-certificates.ts'

const MAJORS: readonly Major[] = availableMajors().filter(major => [13, 15, 17, 18, 19].includes(major))
const PASSWORD = 'p@ss/w%rd'
const NO_OPENSSL = 'there is no openssl program to make certificates with'

describe.each(MAJORS)('TLS with PostgreSQL %i', major => {
  let certificates: TestCertificates | undefined
  let server: PostgresServer | undefined
  const tlsUrl = (host: string, parameters: string) =>
    `postgresql://postgres:${encodeURIComponent(PASSWORD)}@${host}:${server?.port}/postgres?${parameters}`

  beforeAll(async () => {
    certificates = await makeCertificates()
    if (!certificates) return console.log(`TLS: not run: ${NO_OPENSSL}`)
    server = await startPostgres({ major, password: PASSWORD, ssl: certificates.server })
  })
  afterAll(async () => {
    await server?.stop()
    await certificates?.[Symbol.asyncDispose]()
  })

  it.for([
    ['disable', '127.0.0.1', 'none', undefined],
    ['allow', '127.0.0.1', 'none', undefined],
    ['prefer', '127.0.0.1', 'none', 'TLSv1.3'],
    ['require', '127.0.0.1', 'none', 'TLSv1.3'],
    ['require', '127.0.0.1', 'other', 'tls-certificate-untrusted'],
    ['verify-ca', '127.0.0.1', 'ca', 'TLSv1.3'],
    ['verify-ca', '127.0.0.1', 'other', 'tls-certificate-untrusted'],
    ['verify-full', 'localhost', 'ca', 'TLSv1.3'],
    ['verify-full', 'localhost', 'other', 'tls-certificate-untrusted'],
    ['verify-full', '127.0.0.1', 'ca', 'tls-host-mismatch'],
  ] as const)(
    'sslmode %s at %s with root certificate "%s": %s',
    async ([sslmode, host, root, outcome], ctx) => {
      if (!certificates) return ctx.skip(NO_OPENSSL)
      const file = { ca: certificates.ca, other: certificates.otherCa, none: undefined }[root]
      const rootCert = file === undefined ? '' : `&sslrootcert=${file}`
      const asked = ask(connectionTo(tlsUrl(host, `sslmode=${sslmode}${rootCert}`)))
      const told = await asked.then(
        facts => facts.tls,
        async () => (await refusal(asked)).code,
      )
      expect(told).toBe(outcome)
    },
  )

  it('a server that insists on TLS says so to sslmode disable, and allow finds the way', async ctx => {
    if (!server) return ctx.skip(NO_OPENSSL)
    const hba = join(server.dataDir, 'pg_hba.conf')
    await writeFile(hba, 'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n')
    await server.sql('postgres', 'SELECT pg_reload_conf()')
    const plain = tlsUrl('127.0.0.1', 'sslmode=disable')
    await expect.poll(async () => ask(connectionTo(plain)).catch(error => error.code)).toBe('tls-required')
    expect((await ask(connectionTo(tlsUrl('127.0.0.1', 'sslmode=allow')))).tls).toBe('TLSv1.3')
  })
})
