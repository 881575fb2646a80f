import { type Duplex, Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import type { CompressionMethod } from '../backup/compression.ts'
import { BackupError } from '../backup/errors.ts'
import type { Fingerprint } from '../backup/fingerprint/fingerprint.ts'
import { DumpScanner } from '../backup/fingerprint/scanner.ts'
import { Aftermath, isBrokenPipe } from '../stream/aftermath.ts'
import { type Child, type ChildEnd, type ChildOptions, startChild } from '../stream/child.ts'
import { release } from '../stream/release.ts'
import type { PostgresClient } from './client/client.ts'

/** Reads a dump back while it is being made. */
export interface Proof {
  /** Takes the dump's bytes as pg_dump wrote them. */
  readonly sink: Writable
  /** Settles when every byte was decoded and understood. */
  readonly fingerprint: Promise<Fingerprint>
}

/**
 * pg_restore decodes the archive into SQL, the scanner reads the SQL. A full decode finds every truncation, where
 * `pg_restore --list` finds none (measured). Owners and privileges are left out: a fingerprint is the same wherever the
 * backup is restored.
 */
export function proveArchive(
  client: PostgresClient,
  options: ChildOptions,
  explain: (child: Child, end: ChildEnd) => Error,
): Proof {
  const child = startChild(
    client.program('pg_restore'),
    ['--no-owner', '--no-privileges', '--file=-'],
    options,
  )
  const scanner = new DumpScanner()
  const sink = feed(child)
  const decoded = async (): Promise<Fingerprint> => {
    const scanning = settled(pipeline(child.stdout, scanInto(scanner, release), { signal: options.signal }))
    const feeding = settled(finished(sink))
    const end = await child.ended
    const scan = await scanning
    // A scanner that refuses closes pg_restore's output, which then fails too.
    if (scan.error !== undefined && !isBrokenPipe(scan.error)) throw scan.error
    if (!('code' in end) || end.code !== 0)
      throw wasCutOff(sink) ? new Aftermath('pg_restore was cut off') : explain(child, end)
    const fed = await feeding
    if (fed.error !== undefined)
      throw isBrokenPipe(fed.error) ? leftOver() : new Aftermath('pg_restore was cut off')
    return scanner.end()
  }
  return { sink, fingerprint: decoded() }
}

/** SQL text needs no decoder but that of its compression. */
export function proveText(method: CompressionMethod, signal: AbortSignal): Proof {
  const scanner = new DumpScanner()
  const scanning = scanInto(scanner)
  const decoder = decompressor(method)
  const read = async (): Promise<Fingerprint> => {
    try {
      await (decoder ? pipeline(decoder, scanning, { signal }) : finished(scanning, { signal }))
    } catch (error) {
      throw damaged(error) ?? error
    }
    return scanner.end()
  }
  return { sink: decoder ? feedDecoder(decoder) : scanning, fingerprint: read() }
}

/** The decompressor's input, which fails as a user is told of it. */
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
function damaged(error: unknown): BackupError | undefined {
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

/**
 * The child's stdin, as something that ends well when the child does: pg_restore knows from the table of contents when
 * it has read all, and may be gone before it is told that nothing follows. Bytes that it no longer takes are an error.
 */
function feed({ stdin }: Child): Writable {
  return new Writable({
    highWaterMark: 256 * 1024,
    write: (chunk, _encoding, done) => void stdin.write(chunk, done),
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

/** Keeps nothing of a chunk that it has called back for; `whenRead` is told of it just before. */
function scanInto(scanner: DumpScanner, whenRead?: (chunk: Buffer) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        scanner.write(chunk)
        whenRead?.(chunk)
        done()
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
}

async function settled(promise: Promise<void>): Promise<{ readonly error?: unknown }> {
  try {
    await promise
    return {}
  } catch (error) {
    return { error }
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
