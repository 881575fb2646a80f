import type { Endpoint } from '../connection/connection.ts'
import type { Locale } from '../server/locale.ts'

/** A table or sequence by its two names, as the catalog has them (not quoted). */
export interface Relation {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'sequence'
}

/** What one short, read-only session learned about the server, the database and the role. */
export interface ServerFacts {
  /** The one of the connection's endpoints that answered: dump this one (`atEndpoint`). */
  readonly endpoint: Endpoint
  /** As PostgreSQL numbers them: 170010. */
  readonly versionNum: number
  /** Without the packager's addition: `17.10`. */
  readonly version: string
  readonly major: number
  /** Distinguishes clusters; a copy by file has the same. Undefined where the role may not know it. */
  readonly systemIdentifier?: string
  readonly database: string
  /** Distinguishes the databases of one cluster, also when one is renamed. */
  readonly databaseOid: string
  /** On the server's disk, indexes included. Undefined where the role may not know it. */
  readonly databaseBytes?: number
  readonly encoding: string
  readonly locale: Locale
  readonly extensions: readonly { readonly name: string; readonly version: string }[]
  /** A standby: it can be dumped, but cancels queries that hold its replay up. */
  readonly isInRecovery: boolean
  /** Of a standby: the tables whose rows it does not have, and pg_dump leaves out without a word. */
  readonly unlogged: readonly Relation[]
  readonly byteaOutput: string
  readonly timeZone: string
  /** What PGOPTIONS needs so that a dump has the same text from every server. */
  readonly sessionOptions: readonly string[]
  /** Tables that a dump of everything would hold; partitioned ones and their partitions each count. */
  readonly tableCount: number
  readonly role: { readonly name: string; readonly superuser: boolean; readonly bypassesRls: boolean }
  /** The TLS version, e.g. `TLSv1.3`; undefined on an unencrypted connection. */
  readonly tls?: string
  /** What the role may not read: a dump that includes any of it fails. */
  readonly unreadable: readonly Relation[]
  /** Tables whose row-level security applies to the role: pg_dump refuses them rather than leave rows out. */
  readonly rowSecured: readonly Relation[]
}
