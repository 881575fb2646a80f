import { formatDuration } from '../../core/durations.ts'
import { BackupError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import { describeEndpoint, type Endpoint } from '../connection/connection.ts'
import { OTHERS } from '../diagnosis/others.ts'

/**
 * A server that makes no progress.
 * @param what was waited for
 * @param why in words: what a second connection showed
 */
export function stalled(endpoint: Endpoint, what: string, ms: number, why: string): BackupError {
  const { code, fix, kind } = OTHERS.stalled
  const message = sentence(
    `${describeEndpoint(endpoint)} made no progress for ${formatDuration(ms)} while ${what} was waited for: ${why}`,
  )
  return new BackupError({ kind, code, message, hint: fix })
}
