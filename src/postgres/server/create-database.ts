import pg from 'pg'
import type { Connection } from '../connection/connection.ts'
import { inSession } from '../probe/in-session.ts'

/** Codes of what CREATE DATABASE says to a locale that the system lacks. */
const NO_SUCH_LOCALE = ['22023', '42809']

/**
 * Creates an empty database, sorted by code point; letters are what Unicode says where the server can have it so.
 * @param connection to another database of the server, as its superuser
 */
export async function createDatabase(
  connection: Connection,
  { name, encoding, major }: { readonly name: string; readonly encoding: string; readonly major: number },
  signal: AbortSignal,
): Promise<void> {
  const empty = `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING ${pg.escapeLiteral(encoding)}`
  // CREATE DATABASE does not run inside a transaction.
  const beginning = 'SET statement_timeout = 0'
  await inSession(connection, { signal, beginning }, async session => {
    const [last = '', ...better] = locales(encoding, major).toReversed()
    for (const locale of better.toReversed()) {
      try {
        await session.rows(`${empty} ${locale}`)
        return
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || !NO_SUCH_LOCALE.includes(error.code ?? '')) throw error
      }
    }
    await session.rows(`${empty} ${last}`)
  })
}

/** From the best to what every system has. */
function locales(encoding: string, major: number): string[] {
  const plain = "LC_COLLATE 'C' LC_CTYPE 'C'"
  if (encoding.toUpperCase() !== 'UTF8') return [plain]
  const own = major >= 17 ? [`${plain} LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`] : []
  const systems = ['C.UTF-8', 'en_US.UTF-8'].map(ctype => `LC_COLLATE 'C' LC_CTYPE '${ctype}'`)
  return [...own, ...systems, plain]
}
