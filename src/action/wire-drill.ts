import { randomBytes } from 'node:crypto'
import type { EncryptionRecord } from '../encryption/encryption.ts'
import type { DrillParts } from '../operations/drill-request.ts'
import type { ObjectStore } from '../storage/store.ts'
import type { DrillInputs } from './inputs/read-drill-inputs.ts'
import { openDecryption, openEncryption } from './open-encryption.ts'
import { openDestination } from './stores.ts'
import { sealingLike } from './wire-restore.ts'
import { clientProvider, serverProvider, type Wiring } from './wiring.ts'

export interface WiredDrill {
  readonly parts: DrillParts
  readonly store: ObjectStore
  /** The command that opens a file that was sealed so, with stock tools; undefined where nothing is sealed. */
  openCommand(record: EncryptionRecord, file: string): string | undefined
  close(): void
}

/** Joins the adapters that drill reads the backup with, restores it with, and writes its record with. */
export function wireDrill(inputs: DrillInputs, wiring: Wiring): WiredDrill {
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
    openCommand: (record, file) =>
      openEncryption(sealingLike(record, inputs.keys.passphrase), programs).openCommand(file),
    parts: {
      store,
      decryption: openDecryption(inputs.keys, programs),
      ledger,
      reporter,
      env,
      scratch,
      folder: runner.temp,
      now: () => new Date(),
      random: bytes => randomBytes(bytes),
      provideClient: clientProvider(inputs.repository, wiring),
      provideServer: serverProvider(inputs.repository, wiring),
      signal: controller.signal,
    },
    close: () => store.close(),
  }
}
