import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growingParts, type PartPlan } from '../../../../src/storage/s3/part-plan.ts'
import { type Part, type PartsOptions, PartsWriter } from '../../../../src/storage/s3/parts-writer.ts'

const MiB = 1024 ** 2

function writer(send: (part: Part) => Promise<void>, more: Partial<PartsOptions> = {}): PartsWriter {
  return new PartsWriter({
    plan: growingParts(10_000),
    maxParts: 10_000,
    parallel: 4,
    checksum: 'sha256',
    tooLarge: bytes => new Error(`too large after ${bytes}`),
    send,
    ...more,
  })
}

function* zeros(bytes: number, chunk = Buffer.alloc(MiB)): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= chunk.length) yield chunk.subarray(0, Math.min(left, chunk.length))
}

/** The network's part of a send, which takes some turns of the event loop. */
async function travel(): Promise<void> {
  for (let i = 0; i < 5; i++) await turn()
}

describe('the writer that cuts a stream into parts', () => {
  it('holds 40 MiB at most while 300 MB pass at 8 MiB a part, and uses its buffers again', async () => {
    const made: number[] = []
    let sending = 0
    let most = 0
    const sink = writer(
      async () => {
        most = Math.max(most, ++sending)
        await travel()
        sending -= 1
      },
      {
        allocate: bytes => {
          made.push(bytes)
          return Buffer.alloc(bytes)
        },
      },
    )
    await pipeline(Readable.from(zeros(300_000_000)), sink)
    expect(made).toEqual([8, 8, 8, 8, 8].map(size => size * MiB))
    expect(most).toBe(4)
  })

  it('holds 64 MiB at most while parts grow up to 32 MiB, sending fewer at once', async () => {
    let held = 0
    let most = 0
    const sizes = [8, 8, 16, 16, 16, 32, 32, 32]
    const sink = writer(
      async part => {
        held += part.bytes.buffer.byteLength
        most = Math.max(most, held)
        await travel()
        held -= part.bytes.buffer.byteLength
      },
      { plan: number => (sizes[number - 1] ?? 32) * MiB },
    )
    await pipeline(Readable.from(zeros(400 * MiB)), sink)
    expect(most).toBeLessThanOrEqual(64 * MiB)
  })

  it('makes one buffer for a small backup', async () => {
    let made = 0
    const sink = writer(travel, {
      allocate: bytes => {
        made += 1
        return Buffer.alloc(bytes)
      },
    })
    await pipeline(Readable.from(zeros(MiB)), sink)
    expect(made).toBe(1)
  })

  it('neither loses, doubles nor mixes a byte, however chunks and parts fall', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (chunkSizes, partSizes, parallel) => {
          const chunks = chunkSizes.map(size => randomBytes(size))
          const plan: PartPlan = number => partSizes[(number - 1) % partSizes.length] ?? 1
          const parts = new Map<number, Buffer>()
          const sink = writer(
            async part => {
              if (part.number % 2) await travel()
              expect(parts.has(part.number)).toBe(false)
              parts.set(part.number, Buffer.from(part.bytes))
              expect(part.digest).toEqual(createHash('sha256').update(part.bytes).digest())
            },
            { plan, parallel },
          )
          await pipeline(Readable.from(chunks, { objectMode: false }), sink)
          const numbers = [...parts.keys()].toSorted((a, b) => a - b)
          expect(numbers).toEqual(numbers.map((_, index) => index + 1))
          const joined = Buffer.concat(numbers.map(number => parts.get(number) ?? Buffer.alloc(0)))
          expect(joined.equals(Buffer.concat(chunks))).toBe(true)
          expect(sink.bytes).toBe(joined.length)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('sends one empty part for an empty stream', async () => {
    const sent: Part[] = []
    const sink = writer(async part => void sent.push(part))
    await pipeline(Readable.from([]), sink)
    expect(sent).toMatchObject([{ number: 1, bytes: { length: 0 } }])
  })

  it('finishes only after every part was accepted', async () => {
    const doors: (() => void)[] = []
    const sink = writer(() => new Promise(resolve => doors.push(resolve)), { plan: () => 10 })
    sink.end(Buffer.alloc(25))
    await travel()
    expect(sink.writableFinished).toBe(false)
    for (const open of doors) open()
    await new Promise(resolve => sink.once('finish', resolve))
    expect(doors.length).toBe(3)
  })

  it('ends with the first refusal, takes no more, and waits for parts on their way when asked', async () => {
    let arrived = 0
    const sink = writer(
      async ({ number }) => {
        await travel()
        if (number >= 3) throw new Error(`part ${number} refused`)
        arrived += 1
      },
      { plan: () => 100 },
    )
    await expect(pipeline(Readable.from(zeros(1_000_000)), sink)).rejects.toThrow('part 3 refused')
    await sink.idle()
    expect(arrived).toBe(2)
    expect(sink.destroyed).toBe(true)
  })

  it('refuses what needs more parts than there are', async () => {
    const sink = writer(travel, { plan: () => 1000, maxParts: 3 })
    await expect(pipeline(Readable.from(zeros(3001)), sink)).rejects.toThrow('too large after 3000')
    const fits = writer(travel, { plan: () => 1000, maxParts: 3 })
    await pipeline(Readable.from(zeros(3000)), fits)
  })
})
