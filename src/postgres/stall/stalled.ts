import { formatDuration } from '../../core/durations.ts'
import { BackupError, defineError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import { describeEndpoint, type Endpoint } from '../connection/connection.ts'

const DATABASE_STALLED = defineError({
  topic: 'database',
  code: 'database-stalled',
  kind: 'database',
  meaning:
    'The server made no progress for stall-timeout, and a second connection showed that it was not at work on what was waited for.',
  fix: 'Look at the server, and at what is between (a pooler, a proxy, a firewall that forgets connections), and run it again. Where the work is only slow, raise stall-timeout.',
})

/**
 * A server that makes no progress.
 * @param what was waited for
 * @param why in words: what a second connection showed
 */
export function stalled(endpoint: Endpoint, what: string, ms: number, why: string): BackupError {
  const message = sentence(
    `${describeEndpoint(endpoint)} made no progress for ${formatDuration(ms)} while ${what} was waited for: ${why}`,
  )
  return new BackupError({ ...DATABASE_STALLED, message })
}
