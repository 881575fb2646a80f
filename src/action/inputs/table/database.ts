import { parseDuration } from '../../../core/durations.ts'
import { parsed, refused } from '../../../core/parsed.ts'
import { parseOneLineSources } from '../../../postgres/client/apt/one-line.ts'
import { meantMode } from '../../../postgres/connection/certificates.ts'
import { SSL_MODES, type SslMode } from '../../../postgres/connection/connection.ts'
import { oneOf, type Reader, text } from '../readers.ts'
import { defaulting, optional } from '../row.ts'

/** A certificate in the input itself, or where its file is. */
export type RootCertificate =
  | { readonly kind: 'pem'; readonly pem: string }
  | { readonly kind: 'file'; readonly path: string }

const rootCertificate: Reader<RootCertificate> = {
  read: value => {
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value))
      return refused('holds a private key; give the root certificate only')
    if (value.includes('-----BEGIN CERTIFICATE-----')) {
      return value.includes('-----END CERTIFICATE-----')
        ? parsed({ kind: 'pem', pem: `${value}\n` })
        : refused('the certificate is cut off; give it whole, down to -----END CERTIFICATE-----')
    }
    return value.includes('\n')
      ? refused(
          "neither a file's path nor a certificate; give a path, or the PEM text from -----BEGIN CERTIFICATE----- on",
        )
      : parsed({ kind: 'file', path: value })
  },
}

const knownModes = oneOf(SSL_MODES)
const sslMode: Reader<SslMode> = {
  ...knownModes,
  read: value => {
    const read = knownModes.read(value)
    const meant = meantMode(value)
    return read.ok || meant === '' || read.problem.includes('did you mean')
      ? read
      : refused(`${read.problem}${meant}`)
  },
}

/** Below 10, versions had two numbers, and no supported server is as old. */
const clientVersion: Reader<'auto' | number> = {
  read: value => {
    if (value === 'auto') return parsed('auto')
    return /^[1-9][0-9]$/.test(value)
      ? parsed(Number(value))
      : refused("not a major version; write auto (the server's own), or a major such as 17")
  },
}

/** The lines themselves are not repeated: their addresses may hold credentials. */
const aptSources: Reader<string> = {
  read: value => {
    const { sources, wrong } = parseOneLineSources(value)
    return wrong.length === 0 && sources.length > 0
      ? parsed(value)
      : refused('not apt sources; write lines such as deb https://apt.example.com/postgresql noble-pgdg main')
  },
}

/** Which server, and with which client. */
export const databaseInputs = {
  'database-url': optional(text, {
    secret: true,
    description:
      "The database, as `postgresql://user:password@host:5432/database` or `host=… dbname=…`. Store it as a secret. Without it, libpq's own environment is used: `PGHOST`, `PGUSER`, `PGPASSWORD`, `PGDATABASE`, `PGSERVICE`, `PGPASSFILE`.",
    defaultDescription: "libpq's environment",
  }),
  sslmode: optional(sslMode, {
    description:
      'How the connection is encrypted and the server identified, as libpq means it. An `sslmode` in the URL wins.',
    defaultDescription: '`require`',
  }),
  'ssl-root-cert': optional(rootCertificate, {
    description:
      "The certificate that the server's must descend from, for `verify-ca` and `verify-full`: the path of a file, or the PEM text itself.",
    defaultDescription: "libpq's own",
  }),
  'lock-timeout': optional(
    { read: parseDuration },
    {
      description:
        'How long to wait for a lock on a table before giving up, such as `30s` or `5m`, so that a backup never queues behind a migration for hours.',
      defaultDescription: 'no limit',
    },
  ),
  'pg-version': defaulting(clientVersion, 'auto', {
    description:
      "The major version of pg_dump. `auto` asks the server and takes its own: an older one refuses the server, a newer one writes dumps that the server can't load. If the client of that version is an older minor version than the server, a newer one is looked for.",
  }),
}

/** Where the client comes from. */
export const clientInputs = {
  'client-repository': optional(aptSources, {
    description:
      'Where to install the client from, when the machine has none of the right version: apt sources such as an internal mirror, one a line, as in `deb [signed-by=/etc/apt/keyrings/mirror.gpg] https://apt.example.com/postgresql noble-pgdg main`.',
    defaultDescription:
      "PostgreSQL's own repository, then the machine's apt sources, then PostgreSQL's archive, which has versions that are no longer supported",
  }),
}
