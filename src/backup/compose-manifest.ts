import type { Manifest } from '../catalog/manifest.ts'
import { withChecksum } from '../catalog/manifest-checksum.ts'
import type { EncryptionRecord } from '../encryption/encryption.ts'
import { countByKind, type Fingerprint, totalRows } from '../fingerprint/fingerprint.ts'
import type { StoredObject } from '../storage/store.ts'
import type { StreamSum } from '../stream/hash-meter.ts'
import type { BackupRequest } from './request.ts'

/** Everything that a finished backup knows of itself, besides what was asked for. */
export interface BackupFacts
  extends Pick<
    BackupRequest,
    'backupClass' | 'mode' | 'format' | 'noOwner' | 'noAcl' | 'selection' | 'minimums' | 'failOn' | 'run'
  > {
  readonly key: string
  readonly series: string
  readonly source: Manifest['source']
  readonly clientVersion: string
  readonly extensions: Manifest['contents']['extensions']
  readonly compression: string
  readonly encryption: EncryptionRecord
  readonly dump: StreamSum
  readonly stored: StreamSum
  readonly fingerprint: Fingerprint
  readonly globals: Manifest['globals']
  /** What the destination says of the object. */
  readonly object: StoredObject
  readonly instants: {
    readonly startedAt: Date
    readonly preparedAt: Date
    readonly streamedAt: Date
    readonly finishedAt: Date
  }
}

/** Writes the facts down in the manifest's words. */
export function composeManifest(facts: BackupFacts): Manifest {
  const { fingerprint, instants, minimums, run, selection } = facts
  const confirmed = facts.object.checksum?.algorithm ?? 'size'
  return withChecksum({
    schema: 'pg-backup-manifest/1',
    key: facts.key,
    series: facts.series,
    class: facts.backupClass,
    mode: facts.mode,
    format: facts.format,
    startedAt: instants.startedAt.toISOString(),
    finishedAt: instants.finishedAt.toISOString(),
    source: facts.source,
    clientVersion: facts.clientVersion,
    run: {
      ...(run.repository && { repository: run.repository }),
      ...(run.commit && { commit: run.commit }),
      ...(run.url && { url: run.url }),
    },
    options: {
      compression: facts.compression,
      noOwner: facts.noOwner,
      noAcl: facts.noAcl,
      tables: [...selection.tables],
      excludeTables: [...selection.excludeTables],
      schemas: [...selection.schemas],
      excludeSchemas: [...selection.excludeSchemas],
      excludeTableData: [...selection.excludeTableData],
      ...(facts.failOn.length > 0 && { failOn: [...facts.failOn] }),
    },
    encryption:
      'to' in facts.encryption ? { ...facts.encryption, to: [...facts.encryption.to] } : facts.encryption,
    dump: facts.dump,
    stored: { ...facts.stored, confirmed },
    ...(facts.globals && { globals: facts.globals }),
    contents: {
      tables: fingerprint.tables.length,
      rows: totalRows(fingerprint.tables),
      entries: { ...countByKind(fingerprint.objects), ...largeObjectCount(fingerprint) },
      extensions: facts.extensions,
    },
    fingerprint: {
      ...fingerprint,
      objects: [...fingerprint.objects],
      tables: [...fingerprint.tables],
      sequences: [...fingerprint.sequences],
    },
    checks: {
      archiveDecoded: true,
      minimums: { ...minimums, expectTables: [...minimums.expectTables] },
      storeConfirmed: confirmed,
    },
    timing: {
      prepareMs: between(instants.startedAt, instants.preparedAt),
      streamMs: between(instants.preparedAt, instants.streamedAt),
      completeMs: between(instants.streamedAt, instants.finishedAt),
    },
  })
}

function largeObjectCount({ largeObjects }: Fingerprint): Record<string, number> {
  return largeObjects.count > 0 ? { 'LARGE OBJECT': largeObjects.count } : {}
}

/** Milliseconds; a clock set back meanwhile counts as none. */
function between(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime())
}
