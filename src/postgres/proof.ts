import { Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import type { Like } from '../fingerprint/copied-tables.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import { DumpScanner } from '../fingerprint/scanner.ts'
import type { Child, ChildEnd } from '../stream/child.ts'
import { freeBuffer } from '../stream/free-buffer.ts'
import { isBrokenPipe } from '../stream/ignore-broken-pipe.ts'
import type { FilterOptions } from './children.ts'
import type { PostgresClient } from './client/client.ts'
import type { CompressionMethod } from './compression-choice.ts'
import { damaged, decodeArchive, decodeText } from './decode.ts'

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
 * @param like what the fingerprint will be compared with, for dumps that lack the tables' definitions
 */
export function proveArchive(
  client: PostgresClient,
  options: FilterOptions,
  explain: (child: Child, end: ChildEnd) => Error,
  like?: Like,
): Proof {
  const args = ['--no-owner', '--no-privileges']
  const { sink, sql, done } = decodeArchive(client, args, 'refused', options, explain)
  const scanner = new DumpScanner(undefined, like)
  const read = async (): Promise<Fingerprint> => {
    const scanning = settled(pipeline(sql, scanInto(scanner, freeBuffer), { signal: options.signal }))
    const decoding = await settled(done)
    const scan = await scanning
    // A scanner that refuses closes pg_restore's output, which then fails too.
    if (scan.error !== undefined && !isBrokenPipe(scan.error)) throw scan.error
    if (decoding.error !== undefined) throw decoding.error
    return scanner.end()
  }
  return { sink, fingerprint: read() }
}

/** SQL text needs no decoder but that of its compression. */
export function proveText(method: CompressionMethod, signal: AbortSignal, like?: Like): Proof {
  const scanner = new DumpScanner(undefined, like)
  const scanning = scanInto(scanner)
  // Without a stage in between, where none is needed: every write is read when it returns.
  const decoding = method === 'none' ? undefined : decodeText(method)
  const read = async (): Promise<Fingerprint> => {
    try {
      await (decoding ? pipeline(decoding.sql, scanning, { signal }) : finished(scanning, { signal }))
    } catch (error) {
      throw damaged(error) ?? error
    }
    return scanner.end()
  }
  return { sink: decoding?.sink ?? scanning, fingerprint: read() }
}

/** Keeps nothing of a chunk that it has called back for; `whenRead` is called just before. */
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
