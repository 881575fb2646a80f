import type { TargetFacts } from '../../backup/restore/target-facts.ts'
import type { Connection, Endpoint } from '../connection/connection.ts'

export interface ProbedTarget extends TargetFacts {
  /** The one of the connection's endpoints that answered: restore into this one (`atEndpoint`). */
  readonly endpoint: Endpoint
  /** Whether transactions are read-only unless they say `READ WRITE`. */
  readonly readOnlyByDefault: boolean
}

export async function probeTarget(
  _connection: Connection,
  _options: { readonly signal: AbortSignal },
): Promise<ProbedTarget> {
  throw new Error('being written')
}
