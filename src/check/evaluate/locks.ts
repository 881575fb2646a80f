import { firstOf } from '../../core/words.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { QualifiedName } from '../../postgres/table-pattern.ts'
import { type Finding, fine, warned } from '../finding.ts'
import { MOST_NAMED } from './rights.ts'
import { SUBJECTS } from './subjects.ts'

export interface FoundLock extends QualifiedName {
  readonly pid: number
  readonly granted: boolean
  /** How long its transaction has run. */
  readonly seconds: number | undefined
}

/** A lock of this moment is no failure: it may be gone when the backup begins. The oldest comes first. */
export function evaluateLocks(locks: readonly FoundLock[]): Finding {
  const [oldest] = locks
  if (!oldest) return fine(SUBJECTS.locks, 'Nobody holds a lock that pg_dump would have to wait for.')
  const since = oldest.seconds === undefined ? '' : `, for ${oldest.seconds} s`
  return warned(
    SUBJECTS.locks,
    `pg_dump would have to wait now: ${firstOf(onceEach(locks).map(qualifiedName), MOST_NAMED)} ${locks.length === 1 ? 'is' : 'are'} locked in ACCESS EXCLUSIVE mode (${oldest.granted ? 'held' : 'waited for'} by process ${oldest.pid}${since}).`,
    'Wait until the migration is done, and give backup a lock-timeout, so that it never stands in a queue.',
  )
}

function onceEach(locks: readonly FoundLock[]): FoundLock[] {
  return [...new Map(locks.map(lock => [JSON.stringify([lock.schema, lock.name]), lock])).values()]
}
