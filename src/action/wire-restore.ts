import type { EncryptionRecord } from '../encryption/encryption.ts'
import type { RestoreParts } from '../operations/restore-request.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import { withTargetLocked } from '../postgres/target/lock-target.ts'
import { probeTarget } from '../postgres/target/probe-target.ts'
import type { ObjectStore } from '../storage/store.ts'
import type { EncryptionChoice } from './inputs/backup-inputs.ts'
import type { RestoreInputs } from './inputs/read-restore-inputs.ts'
import { openDecryption, openEncryption } from './open-encryption.ts'
import { openDestination } from './stores.ts'
import { clientProvider, type Wiring } from './wiring.ts'

export interface WiredRestore {
  readonly parts: RestoreParts
  readonly store: ObjectStore
  close(): void
}

/** Joins the adapters that restore reads the backup with, and writes the pre-restore backup with. */
export function wireRestore(inputs: RestoreInputs, wiring: Wiring): WiredRestore {
  const { controller, ledger, reporter, runner, scratch } = wiring
  const { env } = runner
  const store = openDestination(
    inputs.destination,
    inputs.s3,
    trace => ledger.record({ kind: 'upload', store: 'destination', trace }),
    line => reporter.info(line),
  )
  const programs = { ledger, scratch, searchPath: env['PATH'] ?? '' }
  return {
    store,
    parts: {
      store,
      decryption: openDecryption(inputs.keys, programs),
      sealLike: record => openEncryption(sealingLike(record, inputs.keys.passphrase), programs),
      ledger,
      reporter,
      env,
      scratch,
      now: () => new Date(),
      probe: (connection, signal) => probeServer(connection, { signal }),
      probeTarget: (connection, signal) => probeTarget(connection, { signal }),
      exclusively: (connection, work) =>
        withTargetLocked(connection, { reporter, signal: controller.signal }, work),
      provideClient: clientProvider(inputs.repository, wiring),
      controller,
    },
    close: () => store.close(),
  }
}

/** As the backup was sealed that is being restored: whoever opens that one opens the copy of the target too. */
export function sealingLike(record: EncryptionRecord, passphrase: string | undefined): EncryptionChoice {
  switch (record.method) {
    case 'none':
      return { kind: 'none' }
    case 'age':
      return { kind: 'age', recipients: record.to }
    case 'age-passphrase':
    case 'gpg-passphrase':
      if (passphrase === undefined) throw new Error('opened without the passphrase that it is sealed with')
      return { kind: record.method, passphrase }
  }
}
