import type { Check, CheckOutcome } from '../backup/drill/checks.ts'
import type { Connection } from './connection/connection.ts'

export async function runChecks(
  _connection: Connection,
  _checks: readonly Check[],
  _options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<CheckOutcome[]> {
  throw new Error('being written')
}
