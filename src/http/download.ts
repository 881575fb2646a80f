import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { HttpAgents } from './agents.ts'
import { httpAgents } from './agents.ts'
import { request } from './request.ts'

export type DownloadResult =
  | { readonly outcome: 'done'; readonly bytes: number; readonly sha256: string }
  /** The server answered that there is no such thing. */
  | { readonly outcome: 'absent'; readonly why: string }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'failed'; readonly why: string }

/** Fetches files. Rejects only when aborted. */
export interface Download {
  /** Writes what `url` (http, https or file) holds to `path`, at most `maxBytes`. The reasons never hold credentials. */
  toFile(
    url: string,
    path: string,
    limits: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<DownloadResult>
}

/** A URL as it may be shown to people: without user and password. */
export function shownUrl(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^/]*@/i, '$1')
}

/** How long a server may take to answer, and may be silent while it sends. Milliseconds. */
const SILENCE_MS = 15_000
/** Waits before another attempt at what may pass by itself. Milliseconds. */
const PAUSES_MS = [500, 2_000]
const REDIRECTS = 5
const REQUEST = { method: 'GET', headers: { accept: '*/*' }, silenceMs: SILENCE_MS } as const
const PASSING = /^(ECONNRESET|EPIPE|EAI_AGAIN|ECONNABORTED)$/

/** Downloads over Node's own HTTP. */
export function httpDownload(env: NodeJS.ProcessEnv): Download {
  // Connections are kept: looking a mirror's name up again for each of 30 packages was seen to stall for 5 s.
  const agents = httpAgents(env, { keepAlive: true })
  return {
    async toFile(url, path, { maxBytes, signal }) {
      for (const pause of [...PAUSES_MS, undefined]) {
        const result = await attempt(new URL(url), path, maxBytes, signal, agents).catch(cause => {
          signal.throwIfAborted()
          return failure(url, cause)
        })
        if (result.outcome !== 'done') await rm(path, { force: true })
        if (!('again' in result) || !result.again || pause === undefined) return result
        await wait(pause, undefined, { signal })
      }
      return { outcome: 'failed', why: `${shownUrl(url)}: not answered` }
    },
  }
}

type Attempt = DownloadResult & { readonly again?: boolean }

async function attempt(
  url: URL,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
  agents: HttpAgents,
): Promise<Attempt> {
  signal.throwIfAborted()
  if (url.protocol === 'file:') return save(createReadStream(fileURLToPath(url)), path, maxBytes, signal)
  let target = url
  for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
    const response = await request(target, REQUEST, agents, signal)
    const status = response.statusCode ?? 0
    if (status === 200) return save(response, path, maxBytes, signal)
    response.destroy()
    const { location } = response.headers
    if (status < 300 || status >= 400 || location === undefined) {
      const why = `${shownUrl(target.href)}: HTTP ${status} ${response.statusMessage ?? ''}`.trim()
      if (status === 404 || status === 410) return { outcome: 'absent', why }
      return { outcome: 'failed', why, again: status >= 500 || status === 429 }
    }
    const next = new URL(location, target)
    if (target.protocol === 'https:' && next.protocol !== 'https:') {
      return { outcome: 'failed', why: `${shownUrl(target.href)}: redirects from https to ${next.protocol}` }
    }
    target = next
  }
  return { outcome: 'failed', why: `${shownUrl(url.href)}: more than ${REDIRECTS} redirects` }
}

async function save(
  source: Readable,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<DownloadResult> {
  const hash = createHash('sha256')
  let bytes = 0
  const tooLarge = new Error('too large')
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      if (bytes > maxBytes) done(tooLarge)
      else done(null, chunk)
    },
  })
  try {
    await pipeline(source, meter, createWriteStream(path), { signal })
  } catch (cause) {
    if (cause === tooLarge) return { outcome: 'too-large' }
    throw cause
  }
  return { outcome: 'done', bytes, sha256: hash.digest('hex') }
}

function failure(url: string, cause: unknown): Attempt {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const why = `${shownUrl(url)}: ${cause instanceof Error ? cause.message || code : String(cause)}`
  if (code === 'ENOENT') return { outcome: 'absent', why }
  return { outcome: 'failed', why, again: PASSING.test(code) }
}
