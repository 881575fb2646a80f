import type { Connection } from './connection/connection.ts'

/** What was done so that a copy reaches nobody, a line each that names the object. */
export interface OutboundOff {
  readonly off: readonly string[]
  /** What is still on, with the reason: to be told as a failure. */
  readonly stillOn: readonly string[]
  /** What may reach out and is never switched off: foreign servers, functions that send requests themselves. */
  readonly leftAlone: readonly string[]
}

export async function turnOutboundOff(
  _connection: Connection,
  _options: { readonly signal: AbortSignal },
): Promise<OutboundOff> {
  throw new Error('being written')
}
