import { PassThrough, Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { fanOut } from '../../../src/stream/fan-out.ts'

const CHUNK = Buffer.alloc(64 * 1024, 'x')

function* chunks(count: number): Generator<Buffer> {
  for (let index = 0; index < count; index++) yield CHUNK
}

describe('a stream fanned out', () => {
  it('gives every sink every byte', async () => {
    const sinks = [new PassThrough(), new PassThrough()]
    const read = sinks.map(sink => buffer(sink))
    await pipeline(Readable.from(chunks(20)), fanOut(sinks))
    for (const bytes of await Promise.all(read)) expect(bytes.length).toBe(20 * CHUNK.length)
  })

  it('waits for the slowest sink, so that nothing piles up', async () => {
    let produced = 0
    let consumed = 0
    let most = 0
    const source = Readable.from(
      (function* () {
        for (const chunk of chunks(100)) {
          produced++
          most = Math.max(most, produced - consumed)
          yield chunk
        }
      })(),
    )
    const slow = new Writable({
      write: async (_chunk, _encoding, done) => {
        await sleep(1)
        consumed++
        done()
      },
    })
    await pipeline(source, fanOut([new PassThrough().resume(), slow]))
    expect(consumed).toBe(100)
    expect(most).toBeLessThan(30)
  })

  it('fails with the sink that fails, and takes the others down', async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no space left')) })
    const other = new PassThrough().resume()
    await expect(pipeline(Readable.from(chunks(50)), fanOut([other, broken]))).rejects.toThrow(
      'no space left',
    )
    expect(other.destroyed).toBe(true)
  })

  it('records a chunk when the last sink is done with it, not before', async () => {
    const told: number[] = []
    let slowlyRead = 0
    const slow = new Writable({
      highWaterMark: 10 * CHUNK.length,
      write: async (_chunk, _encoding, done) => {
        await sleep(1)
        slowlyRead++
        done()
      },
    })
    await pipeline(
      Readable.from(chunks(5)),
      fanOut([new PassThrough().resume(), slow], () => told.push(slowlyRead)),
    )
    expect(told).toEqual([1, 2, 3, 4, 5])
  })
})
