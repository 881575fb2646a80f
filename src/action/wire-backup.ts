import type { BackupParts } from '../operations/backup-request.ts'
import type { Shelf } from '../operations/deposit.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import type { ObjectStore } from '../storage/store.ts'
import type { BackupInputs } from './inputs/backup-inputs.ts'
import { openEncryption } from './open-encryption.ts'
import { openStore } from './stores.ts'
import { clientProvider, type Wiring } from './wiring.ts'

export interface WiredBackup {
  readonly parts: BackupParts
  readonly destination: ObjectStore
  readonly localCopy: { readonly store: ObjectStore; readonly keepDays: number } | undefined
  close(): void
}

/** Joins the adapters that the inputs ask for: the one place where all of them meet. */
export function wireBackup(inputs: BackupInputs, wiring: Wiring): WiredBackup {
  const { controller, ledger, reporter, runner, scratch } = wiring
  const { env } = runner
  const destination = openStore('destination', inputs, ledger, line => reporter.info(line))
  const copy = openStore('local-copy', inputs, ledger)
  if (!destination) throw new Error('no destination')
  const copyShelves: Shelf[] = copy ? [{ name: 'local-copy', store: copy }] : []
  return {
    destination,
    localCopy: copy && inputs.localCopy && { store: copy, keepDays: inputs.localCopy.keepDays },
    parts: {
      shelves: [
        {
          ...{ name: 'destination', store: destination },
          ...(inputs.s3.objectLock && { objectLock: inputs.s3.objectLock }),
        },
        ...copyShelves,
      ],
      encryption: openEncryption(inputs.encryption, { ledger, scratch, searchPath: env['PATH'] ?? '' }),
      ledger,
      reporter,
      env,
      now: () => new Date(),
      probe: (connection, signal) => probeServer(connection, { signal }),
      provideClient: clientProvider(inputs.client.repository, wiring),
      controller,
    },
    close: () => {
      destination.close()
      copy?.close()
    },
  }
}
