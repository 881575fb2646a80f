import type { Duplex, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Reporter } from '../core/reporter.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import type { Proof } from '../postgres/proof.ts'
import { watchProgram } from '../postgres/stall/watch-program.ts'
import type { Child } from '../stream/child.ts'
import { fanOut } from '../stream/fan-out.ts'
import { freeBuffer } from '../stream/free-buffer.ts'
import { HashMeter, type StreamSum } from '../stream/hash-meter.ts'
import { ignoreBrokenPipe } from '../stream/ignore-broken-pipe.ts'
import { runAll } from '../stream/run-all.ts'

export interface StreamDeps {
  readonly dump: Child
  /** Settles when pg_dump ended well, and fails with its cause otherwise. */
  readonly dumpEnded: Promise<void>
  readonly proof: Proof
  /** Encrypts; undefined where the dump is stored as it is. */
  readonly encrypt: Duplex | undefined
  /** Where the sealed bytes go. */
  readonly sinks: readonly Writable[]
  /** Stops every part; aborted with the first cause. */
  readonly controller: AbortController
}

export interface Streamed {
  /** As pg_dump wrote it: taken first, before anything else touches a byte. */
  readonly dump: StreamSum
  /** As it went to the store. */
  readonly stored: StreamSum
  readonly fingerprint: Fingerprint
}

export interface RunningStream {
  /** Bytes that pg_dump has written so far. */
  dumpedBytes(): number
  readonly done: Promise<Streamed>
}

/**
 * Design §3: pg_dump → hash → (proof | seal → hash → store), all at once. Ends well only when every part did; what was
 * uploaded is not completed here.
 */
export function streamDump(parts: StreamDeps): RunningStream {
  const dumped = new HashMeter()
  return { dumpedBytes: () => dumped.bytes, done: run(parts, dumped) }
}

/**
 * Ends a dump whose server makes no progress. Where bytes are at hand that nobody takes, or pg_dump has ended, it is the
 * store or a program after it that is waited for, which have clocks of their own.
 */
export function watchDump({
  connection,
  controller,
  dump,
  reporter,
  signal,
  stream,
}: {
  readonly connection: Connection
  readonly dump: Child
  readonly stream: RunningStream
  readonly controller: AbortController
  readonly signal: AbortSignal
  readonly reporter?: Reporter | undefined
}): Disposable {
  return watchProgram({
    connection,
    program: 'pg_dump',
    signal,
    position: () => stream.dumpedBytes(),
    waits: () => dump.isRunning() && dump.stdout.readableLength === 0,
    say: line => reporter?.info(line),
    end: error => controller.abort(error),
  })
}

async function run(
  { dump, dumpEnded, proof, encrypt, sinks, controller }: StreamDeps,
  dumped: HashMeter,
): Promise<Streamed> {
  const { signal } = controller
  const encrypted = encrypt && { stage: encrypt, meter: new HashMeter() }
  const flows = encrypted
    ? [
        pipeline(dump.stdout, dumped, fanOut([proof.sink, encrypted.stage], freeBuffer), { signal }),
        pipeline(encrypted.stage, encrypted.meter, fanOut(sinks, freeBuffer), { signal }),
      ]
    : [pipeline(dump.stdout, dumped, fanOut([proof.sink, ...sinks], freeBuffer), { signal })]
  await runAll([dumpEnded, proof.fingerprint, ...flows.toReversed().map(ignoreBrokenPipe)], controller)
  const dumpSum = dumped.sum()
  return { dump: dumpSum, stored: encrypted?.meter.sum() ?? dumpSum, fingerprint: await proof.fingerprint }
}
