import type { Manifest } from '../../catalog/manifest.ts'
import type { Like } from '../../fingerprint/copied-tables.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { ObjectSum } from '../../fingerprint/definitions.ts'
import { definitionName } from '../../fingerprint/differences.ts'
import { type Fingerprint, qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { PostgresClient } from '../../postgres/client/client.ts'
import type { Connection } from '../../postgres/connection/connection.ts'
import type { Mode } from '../../postgres/dump-choices.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import type { RestorePlan } from '../plan/restore-plan.ts'
import { compareRestored, type Proof } from './compare.ts'
import type { Comparison } from './comparison.ts'
import { fingerprintDatabase } from './fingerprint-database.ts'
import { inAnotherOrder, type ReadDump, type SameRowsDeps } from './same-rows.ts'

/** Above, all tables are dumped rather than some: pg_dump asks the server for each name, in one query. */
const MOST_NAMED_TABLES = 50

/** A database that a backup was loaded into. */
export interface Loaded {
  readonly manifest: Manifest
  readonly plan: Pick<RestorePlan, 'expected' | 'extras' | 'load' | 'skip'>
  readonly client: PostgresClient
  /** With the one endpoint that was probed. */
  readonly connection: Connection
  /** The database's own. */
  readonly encoding: string
  /** What a dump of it needs to have the same text as from any other server (ServerFacts). */
  readonly sessionOptions: readonly string[]
  readonly mode: Mode
  /** Only these are looked at; undefined: all. */
  readonly tables?: readonly TableName[]
  readonly restored: NonNullable<Proof['restored']>
  readonly switchedOff?: readonly TableName[]
  /** For a second look at tables whose rows may be those of the backup in another order. */
  readonly readDump: ReadDump
  /** Schemas that we made because the backup has what is in them, and not them. */
  readonly madeSchemas?: readonly string[]
  /**
   * What the connection's role cannot see as it is, and what the load has made word for word: subscriptions, which pg_dump
   * shows to superusers only, and user mappings, whose options it shows to nobody else.
   */
  readonly hidden?: readonly TocEntry[]
}

/**
 * Dumps the database again, storing nothing, and compares it with what the plan says that it must be. Rows in another
 * order are the same rows.
 */
export async function proveLoaded(loaded: Loaded, parts: SameRowsDeps): Promise<Comparison> {
  const { client, connection, encoding, manifest, mode, plan, restored, sessionOptions, tables } = loaded
  const database = { connection, client, encoding, sessionOptions }
  const actual = await fingerprintDatabase(
    { ...database, mode, like: likeOf(plan), ...(tables && { tables }) },
    parts,
  )
  const expected = dumpedAgain(plan.expected, mode)
  const off = new Set(loaded.switchedOff?.map(qualifiedName))
  const reordered = await inAnotherOrder(
    expected.tables.filter(table => !off.has(qualifiedName(table))),
    actual.tables,
    {
      manifest,
      client,
      readDump: loaded.readDump,
      stallTimeoutMs: connection.stallTimeoutMs,
      restored: (suspects, like) =>
        fingerprintDatabase(
          {
            ...database,
            mode: 'data',
            like,
            ...(suspects.length <= MOST_NAMED_TABLES && { tables: suspects }),
          },
          parts,
        ),
    },
    parts,
  )
  const seen = { ...actual, objects: asLoaded(actual.objects, loaded) }
  const archived = archiveMajor(manifest)
  return compareRestored(
    expected,
    { ...withoutMade(seen, loaded.madeSchemas), tables: inOrderOf(expected, actual, reordered) },
    {
      extras: plan.extras,
      skipped: plan.skip,
      restored,
      ...(loaded.switchedOff && { switchedOff: loaded.switchedOff }),
      definitions:
        client.major === archived
          ? 'compared'
          : {
              notVerified: `pg_dump ${client.major} words definitions otherwise than pg_dump ${archived}, which made the backup`,
            },
    },
  )
}

function asLoaded(objects: readonly ObjectSum[], { hidden = [], plan }: Loaded): readonly ObjectSum[] {
  if (hidden.length === 0) return objects
  const names = new Set(hidden.map(definitionName))
  const seen = new Set(objects.map(definitionName))
  const isThere = (object: ObjectSum): boolean =>
    object.kind !== 'USER MAPPING' || seen.has(definitionName(object))
  return [
    ...objects.filter(object => !names.has(definitionName(object))),
    ...plan.expected.objects.filter(object => names.has(definitionName(object)) && isThere(object)),
  ]
}

/** A dump of rows has no word of a materialized view, which a restore of rows refreshes all the same. */
function dumpedAgain(expected: Fingerprint, mode: Mode): Fingerprint {
  if (mode !== 'data') return expected
  return { ...expected, objects: expected.objects.filter(({ kind }) => kind !== 'MATERIALIZED VIEW DATA') }
}

function withoutMade(actual: Fingerprint, madeSchemas: readonly string[] = []): Fingerprint {
  const made = new Set(madeSchemas)
  return {
    ...actual,
    objects: actual.objects.filter(({ kind, name }) => kind !== 'SCHEMA' || !made.has(name)),
  }
}

/** The sums of `actual`, those of the named tables as if their rows had kept their order. */
function inOrderOf(
  expected: Fingerprint,
  actual: Fingerprint,
  names: ReadonlySet<string>,
): Fingerprint['tables'] {
  const wanted = new Map(expected.tables.map(table => [qualifiedName(table), table]))
  return actual.tables.map(table => {
    const name = qualifiedName(table)
    return names.has(name) ? (wanted.get(name) ?? table) : table
  })
}

/** Rows go by their columns' names into tables that were there, regardless of the order of those: so they are compared. */
function likeOf({ expected, load }: Loaded['plan']): Like {
  const columns = new Map(
    load.flatMap(({ data }) =>
      data?.of === 'table' && data.columns ? [[qualifiedName(data.table), data.columns] as const] : [],
    ),
  )
  return {
    tables: expected.tables.map(table => {
      const own = columns.get(qualifiedName(table))
      return own ? { ...table, columns: own } : table
    }),
  }
}

/** Whose client made the backup. */
export function archiveMajor({ clientVersion }: Pick<Manifest, 'clientVersion'>): number {
  return Number.parseInt(clientVersion, 10)
}
