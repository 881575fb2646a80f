import { decryptionWith, type Keys } from '../../src/encryption/opening.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { STALL_TIMEOUT_MS } from '../../src/stream/silence.ts'
import type { VerifyReport } from '../../src/verify/report.ts'
import type { Range } from '../../src/verify/select.ts'
import { type VerifyBackupsDeps, type VerifyRequest, verifyBackups } from '../../src/verify/verify-backups.ts'
import { silentReporter } from './client-for-tests.ts'
import { openLedger } from './run-backup.ts'

export interface VerifyRun {
  readonly store: ObjectStore
  readonly client: PostgresClient
  /** An existing folder, for gpg. */
  readonly scratch: string
  readonly keys?: Partial<Keys>
  readonly range?: Partial<Range>
  readonly request?: Partial<VerifyRequest>
  readonly parts?: Partial<VerifyBackupsDeps>
}

/** Runs the operation itself, on real parts: all backups of the store, every byte. */
export function runVerify(run: VerifyRun): Promise<Omit<VerifyReport, 'warnings'>> {
  const { client, keys, parts, range, request, scratch, store } = run
  const everything: Range = {
    start: { kind: 'all' },
    series: undefined,
    backupClass: undefined,
    since: undefined,
    sample: undefined,
  }
  return verifyBackups(
    { range: { ...everything, ...range }, depth: 'full', parallel: 2, ...request },
    {
      store,
      decryption: decryptionWith(
        { identities: [], passphrase: undefined, ...keys },
        { scratch, searchPath: process.env['PATH'] ?? '' },
      ),
      journal: openLedger(),
      reporter: silentReporter,
      env: process.env,
      now: () => new Date(),
      provideClient: async () => client,
      signal: new AbortController().signal,
      stallTimeoutMs: STALL_TIMEOUT_MS,
      ...parts,
    },
  )
}
