import { quoteIdentifier, quoteLiteral } from '../../core/sql-quoting.ts'
import type { Connection } from '../connection/connection.ts'
import { WRITING } from '../probe/beginning.ts'
import { inSession } from '../probe/in-session.ts'

interface Owner {
  /** Its name, which is the database's too. */
  readonly user: string
  readonly password: string
  readonly major: number
}

/**
 * What a role may do that loads a backup: everything in its own database, and nothing beyond it. It sees rows that policies
 * hide (FORCE ROW LEVEL SECURITY), as the superuser did, and all of them are its own.
 */
const ATTRIBUTES = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS'

/**
 * Settings that functions of a backup may have (`CREATE FUNCTION … SET`), that only a superuser may change by default, and
 * that reach no further than the role's own sessions.
 */
const HARMLESS_SETTINGS = [
  'session_replication_role',
  'track_functions',
  'temp_file_limit',
  'deadlock_timeout',
]
/** From which on the right to change a setting can be given. */
const GRANTED_SETTINGS = 15
/** From which on schema public belongs to the owner of the database. */
const PUBLIC_OF_OWNER = 15

/**
 * Creates the role and makes the database its own.
 * @param connection to that database, before anything was loaded into it, as the superuser
 */
export async function giveToOwner(
  connection: Connection,
  { major, password, user }: Owner,
  signal: AbortSignal,
): Promise<void> {
  const role = quoteIdentifier(user)
  const statements = [
    `CREATE ROLE ${role} ${ATTRIBUTES} PASSWORD ${quoteLiteral(password)}`,
    `ALTER DATABASE ${quoteIdentifier(connection.database)} OWNER TO ${role}`,
    ...(major < PUBLIC_OF_OWNER ? [`ALTER SCHEMA public OWNER TO ${role}`] : []),
    ...(major < GRANTED_SETTINGS
      ? []
      : [`GRANT SET ON PARAMETER ${HARMLESS_SETTINGS.join(', ')} TO ${role}`]),
  ]
  await inSession(connection, { signal, beginning: WRITING }, async session => {
    for (const statement of statements) await session.rows(statement)
    await session.rows('COMMIT')
  })
}
