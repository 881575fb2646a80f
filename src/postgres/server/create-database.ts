import pg from 'pg'
import type { Locale, Sorting } from '../../backup/drill/locale.ts'
import type { Connection } from '../connection/connection.ts'
import { createInLocale } from '../create-in-locale.ts'
import { AT_REST, maySetAtRest } from '../event-triggers.ts'
import { inSession } from '../probe/in-session.ts'

interface Wanted {
  readonly name: string
  readonly encoding: string
  /** The source's; undefined: nobody knows. */
  readonly locale: Locale
  readonly major: number
}

/**
 * Creates an empty database with the source's locale where this system has it. Else it sorts by code point; letters are
 * what Unicode says where the server can have it so.
 * @param connection to another database of the server, as its superuser
 */
export async function createDatabase(
  connection: Connection,
  { name, encoding, locale, major }: Wanted,
  signal: AbortSignal,
): Promise<Sorting> {
  // CREATE DATABASE does not run inside a transaction.
  const beginning = { kind: 'no transaction' } as const
  const otherwise = locales(encoding, major)
  return await inSession(connection, { signal, beginning }, async session => {
    await session.alone('SET statement_timeout = 0')
    const wanted = { name, encoding, locale, otherwise, otherwiseByCodePoint: true }
    const sorting = await createInLocale(session, wanted)
    if (await maySetAtRest(session))
      await session.alone(
        `ALTER DATABASE ${pg.escapeIdentifier(name)} SET ${AT_REST.name} = ${AT_REST.value}`,
      )
    return sorting
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
