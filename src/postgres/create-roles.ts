import type { Connection } from './connection/connection.ts'

/** Runs the statements of missingRoles or placeholderRoles; returns what was not granted, a line each. */
export async function createRoles(
  _connection: Connection,
  _statements: readonly string[],
  _options: { readonly signal: AbortSignal },
): Promise<string[]> {
  throw new Error('being written')
}
