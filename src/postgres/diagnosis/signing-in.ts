import { type Failure, place } from './failure.ts'
import { sqlstate, text } from './signs.ts'

/** The server answers, and does not let the role into the database. */
export const SIGNING_IN: readonly Failure[] = [
  {
    code: 'pooler-tenant-unknown',
    kind: 'database',
    signs: [text(/tenant or user not found|tenant\/user .* not found/i)],
    meaning: "Supabase's pooler knows no project by that user name, or the project lives in another region.",
    message: scene => `The pooler at ${place(scene)} knows no project for user ${scene.role}.`,
    fix: "Copy the session pooler's URL from Dashboard → Connect: the user is postgres.<project ref>, and the host names the project's region.",
  },
  {
    code: 'database-password-rejected',
    kind: 'database',
    signs: [
      text(/password authentication failed|SASL authentication failed|Wrong password/),
      sqlstate('28P01'),
    ],
    meaning: 'The server refused the password, or has no such role: it does not tell which.',
    message: scene => `${place(scene)} rejected the password of role ${scene.role}.`,
    fix: 'Check role and password; in a URL, special characters of the password have to be percent-encoded. After a reset, update the secret.',
  },
  {
    code: 'database-password-missing',
    kind: 'database',
    signs: [text(/no password supplied|client password must be a (?:non-empty )?string/)],
    meaning: 'The server asks for a password, and none was given.',
    message: scene => `${place(scene)} asks for a password of role ${scene.role}, and none was given.`,
    fix: 'Put the password into database-url or PGPASSWORD, or a matching line into the password file (chmod 600).',
  },
  {
    code: 'database-role-missing',
    kind: 'database',
    signs: [
      text(/FATAL:\s+role "[^"]*" does not exist/),
      text(/^role "[^"]*" does not exist/),
      text(/role "[^"]*" is not permitted to log in/),
    ],
    meaning: 'The role does not exist at the server, or may not log in.',
    message: scene => `Role ${scene.role} does not exist at ${place(scene)}, or may not log in.`,
    fix: "Check the user's name, or create it: CREATE ROLE … LOGIN.",
  },
  {
    code: 'database-host-not-allowed',
    kind: 'database',
    signs: [
      text(/no pg_hba\.conf entry for (?:host|replication connection from host) "(?<address>[^"]*)"/),
      text(/pg_hba\.conf rejects (?:connection|replication connection) for host "(?<address>[^"]*)"/),
      text(/(?:Peer|Ident|GSSAPI|certificate|LDAP|RADIUS|PAM) authentication failed/),
      text(/Address not in tenant allow_list/),
    ],
    meaning:
      "The server's pg_hba.conf (or the provider's allow-list) does not admit this client, role or database.",
    message: scene =>
      `${place(scene)} does not admit role ${scene.role} to database ${scene.database}${scene.found.address ? ` from ${scene.found.address}` : ''}.`,
    fix: "Admit this runner's address, role and database in pg_hba.conf or the provider's allow-list; GitHub's runners have no fixed address, a self-hosted one has.",
  },
  {
    code: 'database-missing',
    kind: 'database',
    signs: [text(/FATAL:\s+database "[^"]*" does not exist/), sqlstate('3D000')],
    meaning: 'The server has no database of that name.',
    message: scene => `There is no database ${scene.database} at ${place(scene)}.`,
    fix: "Check the last part of the URL, or PGDATABASE: names are case-sensitive, and the default is the user's name. A restore does not create it: run createdb with that name first.",
  },
  {
    code: 'database-connect-denied',
    kind: 'database',
    signs: [text(/permission denied for database/), text(/User does not have CONNECT privilege/)],
    meaning: 'The role has no CONNECT privilege on the database.',
    message: scene => `Role ${scene.role} may not connect to database ${scene.database}.`,
    fix: 'GRANT CONNECT ON DATABASE … TO the role.',
  },
  {
    code: 'database-too-many-connections',
    kind: 'database',
    signs: [
      text(
        /too many (?:clients|connections)|remaining connection slots|MaxClientsInSessionMode|max client connections reached|no more connections allowed/i,
      ),
      sqlstate('53300'),
    ],
    meaning: 'All connections of the server, the role, the database or the pooler are taken.',
    message: scene => `${place(scene)} has no connection left for role ${scene.role}.`,
    fix: "Run it at a quieter time, close idle connections, or raise max_connections (or the pooler's size).",
  },
  {
    code: 'database-not-accepting',
    kind: 'database',
    signs: [
      text(
        /the database system is (?<state>starting up|shutting down|in recovery mode|not (?:yet )?accepting connections)/,
      ),
      text(/database "[^"]*" is not currently accepting connections/),
      sqlstate('57P03'),
    ],
    meaning: 'The server is starting, stopping or recovering, and takes no connections now.',
    message: scene =>
      `${place(scene)} takes no connections now${scene.found.state ? `: it is ${scene.found.state}` : ''}.`,
    fix: 'Wait until the server is up, and run it again.',
  },
  {
    code: 'pooler-interferes',
    kind: 'database',
    signs: [
      text(/unsupported startup parameter(?: in options)?:? ?"?(?<detail>[\w.]*)/),
      text(/(?<detail>prepared statement "[^"]*" (?:does not exist|already exists))/),
      text(
        /(?<detail>query_wait_timeout|server_login_retry|pgbouncer cannot connect to server|bouncer config error|no such database)/,
      ),
    ],
    meaning: 'A connection pooler such as PgBouncer stands in between and does not do what pg_dump needs.',
    message: scene =>
      `A pooler at ${place(scene)} got in pg_dump's way${scene.found.detail ? ` (${scene.found.detail})` : ''}.`,
    fix: "Connect to the server itself, or to the pooler's session mode.",
  },
]
