import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readSmall } from '../../src/catalog/read-small.ts'
import { httpAgents } from '../../src/http/agents.ts'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import { startRecordingProxy } from '../support/recording-proxy.ts'
import { makeBucket, type S3Server, startMockS3, type TestBucket } from '../support/s3-server.ts'
import { makeCertificates, type TestCertificates } from '../support/test-certificates.ts'

const signal = new AbortController().signal
/** Known to no name server: anyone who gets there went through the proxy. */
const HOST = 's3.internal.example'

let server: S3Server
let bucket: TestBucket
let certificates: TestCertificates | undefined
beforeAll(async () => {
  server = await startMockS3()
  bucket = await makeBucket(server)
  certificates = await makeCertificates()
})
afterAll(async () => {
  bucket.close()
  await server.stop()
  await certificates?.[Symbol.asyncDispose]()
})

async function roundTrip(endpoint: string, env: NodeJS.ProcessEnv, key: string): Promise<string> {
  const agents = httpAgents(env, { keepAlive: true })
  const store = s3Store(bucket.options({ endpoint, agents, attempts: 2 }))
  try {
    await store.put(key, Buffer.from('through it'), signal)
    return (await readSmall(store, key, 100, signal)).toString()
  } finally {
    store.close()
  }
}

const onHost = (): string => `http://${HOST}:${new URL(server.endpoint).port}`

describe('a store behind a proxy', () => {
  it.each(['http_proxy', 'HTTP_PROXY', 'Http_Proxy'])('that %s names is reached through it', async name => {
    await using proxy = await startRecordingProxy()
    expect(await roundTrip(onHost(), { [name]: proxy.address }, name)).toBe('through it')
    const lines = proxy.seen.map(({ line }) => line)
    expect(lines.filter(line => line.startsWith(`PUT ${onHost()}/`) && line.includes(name))).toHaveLength(1)
    expect(lines.every(line => line.includes(HOST))).toBe(true)
  })

  it('is sent the user and password that the proxy wants, and the store is not', async () => {
    await using proxy = await startRecordingProxy()
    const address = proxy.address.replace('://', '://me:p%40ss@')
    expect(await roundTrip(onHost(), { HTTP_PROXY: address }, 'user')).toBe('through it')
    const wanted = `Basic ${Buffer.from('me:p@ss').toString('base64')}`
    expect(new Set(proxy.seen.map(({ authorization }) => authorization))).toEqual(new Set([wanted]))
  })

  it('is reached straight where NO_PROXY names it, or where it is this machine', async () => {
    await using proxy = await startRecordingProxy()
    expect(await roundTrip(server.endpoint, { HTTP_PROXY: proxy.address }, 'straight')).toBe('through it')
    expect(proxy.seen).toEqual([])
    for (const NO_PROXY of ['internal.example', '.example', HOST, '*', `${new URL(onHost()).host}`]) {
      const straight = roundTrip(onHost(), { HTTP_PROXY: proxy.address, NO_PROXY }, 'x')
      await expect(straight, NO_PROXY).rejects.toMatchObject({ code: 'storage-unreachable' })
    }
    expect(proxy.seen).toEqual([])
    const other = { HTTP_PROXY: proxy.address, NO_PROXY: 'other.example, nternal.example' }
    expect(await roundTrip(onHost(), other, 'other')).toBe('through it')
  })

  it.each([403, 407, 502])('that refuses with %i is reported as the proxy’s doing', async status => {
    await using proxy = await startRecordingProxy(status)
    const env = { HTTPS_PROXY: proxy.address }
    await expect(roundTrip(`https://${HOST}`, env, 'x')).rejects.toMatchObject({
      code: 'storage-proxy-refused',
      message: expect.not.stringContaining('127.0.0.1'),
    })
    if (status === 407)
      await expect(roundTrip(onHost(), { HTTP_PROXY: proxy.address }, 'x')).rejects.toMatchObject({
        code: 'storage-proxy-refused',
      })
  })

  it('over TLS is reached by a tunnel, and trusted by the authorities of AWS_CA_BUNDLE', async ctx => {
    if (!certificates) return ctx.skip('no openssl on this machine')
    await using proxy = await startRecordingProxy()
    const { port: target } = new URL(server.endpoint)
    const secure = createServer(certificates.server, (incoming, outgoing) => {
      const { headers, method, url: path } = incoming
      const { expect: _said, ...passed } = headers
      const onward = request({ host: '127.0.0.1', port: target, method, path, headers: passed }, answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      incoming.pipe(onward)
    }).listen(0, '127.0.0.1')
    await once(secure, 'listening')
    const address = secure.address()
    const port = typeof address === 'object' && address ? address.port : 0
    try {
      // The certificate is for localhost, which is reached straight; the tunnel's other host is found not to be in it.
      const endpoint = `https://localhost:${port}`
      const env = { HTTPS_PROXY: proxy.address, AWS_CA_BUNDLE: certificates.ca }
      expect(await readFile(certificates.ca, 'utf8')).toContain('CERTIFICATE')
      expect(await roundTrip(endpoint, env, 'tls')).toBe('through it')
      await expect(
        roundTrip(endpoint, { ...env, AWS_CA_BUNDLE: certificates.otherCa }, 'x'),
      ).rejects.toMatchObject({
        code: 'storage-certificate',
      })
      await expect(roundTrip(`https://${HOST}:${port}`, env, 'x')).rejects.toMatchObject({
        code: 'storage-certificate',
      })
      expect(new Set(proxy.seen.map(({ line }) => line))).toEqual(new Set([`CONNECT ${HOST}:${port}`]))
    } finally {
      secure.closeAllConnections()
      secure.close()
    }
  })

  it('is signed in to by a web identity token through the proxy as well', async () => {
    await using proxy = await startRecordingProxy()
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined)
    vi.stubEnv('AWS_SESSION_TOKEN', undefined)
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent')
    vi.stubEnv('AWS_ROLE_ARN', 'arn:aws:iam::123456789012:role/backup')
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', import.meta.filename)
    const agents = httpAgents({ HTTPS_PROXY: proxy.address, HTTP_PROXY: proxy.address }, { keepAlive: true })
    const { credentials: _none, ...options } = bucket.options({ endpoint: onHost(), agents, attempts: 1 })
    const store = s3Store({ ...options, region: 'eu-central-1' })
    try {
      // The tunnel ends at this machine, where no token service listens.
      await expect(store.prepare(signal)).rejects.toBeInstanceOf(Error)
      expect(proxy.seen.map(({ line }) => line)).toContain('CONNECT sts.eu-central-1.amazonaws.com:443')
    } finally {
      store.close()
      vi.unstubAllEnvs()
    }
  })
})
