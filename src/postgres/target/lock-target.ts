import { BackupError, defineError } from '../../core/errors.ts'
import { type LockParts, type LockRequest, withAdvisoryLock } from '../advisory-lock.ts'
import { hashOf } from '../advisory-lock-key.ts'
import { type Connection, describe } from '../connection/connection.ts'

/**
 * Changes a database while no other restore does: of two at once into one database each would take what the other brings
 * for what was there. Where no session can hold a lock, as behind a pooler in transaction mode, it goes on without.
 * @throws BackupError `restore-running`, and what `work` throws
 */
export async function withTargetLocked<T>(
  connection: Connection,
  parts: LockParts,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await withAdvisoryLock(connection, lockOf(connection), parts, work)
  } catch (error) {
    // Asked before the work begins.
    if (error instanceof BackupError && error.code === 'advisory-lock-impossible') return await work()
    throw error
  }
}

const RESTORE_RUNNING = defineError({
  topic: 'restoring',
  code: 'restore-running',
  kind: 'refusal',
  meaning: 'Another restore into the same database is running. Nothing was changed.',
  fix: 'Wait until that one is done, look at what it came to, and then restore again.',
})

function lockOf(connection: Connection): LockRequest {
  const target = describe(connection)
  return {
    lock: { key: hashOf('pg-backup-action restore'), name: 'of restores' },
    waitMs: 0,
    held: `No other restore into ${target} begins until this one is done`,
    lost: `The session that kept other restores away from ${target} was lost: another may have begun meanwhile.`,
    taken: () =>
      new BackupError({
        ...RESTORE_RUNNING,
        message: `Another restore into ${target} is running; nothing was changed.`,
      }),
  }
}
