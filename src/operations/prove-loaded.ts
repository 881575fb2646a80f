import type { Mode } from '../backup/choices.ts'
import type { LikeTable } from '../backup/fingerprint/copied-tables.ts'
import type { TableName } from '../backup/fingerprint/copy-statement.ts'
import type { ObjectSum } from '../backup/fingerprint/definitions.ts'
import { definitionName } from '../backup/fingerprint/differences.ts'
import { qualifiedName } from '../backup/fingerprint/fingerprint.ts'
import type { Ledger } from '../backup/ledger.ts'
import type { Manifest } from '../backup/manifest.ts'
import { compareRestored, type Proof } from '../backup/restore/compare-restored.ts'
import type { Comparison } from '../backup/restore/comparison.ts'
import type { RestorePlan } from '../backup/restore/restore-plan.ts'
import type { TocEntry } from '../backup/restore/toc-entry.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { fingerprintDatabase } from './fingerprint-database.ts'

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
  /** Schemas that we made because the backup has what is in them, and not them. */
  readonly madeSchemas?: readonly string[]
  /**
   * What the connection's role cannot see as it is, and what the load has made word for word: subscriptions, which pg_dump
   * shows to superusers only, and user mappings, whose options it shows to nobody else.
   */
  readonly hidden?: readonly TocEntry[]
}

/** Dumps the database again, storing nothing, and compares it with what the plan says that it must be. */
export async function proveLoaded(
  loaded: Loaded,
  parts: { readonly env: NodeJS.ProcessEnv; readonly ledger: Ledger; readonly signal: AbortSignal },
): Promise<Comparison> {
  const { client, connection, encoding, manifest, mode, plan, restored, sessionOptions, tables } = loaded
  const actual = await fingerprintDatabase(
    {
      ...{ connection, client, mode, encoding, sessionOptions, like: likeOf(plan) },
      ...(tables && { tables }),
    },
    parts,
  )
  const made = new Set(loaded.madeSchemas)
  const objects = asLoaded(actual.objects, loaded).filter(
    ({ kind, name }) => kind !== 'SCHEMA' || !made.has(name),
  )
  const archived = archiveMajor(manifest)
  return compareRestored(
    plan.expected,
    { ...actual, objects },
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

/** Rows go by their columns' names into tables that were there, whatever the order of those: so they are compared. */
function likeOf({ expected, load }: Loaded['plan']): { readonly tables: readonly LikeTable[] } {
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
