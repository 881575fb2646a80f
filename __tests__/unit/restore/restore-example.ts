import type { TocEntry } from '../../../src/postgres/toc/toc-entry.ts'
import type { RestoreReport } from '../../../src/restore/report.ts'
import { manifestOf } from '../backup/report-example.ts'

export function entry(id: number, kind: string, name: string): TocEntry {
  return { id, kind, schema: 'public', name, owner: 'me', dependencies: [], data: undefined, roles: [] }
}

const manifest = manifestOf()

/** A restore into staging that went well. */
export const RESTORED: RestoreReport = {
  outcome: 'proven',
  dryRun: false,
  asked: { preset: undefined, selection: { kind: 'all', mode: 'full' } },
  manifest,
  location: 's3://my-backups/shop',
  target: { database: 'staging', host: 'db.example.com', port: 5432, version: '17.10' },
  after: { dropAdditions: [], databaseBytes: 9_000_000 },
  plan: {
    load: [entry(1, 'TABLE', 'orders'), entry(2, 'TABLE DATA', 'orders'), entry(3, 'INDEX', 'orders_key')],
    skip: [],
    clean: true,
    drops: ['table public.orders'],
    empties: [],
    before: '',
    last: '',
    nonTransactionalSequences: [],
    createsRoles: [],
    sessionSettings: [],
    afterwards: [],
    expected: manifest.fingerprint,
    extras: 'ignored',
    warnings: [],
  },
  strategy: { kind: 'streamed', transaction: true },
  refusals: [],
  preRestore: {
    kind: 'made',
    manifest: { ...manifest, key: 'staging/pre-restore/staging_backup_20261122_030700_pre-restore.dump' },
    manifestKey: 'staging/pre-restore/staging_backup_20261122_030700_pre-restore.dump.manifest.json',
  },
  createdRoles: [],
  comparison: {
    tables: [{ schema: 'public', name: 'orders', outcome: 'equal', rows: 12, what: undefined }],
    differences: [],
    skipped: [],
    notVerified: [],
    missing: 0,
  },
  afterCare: [{ what: 'analyze', outcome: 'done', lines: [] }],
  failure: undefined,
  warnings: [],
  timing: [{ stage: 'Load', ms: 1200 }],
  ms: 2000,
}
