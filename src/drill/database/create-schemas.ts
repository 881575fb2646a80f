import { quoteIdentifier } from '../../core/sql-quoting.ts'
import type { Connection } from '../../postgres/connection/connection.ts'
import { WRITING } from '../../postgres/probe/beginning.ts'
import { inSession } from '../../postgres/probe/in-session.ts'

/** Creates schemas that are not there yet, all or none. */
export async function createSchemas(
  connection: Connection,
  names: readonly string[],
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await inSession(connection, { signal, beginning: WRITING }, async session => {
    for (const name of names) await session.rows(`CREATE SCHEMA ${quoteIdentifier(name)}`)
    await session.commit()
  })
}
