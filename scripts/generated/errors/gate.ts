import type { DocumentedError } from './documented-error.ts'

/** The lock of a backup before a deployment, from src/postgres/advisory-lock.ts. */
export const GATE_ERRORS: readonly DocumentedError[] = [
  {
    code: 'advisory-lock-taken',
    kind: 'refusal',
    meaning:
      'Another session, such as a migration or another backup, held advisory-lock for longer than lock-timeout.',
    fix: 'Run the backup again when that is over, or raise lock-timeout, which is how long to wait for it.',
  },
  {
    code: 'advisory-lock-impossible',
    kind: 'refusal',
    meaning: 'A standby, or a pooler in transaction mode: no session there can hold advisory-lock.',
    fix: 'Connect to the primary itself, or through a pooler in session mode, or leave advisory-lock empty.',
  },
]
