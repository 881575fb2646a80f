import { BackupError } from '../../src/core/errors.ts'
import type { Connection } from '../../src/postgres/connection/connection.ts'
import { resolveConnection } from '../../src/postgres/connection/resolve.ts'
import type { ServerFacts } from '../../src/postgres/probe/facts.ts'
import { probeServer } from '../../src/postgres/probe/probe.ts'

/** The connection of a URL, without anything of this machine's environment. */
export function connectionTo(databaseUrl: string, env: NodeJS.ProcessEnv = {}): Connection {
  const resolution = resolveConnection({ databaseUrl, env })
  if (!resolution.ok) throw new Error(resolution.problems.map(({ message }) => message).join('\n'))
  return resolution.connection
}

export function ask(connection: Connection): Promise<ServerFacts> {
  return probeServer(connection, { signal: AbortSignal.timeout(60_000) })
}

/** The error that a promise ends with; anything but ours fails the test. */
export async function refusal(promise: Promise<unknown>): Promise<BackupError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof BackupError) return error
    throw error
  }
  throw new Error('it succeeded')
}
