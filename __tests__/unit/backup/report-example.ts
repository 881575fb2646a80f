import type { BackupReport } from '../../../src/backup/report.ts'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { withChecksum } from '../../../src/catalog/manifest-checksum.ts'

export const STORED_SHA256 = 'a'.repeat(64)
export const DUMP_SHA256 = 'b'.repeat(64)
const DDL_SHA256 = 'd'.repeat(64)

export function tableSum(name: string, rows = 2, bytes = 100): Manifest['fingerprint']['tables'][number] {
  return { schema: 'public', name, rows, bytes, sha256: 'c'.repeat(64) }
}

/** A backup of a shop, with what is given instead. */
export function manifestOf(instead: Partial<Manifest> = {}): Manifest {
  const key = 'shop/2026/11/shop_backup_20261122_030700.dump'
  return withChecksum({
    schema: 'pg-backup-manifest/1',
    key,
    series: 'shop',
    class: 'weekly',
    mode: 'full',
    format: 'custom',
    startedAt: '2026-11-22T03:07:00.000Z',
    finishedAt: '2026-11-22T03:08:15.500Z',
    source: { database: 'shop', host: 'db.example.com', serverVersion: '17.10', encoding: 'UTF8' },
    clientVersion: '17.11',
    run: {},
    options: {
      compression: 'zstd:1',
      noOwner: true,
      noAcl: true,
      tables: [],
      excludeTables: [],
      schemas: [],
      excludeSchemas: [],
      excludeTableData: [],
    },
    encryption: { method: 'none' },
    dump: { bytes: 493_921_239, sha256: DUMP_SHA256 },
    stored: { bytes: 493_921_239, sha256: STORED_SHA256, confirmed: 'sha256-composite' },
    contents: {
      tables: 2,
      rows: 1_234_567,
      entries: { TABLE: 2, INDEX: 3 },
      extensions: [{ name: 'citext', version: '1.6' }],
    },
    fingerprint: {
      ddlSha256: DDL_SHA256,
      objects: [],
      tables: [tableSum('orders'), tableSum('customers')],
      sequences: [],
      largeObjects: { count: 0, bytes: 0, sha256: 'e'.repeat(64) },
    },
    checks: {
      archiveDecoded: true,
      minimums: { bytes: 1, tables: 1, expectTables: [] },
      storeConfirmed: 'sha256-composite',
    },
    timing: { prepareMs: 1500, streamMs: 73_000, completeMs: 1000 },
    ...instead,
  })
}

export function reportOf(instead: Partial<BackupReport> = {}): BackupReport {
  const manifest = instead.manifest ?? manifestOf()
  const location = instead.location ?? 's3://my-backups/prod'
  return {
    manifest,
    manifestKey: `${manifest.key}.manifest.json`,
    reuse: undefined,
    checksumKey: `${manifest.key}.sha256`,
    location,
    url: key => `${location}/${key}`,
    endpoint: undefined,
    storeEncryption: 'AES256',
    openCommand: () => undefined,
    localCopy: undefined,
    evaluation: { kind: 'ignored' },
    warnings: [],
    ...instead,
  }
}
