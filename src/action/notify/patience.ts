/** From the runner's first signal to its last there are 10 s; one is for what comes after. Milliseconds. */
const GRACE_MS = 9_000

/** A signal that is aborted shortly before the runner would kill a run that was cancelled. */
export function runnersPatience(cancelled: AbortSignal, graceMs = GRACE_MS): AbortSignal {
  const over = new AbortController()
  const begin = (): void => {
    setTimeout(() => over.abort(), graceMs).unref()
  }
  if (cancelled.aborted) begin()
  else cancelled.addEventListener('abort', begin, { once: true })
  return over.signal
}
