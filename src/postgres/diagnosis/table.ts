import { AUTHENTICATION } from './authentication.ts'
import { CONNECTION } from './connection.ts'
import { DUMP } from './dump.ts'
import { ENCRYPTION } from './encryption.ts'
import type { Failure } from './failure.ts'
import { POOLERS } from './poolers.ts'
import { PROGRAMS } from './programs.ts'
import { RESTORING } from './restoring.ts'
import { SERVER_STATE } from './server-state.ts'

/**
 * Every known failure of PostgreSQL and its programs. The first row with a sign wins: what was said in words comes
 * before what only its consequences show, such as a lost connection or a signal.
 */
export const POSTGRES_FAILURES: readonly Failure[] = [
  ...PROGRAMS.filter(({ code }) => isCertain(code)),
  ...CONNECTION,
  ...ENCRYPTION.filter(({ code }) => code !== 'tls-failed'),
  ...AUTHENTICATION,
  ...POOLERS,
  ...DUMP,
  ...SERVER_STATE,
  ...ENCRYPTION.filter(({ code }) => code === 'tls-failed'),
  ...PROGRAMS.filter(({ code }) => !isCertain(code)),
]

/** What a program says of its own version or end needs no other cause. */
function isCertain(code: string): boolean {
  return code === 'client-too-old' || code === 'program-ended-by-signal'
}

/** The same for programs that change a database. */
export const RESTORE_FAILURES: readonly Failure[] = [...RESTORING, ...POSTGRES_FAILURES]
