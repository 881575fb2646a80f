import type { Manifest } from '../../src/catalog/manifest.ts'
import type { TargetFacts, TargetRelation } from '../../src/postgres/target/target-facts.ts'
import type { TocData, TocEntry } from '../../src/postgres/toc/toc-entry.ts'
import type { RestoreChoices } from '../../src/restore/plan/restore-choices.ts'
import { manifestOf } from '../unit/backup/report-example.ts'

/** A new database of another cluster, and a superuser. */
export function targetOf(instead: Partial<TargetFacts> = {}): TargetFacts {
  return {
    host: 'staging.example.com',
    port: 5432,
    database: 'staging',
    databaseOid: '16385',
    version: '17.10',
    major: 17,
    systemIdentifier: '2',
    databaseBytes: 8_000_000,
    encoding: 'UTF8',
    isInRecovery: false,
    role: roleOf(true, instead.schemas),
    roles: ['postgres'],
    schemas: ['public'],
    extensions: [],
    availableExtensions: new Map([['hstore', { version: '1.8', trusted: true }]]),
    relations: [],
    extensionTables: [],
    sequences: [],
    foreignKeys: [],
    triggers: [],
    memberships: [],
    largeObjects: new Set(),
    otherObjects: [],
    ...instead,
  }
}

/** A superuser, or somebody who owns the database and may set no session_replication_role. */
export function roleOf(
  superuser: boolean,
  schemas: TargetFacts['schemas'] = ['public'],
): TargetFacts['role'] {
  const name = superuser ? 'postgres' : 'shop'
  const rights = { createRole: superuser, createInDatabase: true, setsReplicationRole: superuser }
  return { name, superuser, ...rights, createsIn: schemas, ownsSchemas: schemas }
}

/** A table that somebody may have rows in. */
export function relationOf(
  schema: string,
  name: string,
  instead: Partial<TargetRelation> = {},
): TargetRelation {
  return {
    ...{ schema, name, kind: 'table', rows: 0, partitioned: false, partition: undefined },
    ...{ holdsRows: undefined, owner: 'postgres', owned: true, granted: false },
    ...instead,
  }
}

export function choicesOf(instead: Partial<RestoreChoices> = {}): RestoreChoices {
  return {
    selection: { kind: 'all', mode: 'full' },
    preset: undefined,
    noOwner: true,
    noAcl: true,
    allow: new Set(),
    confirm: undefined,
    skipExtensions: [],
    createRoles: false,
    disableOutbound: false,
    ...instead,
  }
}

/** `TABLE public orders`, with the numbers of what it needs; data is reported by the kind. */
export function entryOf(
  id: number,
  words: string,
  dependencies: readonly number[] = [],
  instead: Partial<TocEntry> = {},
): TocEntry {
  const [, kind = '', schema = '', name = ''] = /^([A-Z ]+) (\S+) (.+)$/s.exec(words) ?? []
  const data = dataOf(kind, schema, name)
  return { id, kind, schema, name, owner: 'owner', dependencies, data, roles: [], ...instead }
}

function dataOf(kind: string, schema: string, name: string): TocData | undefined {
  if (kind === 'TABLE DATA') return { of: 'table', table: { schema, name } }
  if (kind === 'SEQUENCE SET') return { of: 'sequence', sequence: `${schema}.${name}` }
  return kind === 'BLOBS' ? { of: 'large objects' } : undefined
}

/** The manifest of an archive with these entries: three rows in each table. */
export function manifestFor(toc: readonly TocEntry[], instead: Partial<Manifest> = {}): Manifest {
  const data = toc.flatMap(entry => entry.data ?? [])
  const manifest = manifestOf()
  return {
    ...manifest,
    source: { ...manifest.source, systemIdentifier: '1' },
    contents: { ...manifest.contents, extensions: [] },
    fingerprint: {
      ddlSha256: 'd'.repeat(64),
      objects: toc
        .filter(entry => entry.data === undefined && !/ACL$/.test(entry.kind))
        .map(({ kind, schema, name }) => ({ kind, schema, name, sha256: 'a'.repeat(64) })),
      tables: data.flatMap(each =>
        each.of === 'table' ? [{ ...each.table, rows: 3, bytes: 9, sha256: 'b'.repeat(64) }] : [],
      ),
      sequences: data.flatMap(each =>
        each.of === 'sequence' ? [{ sequence: each.sequence, value: '1', called: true }] : [],
      ),
      largeObjects: data.some(({ of }) => of === 'large objects')
        ? { count: 1, bytes: 1, sha256: 'c'.repeat(64) }
        : { count: 0, bytes: 0, sha256: '0'.repeat(64) },
    },
    ...instead,
  }
}
