import type { BackupError } from '../../core/errors.ts'
import { type Advance, watchSilence } from '../../stream/silence.ts'
import { mayNotBeUndone } from '../apply/outcomes.ts'
import { type Connection, firstEndpoint } from '../connection/connection.ts'
import { lookAtServer } from './look.ts'
import { stalled } from './stalled.ts'

export interface WatchedProgram extends Advance {
  /** With the one endpoint that was probed. */
  readonly connection: Connection
  /** For messages: `pg_dump`. */
  readonly program: string
  readonly signal: AbortSignal
  /** Given lines for the log while the program is waited for. */
  readonly say?: ((line: string) => void) | undefined
  /** Stops the program, whose server makes no progress. */
  readonly end: (error: BackupError) => void
}

/**
 * Watches a program of PostgreSQL that was just started, until it is disposed of: where it makes no progress for the
 * connection's stall timeout, the server is asked on a second connection what it is at, and `end` is called where it is not
 * at work.
 */
export function watchProgram({
  connection,
  end,
  program,
  say,
  signal,
  ...advance
}: WatchedProgram): Disposable {
  const endpoint = firstEndpoint(connection)
  const startedAt = performance.now()
  return watchSilence({
    ...advance,
    what: program,
    limitMs: connection.stallTimeoutMs,
    look: () => lookAtServer(connection, endpoint, { startedMsAgo: performance.now() - startedAt }, signal),
    say: say ?? (() => {}),
    end: (ms, why) => end(stalled(endpoint, program, ms, why)),
  })
}

/**
 * Does `work` with a program that changes a database, and stops it where its server makes no progress: that is then the
 * cause, unless the work knows that something may have been committed.
 * @param work is given the program's signal, and calls `started` when the program runs
 */
export async function stoppedWhenStalled<T>(
  watched: Omit<WatchedProgram, 'end' | keyof Advance>,
  work: (signal: AbortSignal, started: (advance: Advance) => void) => Promise<T>,
): Promise<T> {
  const stall = new AbortController()
  using watches = new DisposableStack()
  const end = (error: BackupError): void => stall.abort(error)
  try {
    return await work(AbortSignal.any([watched.signal, stall.signal]), advance => {
      watches.use(watchProgram({ ...watched, ...advance, end }))
    })
  } catch (error) {
    if (!mayNotBeUndone(error)) stall.signal.throwIfAborted()
    throw error
  }
}
