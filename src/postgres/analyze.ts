import type { Connection } from './connection/connection.ts'

/** Returns the server's warnings, such as tables that the role may not analyze. */
export async function analyzeDatabase(
  _connection: Connection,
  _options: { readonly signal: AbortSignal },
): Promise<readonly string[]> {
  throw new Error('being written')
}
