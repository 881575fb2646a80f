import { type Duplex, PassThrough, type Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { BackupError } from '../core/errors.ts'
import { type Child, type ChildEnd, startChild } from '../stream/child.ts'
import { type FilterWatch, watchFilter } from '../stream/filter-stall.ts'
import { isBrokenPipe, SecondaryError } from '../stream/ignore-broken-pipe.ts'
import type { FilterOptions } from './children.ts'
import type { PostgresClient } from './client/client.ts'
import type { CompressionMethod } from './compression-choice.ts'

/** Makes SQL of a dump, while it streams. */
export interface Decoding {
  /** Takes the dump's bytes as pg_dump wrote them. */
  readonly sink: Writable
  /** The SQL. Its end says nothing of whether it is whole: `done` does. */
  readonly sql: Readable
  /** Settles when every byte was decoded; fails with the cause. */
  readonly done: Promise<void>
}

/**
 * Starts pg_restore, which writes SQL.
 * @param remainder what becomes of bytes that pg_restore does not want: it knows from the table of contents when it has
 * read all, and a selection of entries may end long before the archive does
 */
export function decodeArchive(
  client: PostgresClient,
  args: readonly string[],
  remainder: 'refused' | 'discarded',
  options: FilterOptions,
  explain: (child: Child, end: ChildEnd) => Error,
): Decoding {
  const child = startChild(client.program('pg_restore'), [...args, '--file=-'], options)
  const sink = feed(child, remainder)
  const watch = watchFilter(child, options.stallTimeoutMs)
  return { sink, sql: child.stdout, done: decoded(child, sink, watch, explain) }
}

async function decoded(
  child: Child,
  sink: Writable,
  watch: FilterWatch,
  explain: (child: Child, end: ChildEnd) => Error,
): Promise<void> {
  const feeding = finished(sink).then(
    () => undefined,
    (error: unknown) => error,
  )
  const end = await child.ended
  const stalled = watch.error()
  if (stalled) throw stalled
  if (!('code' in end) || end.code !== 0) {
    const cutOff = wasCutOff(sink) || (!('notStarted' in end) && !child.stdout.readableEnded)
    throw cutOff ? new SecondaryError('pg_restore was cut off') : explain(child, end)
  }
  const unfed = await feeding
  if (unfed !== undefined)
    throw isBrokenPipe(unfed) ? leftOver() : new SecondaryError('pg_restore was cut off')
}

/** SQL text needs no decoder but that of its compression. */
export function decodeText(method: CompressionMethod): Decoding {
  const decoder = decompressor(method)
  if (!decoder) {
    const through = new PassThrough()
    return { sink: through, sql: through, done: Promise.resolve() }
  }
  return { sink: feedDecoder(decoder), sql: decoder, done: Promise.resolve() }
}

/** The decompressor's input, which fails with the error that a user reads. */
function feedDecoder(decoder: Duplex): Writable {
  const sink = new Writable({
    highWaterMark: 256 * 1024,
    write: (chunk, _encoding, done) => void decoder.write(chunk, () => done()),
    final: done => void decoder.end(() => done()),
    destroy: (error, done) => {
      // A sink that has ended well is destroyed too, while the decompressor still has its last output to hand on.
      if (!sink.writableFinished) decoder.destroy(error ?? undefined)
      done(error)
    },
  })
  decoder.once('error', error => sink.destroy(damaged(error) ?? error))
  return sink
}

/** What zlib or zstd say of input that is not theirs, or is cut off; undefined for every other error. */
export function damaged(error: unknown): BackupError | undefined {
  if (!(error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_)/.test(String(error.code))))
    return undefined
  return new BackupError(
    {
      kind: 'integrity',
      code: 'archive-not-decompressed',
      message: 'The SQL is damaged or cut off: it could not be decompressed to its end.',
      hint: 'Do not trust this backup; take another one, and find out how its bytes came to change.',
    },
    error,
  )
}

/** The child's stdin, as something that ends well when the child does: it may be gone before it is reported that nothing follows. */
function feed({ stdin }: Child, remainder: 'refused' | 'discarded'): Writable {
  return new Writable({
    highWaterMark: 256 * 1024,
    write: (chunk, _encoding, done) =>
      void stdin.write(chunk, error =>
        done(remainder === 'discarded' && isBrokenPipe(error) ? undefined : error),
      ),
    final: done => {
      if (stdin.destroyed) done()
      else stdin.end(() => done())
    },
    destroy: (error, done) => {
      stdin.destroy()
      done(error)
    },
  })
}

/** Whether somebody upstream gave up, rather than pg_restore itself. */
function wasCutOff(sink: Writable): boolean {
  return sink.errored !== null && !isBrokenPipe(sink.errored)
}

function decompressor(method: CompressionMethod): Duplex | undefined {
  switch (method) {
    case 'none':
      return undefined
    case 'gzip':
      return createGunzip()
    case 'zstd':
      return createZstdDecompress()
    case 'lz4':
      throw new Error('plain lz4 is refused by the inputs: nothing here decodes it')
  }
}

function leftOver(): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'archive-not-read-whole',
    message: 'pg_restore ended before it had read the whole archive.',
    hint: 'Do not trust this backup; nothing was stored. Run it again, and report it if it happens twice.',
  })
}
