/** A failure that is only what another one left: never the cause that a user is notified. */
export class SecondaryError extends Error {
  override readonly name = 'SecondaryError'
}

/** What a stream says when its other end has gone. */
const BROKEN_PIPE = new Set([
  'EPIPE',
  'ECONNRESET',
  // A write that waited when a child's end closed its stdin.
  'ECANCELED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ABORT_ERR',
])

/** Whether a stream's error says no more than that its other end has gone. */
export function isBrokenPipe(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && BROKEN_PIPE.has(error.code)
  )
}

/** Marks a flow's broken pipe as aftermath: who broke it has a better word for it. */
export async function ignoreBrokenPipe(running: Promise<void>): Promise<void> {
  try {
    await running
  } catch (error) {
    throw isBrokenPipe(error) ? new SecondaryError('a pipe broke', { cause: error }) : error
  }
}
