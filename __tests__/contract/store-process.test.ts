import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBucket, type S3Server, startMockS3 } from '../support/s3-server.ts'

const STORE = new URL('../../src/storage/s3/s3-store.ts', import.meta.url).href

describe('a process that used S3', () => {
  let server: S3Server
  beforeAll(async () => {
    server = await startMockS3()
  })
  afterAll(() => server.stop())

  it('ends by itself, without closing the store', async () => {
    const bucket = await makeBucket(server)
    const program = `
      const { s3Store } = await import(${JSON.stringify(STORE)})
      const store = s3Store(${JSON.stringify(bucket.options())})
      const signal = new AbortController().signal
      await store.prepare(signal)
      const upload = await store.begin('a.dump', signal)
      await new Promise(resolve => upload.sink.end(Buffer.alloc(9_000_000), resolve))
      await upload.complete()
      await store.put('a.json', Buffer.from('{}'), signal)
      process.on('exit', () => console.log('ended by itself'))
    `
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000)
    const [said, complained, [code, killedBy]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    clearTimeout(late)
    expect({ code, killedBy, complained }).toEqual({ code: 0, killedBy: null, complained: '' })
    expect(said).toContain('ended by itself')
    expect(await bucket.contents()).toHaveLength(2)
    bucket.close()
  })
})
