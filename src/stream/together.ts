import { setTimeout as sleep } from 'node:timers/promises'
import { Aftermath } from './aftermath.ts'

/**
 * How long after the first failure the others may still fail by themselves before they are stopped: a dead pg_dump is
 * seen first by whoever reads from it, and only then by its exit code. Milliseconds.
 */
const CAUSES_ARRIVE_MS = 300

/**
 * Runs parts that stand and fall together. When one fails, all are stopped through `controller`, all are awaited, and
 * what is thrown is the cause: of the failures that came by themselves and are no aftermath, the one whose part stands
 * first in `parts`. So list them from upstream to downstream. A `controller` aborted from outside throws its reason.
 */
export async function together(
  parts: readonly Promise<unknown>[],
  controller: AbortController,
): Promise<void> {
  const failures = new Map<number, unknown>()
  const watched = parts.map(async (part, position) => {
    try {
      await part
    } catch (error) {
      if (controller.signal.aborted) return
      failures.set(position, error)
      await sleep(CAUSES_ARRIVE_MS)
      controller.abort(error)
    }
  })
  await Promise.all(watched)
  const ordered = [...failures.entries()].sort(([a], [b]) => a - b).map(([, error]) => error)
  const cause = ordered.find(error => !(error instanceof Aftermath))
  if (cause !== undefined) throw cause
  controller.signal.throwIfAborted()
}
