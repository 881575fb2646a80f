const AT = 'pg_dump: error: connection to server at "db.example.com" (192.0.2.7), port 5432 failed:'
/** What programs wrote on their way to the server (as in heard.ts). */
export const HEARD_CONNECTING: readonly (readonly [stderr: string, code: string, words: string])[] = [
  [
    `${AT} FATAL:  password authentication failed for user "backup"`,
    'database-password-rejected',
    'role backup',
  ],
  [`${AT} fe_sendauth: no password supplied`, 'database-password-missing', 'role backup'],
  [`${AT} FATAL:  database "app" does not exist`, 'database-missing', 'database app'],
  [`${AT} FATAL:  role "backup" does not exist`, 'database-role-missing', 'backup'],
  [`${AT} FATAL:  role "backup" is not permitted to log in`, 'database-role-missing', 'backup'],
  [
    `${AT} FATAL:  permission denied for database "app"\nDETAIL:  User does not have CONNECT privilege.`,
    'database-connect-denied',
    'app',
  ],
  [
    `${AT} FATAL:  no pg_hba.conf entry for host "192.0.2.9", user "backup", database "app", no encryption`,
    'tls-required',
    'unencrypted',
  ],
  [
    `${AT} FATAL:  no pg_hba.conf entry for host "192.0.2.9", user "backup", database "app", SSL encryption`,
    'database-host-not-allowed',
    'from 192.0.2.9',
  ],
  [
    `${AT} FATAL:  pg_hba.conf rejects connection for host "192.0.2.9", user "backup", database "app", SSL encryption`,
    'database-host-not-allowed',
    '192.0.2.9',
  ],
  [
    `${AT} FATAL:  too many connections for role "backup"`,
    'database-too-many-connections',
    'no connection left',
  ],
  [`${AT} FATAL:  sorry, too many clients already`, 'database-too-many-connections', 'no connection left'],
  [
    `${AT} FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute`,
    'database-too-many-connections',
    'no connection left',
  ],
  [
    `${AT} FATAL:  MaxClientsInSessionMode: max clients reached - in Session mode max clients are limited to pool_size`,
    'database-too-many-connections',
    'no connection left',
  ],
  [`${AT} FATAL:  Tenant or user not found`, 'pooler-tenant-unknown', 'no project'],
  [`${AT} FATAL:  the database system is starting up`, 'database-not-accepting', 'starting up'],
  // PgBouncer 1.18, 1.20 and later, and RDS Proxy.
  [`${AT} FATAL:  unsupported startup parameter: options`, 'pooler-refuses-options', '(options)'],
  [
    `${AT} FATAL:  unsupported startup parameter in options: bytea_output`,
    'pooler-refuses-options',
    '(bytea_output)',
  ],
  [
    `${AT} FATAL:  unsupported options startup parameter: only '-c config=val' is allowed`,
    'pooler-refuses-options',
    '(options)',
  ],
  [
    `${AT} FATAL:  Feature not supported: RDS Proxy currently doesn’t support command-line options.`,
    'pooler-refuses-options',
    '(options)',
  ],
  [
    `${AT} FATAL:  PAM authentication failed for user "backup"`,
    'database-password-rejected',
    'password or token of role backup (PAM)',
  ],
  [`${AT} FATAL:  LDAP authentication failed for user "backup"`, 'database-password-rejected', '(LDAP)'],
  [`${AT} FATAL:  RADIUS authentication failed for user "backup"`, 'database-password-rejected', '(RADIUS)'],
  [
    `${AT} FATAL:  too many connections for role "backup"`,
    'database-too-many-connections',
    'the role has a limit of its own',
  ],
  [
    `${AT} FATAL:  too many connections for database "app"`,
    'database-too-many-connections',
    'the database has a limit of its own',
  ],
  // libpq 16 and later.
  [
    `${AT} authentication method requirement "!password,!md5" failed: server requested a cleartext password`,
    'database-password-unprotected',
    'in the clear',
  ],
  [
    `${AT} authentication method requirement "!password,!md5" failed: server requested a hashed password`,
    'database-password-unprotected',
    'as an MD5 hash',
  ],
  [
    `${AT} authentication method requirement "scram-sha-256" failed: server requested a hashed password`,
    'database-auth-refused',
    'as require_auth says (scram-sha-256)',
  ],
  [
    `${AT} Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?`,
    'database-refused',
    'db.example.com:5432',
  ],
  [`${AT} timeout expired`, 'database-timeout', 'db.example.com:5432'],
  [`${AT} server does not support SSL, but SSL was required`, 'tls-unsupported', 'offers no TLS'],
  [`${AT} SSL error: certificate verify failed`, 'tls-certificate-untrusted', 'not from a CA'],
  [`${AT} SSL error: certificate has expired`, 'tls-certificate-expired', 'not valid today'],
  [`${AT} SSL error: wrong version number`, 'tls-failed', 'wrong version number'],
  [
    `${AT} server certificate for "localhost" (and 1 other name) does not match host name "db.example.com"`,
    'tls-host-mismatch',
    'it is for localhost',
  ],
  [
    `${AT} root certificate file "/home/me/.postgresql/root.crt" does not exist`,
    'tls-root-missing',
    '/home/me/.postgresql/root.crt',
  ],
  [
    `${AT} private key file "/k.pem" has group or world access; file must have permissions u=rw (0600) or less`,
    'tls-client-key',
    '/k.pem',
  ],
  [
    `${AT} channel binding is required, but server did not offer an authentication method that supports channel binding`,
    'tls-channel-binding',
    'channel binding',
  ],
  [
    `${AT} received invalid response to SSL negotiation: H`,
    'database-not-postgresql',
    'not a PostgreSQL server',
  ],
  [`${AT} No route to host`, 'database-unreachable', 'no network route'],
  [
    'pg_dump: error: connection to server at "db.example.com" (2001:db8::7), port 5432 failed: Network is unreachable',
    'database-ipv6-only',
    '2001:db8::7',
  ],
  [
    'pg_dump: error: connection to server on socket "/nope/.s.PGSQL.5432" failed: No such file or directory',
    'database-socket-missing',
    '.s.PGSQL.5432',
  ],
  [
    'pg_dump: error: could not translate host name "db.example.com" to address: Name or service not known',
    'database-host-unknown',
    'db.example.com',
  ],
]
