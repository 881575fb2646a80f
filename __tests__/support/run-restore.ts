import { noEncryption } from '../../src/encryption/none.ts'
import { decryptionWith } from '../../src/encryption/opening.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import { probeServer } from '../../src/postgres/probe/probe.ts'
import { withTargetLocked } from '../../src/postgres/target/lock-target.ts'
import { probeTarget } from '../../src/postgres/target/probe-target.ts'
import { SCHEMAS_OF_ROWS } from '../../src/presets/preset.ts'
import type { RestoreReport } from '../../src/restore/report.ts'
import type { RestoreDeps, RestoreRequest } from '../../src/restore/request.ts'
import { restore } from '../../src/restore/restore.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { connectionTo } from './ask-server.ts'
import { silentReporter } from './client-for-tests.ts'
import { openLedger } from './run-backup.ts'

export interface RestoreRun {
  /** Of the target. */
  readonly url: string
  readonly key: string
  readonly client: PostgresClient
  readonly store: ObjectStore
  /** An existing folder. */
  readonly scratch: string
  readonly choices?: Partial<RestoreRequest['choices']>
  readonly request?: Partial<RestoreRequest>
  readonly parts?: Partial<RestoreDeps>
}

/** Runs the operation itself, on real parts, with everything left at its default that the test does not name. */
export function runRestore(run: RestoreRun): Promise<RestoreReport> {
  const { choices, client, key, parts, request, scratch, store, url } = run
  const controller = parts?.controller ?? new AbortController()
  return restore(
    {
      wanted: { kind: 'key', key },
      connection: connectionTo(`${url}?sslmode=disable`),
      choices: {
        selection: { kind: 'all', mode: 'full' },
        preset: undefined,
        noOwner: true,
        noAcl: true,
        allow: new Set(),
        confirm: undefined,
        skipExtensions: [],
        createRoles: false,
        disableOutbound: false,
        ...choices,
      },
      load: { jobs: 1, singleTransaction: 'auto' },
      dryRun: false,
      preRestoreBackup: true,
      postRestoreSql: undefined,
      analyze: true,
      run: { repository: undefined, commit: undefined, url: undefined },
      ...request,
    },
    {
      store,
      decryption: decryptionWith(
        { identities: [], passphrase: undefined },
        { scratch, searchPath: process.env['PATH'] ?? '' },
      ),
      encryptLike: noEncryption,
      journal: openLedger(),
      reporter: silentReporter,
      env: process.env,
      scratch,
      now: () => new Date(),
      probe: (connection, signal) => probeServer(connection, { signal }),
      probeTarget: (connection, signal) =>
        probeTarget(connection, { managedSchemas: SCHEMAS_OF_ROWS, signal }),
      provideClient: async () => client,
      exclusively: (connection, work) =>
        withTargetLocked(connection, { reporter: silentReporter, signal: controller.signal }, work),
      controller,
      ...parts,
    },
  )
}
