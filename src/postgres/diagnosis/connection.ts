import { defineErrors } from '../../core/errors.ts'
import { type Failure, place, type Scene } from './failure.ts'
import { errno, noWayToIpv6, text } from './signs.ts'

const SESSION_POOLER = 'aws-0-<region>.pooler.supabase.com:5432'

/** Supabase's direct hosts have an IPv6 address only, unless the IPv4 add-on was bought. */
function supabaseHint({ host, database }: Scene): string | undefined {
  const reference = /^db\.([a-z0-9]+)\.supabase\.co$/i.exec(host)?.[1]
  return (
    reference &&
    `Supabase's direct host has IPv6 only, and GitHub's runners have none: use the session pooler's URL (Dashboard → Connect → Session pooler), postgresql://postgres.${reference}:…@${SESSION_POOLER}/${database}. If that fails too, the project may be paused.`
  )
}

/** The way to the server: names, addresses, ports. */
export const CONNECTION: readonly Failure[] = defineErrors('database', [
  {
    code: 'database-refused',
    kind: 'database',
    signs: [
      errno('ECONNREFUSED'),
      text(/port \d+ failed: Connection refused/),
      text(/could not connect to server: Connection refused/),
    ],
    meaning: 'Nothing accepts connections at that host and port.',
    message: scene => `${place(scene)} refused the connection.`,
    fix: 'Check host and port, that the server runs and listens there (listen_addresses), and that the firewall lets this runner in.',
  },
  {
    code: 'database-host-unknown',
    kind: 'database',
    signs: [
      errno('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'),
      text(/could not translate host name/),
    ],
    meaning: 'The name service does not know the host.',
    message: ({ host }) => `The host name ${host} cannot be resolved.`,
    fix: "Check the host's spelling; a private name needs a self-hosted runner in its network.",
    hint: supabaseHint,
  },
  {
    code: 'database-ipv6-only',
    kind: 'database',
    signs: [
      noWayToIpv6('ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT'),
      text(
        /\((?<address>[0-9a-f]*:[0-9a-f:.%]*)\), port \d+ failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/i,
      ),
      text(
        /server at "(?<address>[0-9a-f]*:[0-9a-f:.%]*)", port \d+ failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/i,
      ),
      text(
        /to address "(?<address>[0-9a-f]*:[0-9a-f:.%]*)".*(?:Network is unreachable|Address family not supported)/i,
      ),
    ],
    meaning: "The host has only an IPv6 address, and the runner (GitHub's have none) has no IPv6.",
    message: ({ host, found }) =>
      `${host} ${found.address === host ? 'is an IPv6 address' : `was found only at the IPv6 address ${found.address}`}, and this machine has no way to it.`,
    fix: 'Use a host name with an IPv4 address (Supabase: the session pooler), or a self-hosted runner with IPv6.',
    hint: supabaseHint,
  },
  {
    code: 'database-timeout',
    kind: 'database',
    signs: [errno('ETIMEDOUT'), text(/timeout expired/), text(/port \d+ failed: Connection timed out/)],
    meaning: 'The host did not answer: usually a firewall that drops packets, or a private address.',
    message: scene => `${place(scene)} did not answer in time.`,
    fix: "Let this runner's address in through the firewall or the allow-list, or use a self-hosted runner inside the network.",
  },
  {
    code: 'database-unreachable',
    kind: 'database',
    signs: [
      errno('ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN'),
      text(/failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/),
    ],
    meaning: 'The network knows no way to the host.',
    message: scene => `There is no network route to ${place(scene)}.`,
    fix: 'Check the address and the VPN or private network that leads to it.',
  },
  {
    code: 'database-socket-missing',
    kind: 'database',
    signs: [
      errno('ENOENT', 'EACCES'),
      text(/connection to server on socket "[^"]*" failed: (?:No such file|Permission denied)/),
    ],
    meaning: 'The Unix socket does not exist, or this user may not use it.',
    message: ({ host, port }) => `There is no usable socket ${host}/.s.PGSQL.${port}.`,
    fix: 'Start the server on this machine, or name its socket directory (unix_socket_directories) and port.',
  },
  {
    code: 'database-message-too-long',
    kind: 'database',
    signs: [text(/^message of (?<value>\d+) bytes$/m)],
    meaning:
      'What answers sends a message that is far longer than any answer to what was asked: it is not a PostgreSQL server, or something on the way garbles what it sends.',
    message: scene =>
      `What answers at ${place(scene)} announces a message of ${scene.found.value} bytes, and was not listened to.`,
    fix: 'Check host and port, and proxies on the way. A check of your own must not select values of many megabytes.',
  },
  {
    code: 'database-not-postgresql',
    kind: 'database',
    signs: [
      text(/received invalid response to (?:SSL|GSSAPI) negotiation/),
      text(/expected authentication request from server/),
      text(/There was an error establishing an SSL connection/),
    ],
    meaning: "Something answers at the port, but does not speak PostgreSQL's protocol.",
    message: scene => `What answers at ${place(scene)} is not a PostgreSQL server.`,
    fix: "Check the port: 5432 is PostgreSQL's own; web consoles and proxies have others.",
  },
])
