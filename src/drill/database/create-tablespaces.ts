import { quoteIdentifier } from '../../core/sql-quoting.ts'
import type { Connection } from '../../postgres/connection/connection.ts'
import { inSession } from '../../postgres/probe/in-session.ts'

/**
 * Creates tablespaces that are folders of the server's own data directory, which a developer's setting allows (PostgreSQL
 * 15, and minor versions of older ones since August 2022).
 * @param connection as a superuser
 */
export async function createTablespaces(
  connection: Connection,
  names: readonly string[],
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  if (names.length === 0) return
  // CREATE TABLESPACE does not run inside a transaction.
  const beginning = { kind: 'no transaction' } as const
  await inSession(connection, { signal, beginning }, async session => {
    await session.alone('SET allow_in_place_tablespaces = on')
    for (const name of names) await session.alone(`CREATE TABLESPACE ${quoteIdentifier(name)} LOCATION ''`)
  })
}
