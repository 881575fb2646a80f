import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface TestCertificates extends AsyncDisposable {
  /** PEM files: the server's CA, and another that it has nothing to do with. */
  readonly ca: string
  readonly otherCa: string
  /** PEM texts for the server `localhost` (and for no IP address). */
  readonly server: { readonly cert: string; readonly key: string }
}

/** Makes a CA and a server's certificate with the openssl program; undefined where there is none. */
export async function makeCertificates(): Promise<TestCertificates | undefined> {
  const works = await run('openssl', ['version']).then(
    () => true,
    () => false,
  )
  if (!works) return undefined
  const folder = join(tmpdir(), `test-certificates-${process.pid}-${Date.now()}`)
  await mkdir(folder)
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  const authority = (name: string) =>
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
      '-days',
      '30',
      '-subj',
      `/CN=${name}`,
    )
  await authority('ca')
  await authority('other')
  await openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    '-subj',
    '/CN=localhost',
  )
  await writeFile(join(folder, 'names'), 'subjectAltName=DNS:localhost\n')
  await openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '30',
    '-extfile',
    'names',
    '-out',
    'server.crt',
  )
  const text = (name: string) => readFile(join(folder, name), 'utf8')
  return {
    ca: join(folder, 'ca.crt'),
    otherCa: join(folder, 'other.crt'),
    server: { cert: await text('server.crt'), key: await text('server.key') },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
