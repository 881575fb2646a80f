import type { SessionAttributes } from '../connection/connection.ts'

export interface SessionState {
  readonly standby: boolean
  readonly read_only: boolean
}

const ACCEPTS: Readonly<Record<SessionAttributes, (state: SessionState) => boolean>> = {
  any: () => true,
  'read-write': state => !state.read_only,
  'read-only': state => state.read_only,
  primary: state => !state.standby,
  standby: state => state.standby,
  'prefer-standby': state => state.standby,
}

/** libpq's target_session_attrs. */
export function accepts(wanted: SessionAttributes, state: SessionState): boolean {
  return ACCEPTS[wanted](state)
}

/** What to look for on all servers before looking for the next. */
export function passes(wanted: SessionAttributes): readonly SessionAttributes[] {
  return wanted === 'prefer-standby' ? ['standby', 'any'] : [wanted]
}
