import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpDownload } from '../../../src/http/download.ts'

let folder: string
const servers: Server[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pg-backup-action-download-'))
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
  await rm(folder, { recursive: true, force: true })
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : expect.fail()
}

function fetchFrom(url: string, { maxBytes = 1000, env = {}, signal = AbortSignal.timeout(30_000) } = {}) {
  return httpDownload(env).toFile(url, join(folder, 'file'), { maxBytes, signal })
}

const kept = (): Promise<string[]> => readdir(folder)

describe('a download', () => {
  it('is written to the file, and reported with its size and hash', async () => {
    const url = await serve((_request, response) => response.end('content'))
    const sha256 = createHash('sha256').update('content').digest('hex')
    expect(await fetchFrom(url)).toEqual({ outcome: 'done', bytes: 7, sha256 })
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('content')
  })

  it('follows redirects', async () => {
    const url = await serve((request, response) =>
      request.url === '/new' ? response.end('ok') : response.writeHead(302, { location: '/new' }).end(),
    )
    expect(await fetchFrom(`${url}/old`)).toMatchObject({ outcome: 'done', bytes: 2 })
  })

  it('does not follow redirects for ever', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end())
    expect(await fetchFrom(url)).toMatchObject({ outcome: 'failed' })
  })

  it('ends at the size that was allowed and leaves no file', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(5000)))
    expect(await fetchFrom(url)).toEqual({ outcome: 'too-large' })
    expect(await kept()).toEqual([])
  })

  it('is tried again when the server stumbled', async () => {
    let requests = 0
    const url = await serve((request, response) => {
      requests++
      if (requests === 1) request.socket.destroy()
      else if (requests === 2) response.writeHead(503).end()
      else response.end('ok')
    })
    expect(await fetchFrom(url)).toMatchObject({ outcome: 'done', bytes: 2 })
  })

  it('is tried again when the connection broke in the middle', async () => {
    let requests = 0
    const url = await serve((request, response) => {
      requests++
      response.writeHead(200, { 'content-length': '10' })
      if (requests > 1) return response.end('0123456789')
      response.write('01234', () => request.socket.destroy())
      return undefined
    })
    expect(await fetchFrom(url)).toMatchObject({ outcome: 'done', bytes: 10 })
  })

  it('is not tried again where that can not help', async () => {
    let requests = 0
    const url = await serve((_request, response) => {
      requests++
      response.writeHead(404).end('<html>')
    })
    expect(await fetchFrom(url)).toMatchObject({ outcome: 'absent' })
    expect(requests).toBe(1)
    expect(await kept()).toEqual([])
  })

  it('goes through the proxy that the environment names', async () => {
    const seen: string[] = []
    const proxy = await serve((request, response) => {
      seen.push(request.url ?? '')
      response.end('from the proxy')
    })
    const result = await fetchFrom('http://mirror.invalid/InRelease', { env: { HTTP_PROXY: proxy } })
    expect(result).toMatchObject({ outcome: 'done', bytes: 14 })
    expect(seen).toEqual(['http://mirror.invalid/InRelease'])
  })

  it('rejects when it is aborted, and leaves no file', async () => {
    const abort = new AbortController()
    const url = await serve((_request, response) => {
      response.write('some', () => abort.abort(new Error('cancelled')))
    })
    await expect(fetchFrom(url, { signal: abort.signal })).rejects.toThrow('cancelled')
  })

  it('never says the credentials of its address', async () => {
    const result = await fetchFrom('http://user:secret@127.0.0.1:1/x')
    expect(result).toMatchObject({ outcome: 'failed' })
    expect(JSON.stringify(result)).not.toContain('secret')
  })
})
