import { BackupError } from '../core/errors.ts'
import { type Finding, failed, failedBy, type Subject } from './finding.ts'

/**
 * Runs one probe within its own time. Anything that goes wrong becomes a finding, so that it hides no other. The probe has to
 * follow the signal, and is over when this returns. Rejects only when the run itself is stopped, or for a bug.
 * @param limitMs milliseconds
 */
export async function probing(
  subject: Subject,
  limitMs: number,
  signal: AbortSignal,
  probe: (signal: AbortSignal) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  // No AbortSignal.timeout: that one keeps no process alive, and its reason explains nothing.
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(timedOut(subject, limitMs)), limitMs)
  try {
    return await probe(AbortSignal.any([signal, limit.signal]))
  } catch (error) {
    signal.throwIfAborted()
    if (limit.signal.aborted) return [failed(subject, timedOut(subject, limitMs))]
    return [failedBy(subject, error)]
  } finally {
    clearTimeout(timer)
  }
}

function timedOut({ area, what }: Subject, limitMs: number): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'check-timed-out',
    message: `There was no answer within ${limitMs / 1000} s to what the check asked (${area}: ${what}).`,
    hint: 'Look at the way there: a firewall that drops packets, a proxy, or a service that is overloaded.',
  })
}
