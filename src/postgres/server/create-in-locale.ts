import pg from 'pg'
import { quoteIdentifier, quoteLiteral } from '../../core/sql-quoting.ts'
import type { Session } from '../probe/session.ts'
import { type Locale, type Sorting, sortsByCodePoint } from './locale.ts'

/** Codes of what CREATE DATABASE says to a locale that the server, its system or this encoding lacks. */
const NO_SUCH_LOCALE = ['22023', '42809', '0A000']

export interface NewDatabase {
  readonly name: string
  readonly encoding: string
  /** As the source's. */
  readonly locale: Locale
  /** What else it may be created with, the best first; the last is to work everywhere. */
  readonly defaultDescription: readonly string[]
  /** Whether those sort by code point. */
  readonly otherwiseByCodePoint: boolean
}

/** Creates an empty database that sorts as the source does where the server can have it so. */
export async function createInLocale(session: Session, wanted: NewDatabase): Promise<Sorting> {
  const { encoding, locale, name, defaultDescription, otherwiseByCodePoint } = wanted
  const empty = `CREATE DATABASE ${quoteIdentifier(name)} TEMPLATE template0 ENCODING ${quoteLiteral(encoding)}`
  for (const clauses of locale ? clausesOf(locale, await majorOf(session)) : [])
    if (await creates(session, `${empty} ${clauses}`)) return 'as the source'
  const same = locale === undefined || (otherwiseByCodePoint && sortsByCodePoint(locale))
  for (const clauses of defaultDescription.slice(0, -1))
    if (await creates(session, `${empty} ${clauses}`)) return same ? 'as the source' : 'otherwise'
  await session.alone(`${empty} ${defaultDescription.at(-1) ?? ''}`)
  return same ? 'as the source' : 'otherwise'
}

async function creates(session: Session, statement: string): Promise<boolean> {
  try {
    await session.alone(statement)
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError && NO_SUCH_LOCALE.includes(error.code ?? '')) return false
    throw error
  }
}

/** Of ICU's and of PostgreSQL's own locales, those of libc beside them hardly matter, and may not be there. */
function clausesOf({ provider, collate, ctype, name, rules }: NonNullable<Locale>, major: number): string[] {
  const libc = `LC_COLLATE ${quoteLiteral(collate)} LC_CTYPE ${quoteLiteral(ctype)}`
  if (provider === 'libc') return [`${libc}${libcProvider(major)}`]
  const own = name === undefined ? undefined : quoteLiteral(name)
  const first = new Map([
    ['icu', `LOCALE_PROVIDER icu ICU_LOCALE ${own}`],
    ['builtin', `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${own}`],
  ]).get(provider)
  if (own === undefined || first === undefined || major < (provider === 'icu' ? 15 : 17)) return []
  const rest = rules === undefined ? '' : ` ICU_RULES ${quoteLiteral(rules)}`
  return [libc, "LC_COLLATE 'C' LC_CTYPE 'C'"].map(each => `${first}${rest} ${each}`)
}

/** From 15 on a server may have another provider for its locales. */
export function libcProvider(major: number): string {
  return major >= 15 ? ' LOCALE_PROVIDER libc' : ''
}

export async function majorOf(session: Session): Promise<number> {
  const [row] = await session.rows<{ major: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major`,
  )
  return row?.major ?? 0
}
