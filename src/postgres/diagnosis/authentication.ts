import { defineErrors } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import { rootHint } from '../connection/providers.ts'
import { type Failure, place } from './failure.ts'
import { sqlstate, sqlstateAtStart, text } from './signs.ts'

/** The server answers, and does not let the role into the database. */
export const AUTHENTICATION: readonly Failure[] = defineErrors('database', [
  {
    code: 'database-password-unprotected',
    kind: 'database',
    signs: [
      text(/requirement "!password,!md5" failed: server requested a (?<which>cleartext|hashed) password/),
    ],
    meaning:
      'The server asks for the password in the clear, or for an MD5 hash that gives it away, and its certificate was not verified: anyone in between would get it. It was not sent.',
    message: scene =>
      `${place(scene)} asks for the password of role ${scene.role} ${scene.found.which === 'hashed' ? 'as an MD5 hash' : 'in the clear'}, and its certificate was not verified: the password was not sent.`,
    fix: 'Set sslmode: verify-full with ssl-root-cert, or have the server (or PgBouncer: auth_type) use scram-sha-256. On a network that nobody else is in, allow it: ?require_auth=password or md5 in the URL.',
    hint: ({ found, host }) =>
      `Set sslmode: verify-full${rootHint(host)}, or have the server (or PgBouncer: auth_type) use scram-sha-256. On a network that nobody else is in, allow it: add ?require_auth=${found.which === 'hashed' ? 'md5' : 'password'} to the URL.`,
  },
  {
    code: 'database-auth-refused',
    kind: 'database',
    signs: [text(/authentication method requirement "(?<what>[^"]*)" failed(?:: (?<reason>[^\n]+))?/)],
    meaning: 'The server asks for another way of signing in than require_auth allows.',
    message: ({ found, ...scene }) =>
      sentence(
        `${place(scene)} does not sign role ${scene.role} in as require_auth says (${found.what})${found.reason ? `: ${found.reason}` : ''}`,
      ),
    fix: 'Check what pg_hba.conf of the server (or auth_type of the pooler) asks for, and whether it is the right server, before require_auth is changed.',
  },
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
      text(/(?<which>LDAP|RADIUS|PAM) authentication failed/),
      sqlstate('28P01'),
    ],
    meaning:
      'The server refused the password (or the token), or has no such role: it does not say which. A password may have expired (VALID UNTIL), and so does a token of a cloud provider, after 15 minutes at AWS.',
    message: ({ found, ...scene }) =>
      `${place(scene)} rejected the password${found.which === undefined ? '' : ' or token'} of role ${scene.role}${found.which === undefined ? '' : ` (${found.which})`}.`,
    fix: 'Check role and password, and whether it has expired (VALID UNTIL); in a URL, special characters of the password have to be percent-encoded. After a reset, update the secret.',
    hint: ({ found }) =>
      found.which &&
      'Check role and password at the directory that the server asks. Where it is a token (RDS IAM), make it just before this step: it is valid for 15 minutes; the role needs the right to use it (rds_iam).',
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
      text(/(?:Peer|Ident|GSSAPI|certificate) authentication failed/),
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
    code: 'database-invalid',
    kind: 'database',
    signs: [text(/cannot connect to invalid database|FATAL:\s+invalid database "/), sqlstateAtStart('55000')],
    meaning:
      'A DROP DATABASE was interrupted: the server admits nobody to what is left of the database. It says nothing about backups.',
    message: scene =>
      `Database ${scene.database} at ${place(scene)} is left over from an interrupted DROP DATABASE, and takes no connections.`,
    fix: 'Check the database name; what is left of the database can only be dropped. Restore its newest backup into a new one if it was dropped by mistake.',
  },
  {
    code: 'database-connect-denied',
    kind: 'database',
    signs: [
      text(/FATAL:\s+permission denied for database|^permission denied for database/m),
      text(/User does not have CONNECT privilege/),
      sqlstateAtStart('42501'),
    ],
    meaning: 'The role has no CONNECT privilege on the database.',
    message: scene => `Role ${scene.role} may not connect to database ${scene.database}.`,
    fix: 'GRANT CONNECT ON DATABASE … TO the role.',
  },
  {
    code: 'database-too-many-connections',
    kind: 'database',
    signs: [
      text(/too many connections for (?<what>role|database) /),
      text(
        /too many (?:clients|connections)|remaining connection slots|MaxClientsInSessionMode|max client connections reached|no more connections allowed/i,
      ),
      sqlstate('53300'),
    ],
    meaning: 'All connections of the server, the role, the database or the pooler are taken.',
    message: ({ found, ...scene }) =>
      `${place(scene)} has no connection left for role ${scene.role}${found.what === undefined ? '' : `: the ${found.what} has a limit of its own`}.`,
    fix: "Run it at a quieter time, close idle connections, or raise max_connections (or the pooler's size).",
    hint: ({ database, found, role }) =>
      found.what &&
      `Raise it: ALTER ${found.what === 'role' ? `ROLE "${role}"` : `DATABASE "${database}"`} CONNECTION LIMIT …, or close idle connections; max_connections has no part in it.`,
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
])
