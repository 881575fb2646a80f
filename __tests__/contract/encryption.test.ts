import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CONTENDERS, type Contender } from './encryption-contenders.ts'
import { type SeenProcess, visibleProcesses } from './encryption-processes.ts'

const KIB = 1024
const MIB = 1024 * KIB

describe.each(CONTENDERS)('$name', ({ name, make, notRun, notOpened, programs, seals }) => {
  if (notRun) console.log(`not run: encryption contract of ${name}: ${notRun}`)
  if (notOpened)
    console.log(`not run: ${name} opened by the stock program (the library opens it): ${notOpened}`)

  let folder: string
  let scratch: string
  let contender: Contender

  beforeEach(async context => {
    if (notRun) context.skip(notRun)
    folder = await mkdtemp(join(tmpdir(), 'encryption-'))
    scratch = join(folder, 'scratch')
    await mkdir(scratch)
    contender = await make(scratch)
  })

  afterEach(async () => {
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  /** Seals into a file, as an upload would, and returns its name. */
  async function encrypted(source: Readable): Promise<string> {
    const file = `it's a backup.dump${contender.encryption.suffix}`
    await pipeline(source, contender.encryption.encrypt(never()), createWriteStream(join(folder, file)))
    return file
  }

  it.each([0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1])('gives back %i bytes', async size => {
    const plaintext = randomBytes(size)
    const file = await encrypted(Readable.from([plaintext]))
    expect(plaintext.equals(await contender.open(folder, file))).toBe(true)
  })

  it('gives back 10 MB that came in odd pieces', async () => {
    const plaintext = randomBytes(10_000_000)
    const file = await encrypted(Readable.from(inOddPieces(plaintext)))
    expect(plaintext.equals(await contender.open(folder, file))).toBe(true)
  })

  it('finds itself usable', async () => {
    await expect(contender.encryption.prepare(never())).resolves.toBeUndefined()
    expect(await readdir(scratch)).toEqual([])
  })

  it('holds its source back while nobody reads', async () => {
    const source = new CountingSource(64 * MIB)
    const stage = contender.encryption.encrypt(never())
    const fed = pipeline(source, stage, { end: true })
    fed.catch(() => {})
    await untilSteady(() => source.produced)
    expect(source.produced).toBeLessThan(4 * MIB)
    const stored = await buffer(stage)
    expect(stored.length).toBeGreaterThanOrEqual(64 * MIB)
  })

  it('leaves no process and no directory when it is aborted midway', async () => {
    const controller = new AbortController()
    const source = new CountingSource(Number.POSITIVE_INFINITY)
    const run = pipeline(source, contender.encryption.encrypt(controller.signal), async stored => {
      for await (const _bytes of stored) if (source.produced > MIB) controller.abort()
    })
    await expect(run).rejects.toThrow(/abort/i)
    expect(await readdir(scratch)).toEqual([])
    expect(visibleProcesses().filter(({ environ }) => environ.includes(scratch))).toEqual([])
  })

  it('leaves no process and no directory when the store fails', async () => {
    const source = new CountingSource(Number.POSITIVE_INFINITY)
    const store = new Writable({
      write: (_bytes, _encoding, done) => done(source.produced > MIB ? new Error('no space') : undefined),
    })
    await expect(pipeline(source, contender.encryption.encrypt(never()), store)).rejects.toThrow('no space')
    expect(await readdir(scratch)).toEqual([])
    expect(visibleProcesses().filter(({ environ }) => environ.includes(scratch))).toEqual([])
  })

  it('leaves no process and no directory when it has ended', async () => {
    await encrypted(Readable.from([randomBytes(MIB)]))
    expect(await readdir(scratch)).toEqual([])
    const left = visibleProcesses().filter(seen => `${seen.environ}${seen.cmdline}`.includes(scratch))
    expect(left).toEqual([])
  })

  if (!seals) return

  describe('as it seals', () => {
    it('never shows its secret to other processes', async () => {
      const source = new CountingSource(Number.POSITIVE_INFINITY)
      const controller = new AbortController()
      let seen: SeenProcess[] = []
      const run = pipeline(source, contender.encryption.encrypt(controller.signal), async stored => {
        for await (const _bytes of stored) {
          if (source.produced < MIB) continue
          seen = visibleProcesses()
          controller.abort()
        }
      })
      await expect(run).rejects.toThrow(/abort/i)
      // Where processes can be seen at all, the one that seals must have been among them.
      if (seen.length > 0) expect(seen.filter(it => it.environ.includes(scratch))).toHaveLength(programs)
      expect(seen.filter(it => `${it.cmdline}${it.environ}`.includes(contender.secret))).toEqual([])
    })

    it('stores nothing that can be read, and never the same bytes twice', async () => {
      const plaintext = Buffer.from('a row of a table\n'.repeat(1000))
      const first = await readFile(join(folder, await encrypted(Readable.from([plaintext]))))
      const second = await readFile(join(folder, await encrypted(Readable.from([plaintext]))))
      expect(first.includes('a row of a table')).toBe(false)
      expect(first.equals(second)).toBe(false)
    })

    it.each([0.2, 0.5, 0.9])(
      'is refused by the opener when a bit at %d of its length is flipped',
      async where => {
        const file = await encrypted(Readable.from([randomBytes(200 * KIB)]))
        const stored = await readFile(join(folder, file))
        const at = Math.floor(stored.length * where)
        stored[at] = (stored[at] ?? 0) ^ 1
        await writeFile(join(folder, file), stored)
        await expect(contender.open(folder, file)).rejects.toThrow()
      },
    )

    it('is refused by the opener when its end is missing', async () => {
      const file = await encrypted(Readable.from([randomBytes(200 * KIB)]))
      const cut = await buffer(createReadStream(join(folder, file), { end: 128 * KIB }))
      await writeFile(join(folder, file), cut)
      await expect(contender.open(folder, file)).rejects.toThrow()
    })
  })
})

function never(): AbortSignal {
  return new AbortController().signal
}

/** Pieces of 1 byte, of some, and of more than one chunk. */
function* inOddPieces(bytes: Buffer): Generator<Buffer> {
  const sizes = [1, 7, 4093, 65_536, 65_537, 200_001, 16, 1_000_003]
  for (let offset = 0, turn = 0; offset < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(offset, offset + size)
    offset += size
  }
}

/** Zeros in pieces of 64 KiB, counted as they are taken. */
class CountingSource extends Readable {
  produced = 0
  readonly #size: number

  constructor(size: number) {
    super()
    this.#size = size
  }

  override _read(): void {
    const bytes = Math.min(64 * KIB, this.#size - this.produced)
    this.produced += bytes
    this.push(bytes > 0 ? Buffer.alloc(bytes) : null)
  }
}

/** Waits until a count that grows by itself has stopped growing. */
async function untilSteady(count: () => number): Promise<void> {
  let before = -1
  while (count() === 0 || count() !== before) {
    before = count()
    await pause(300)
  }
}
