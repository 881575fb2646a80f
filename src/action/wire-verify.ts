import type { VerifyBackupsParts } from '../operations/verify-backups.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import type { VerifyInputs } from './inputs/read-verify-inputs.ts'
import { openDecryption } from './open-encryption.ts'
import { openDestination } from './stores.ts'
import { clientProvider, type Wiring } from './wiring.ts'

export interface WiredVerify {
  readonly parts: VerifyBackupsParts
  close(): void
}

/** Joins the adapters that verify reads with. */
export function wireVerify(inputs: VerifyInputs, wiring: Wiring): WiredVerify {
  const { controller, ledger, reporter, runner, scratch } = wiring
  const { env } = runner
  const store = openDestination(inputs.destination, inputs.s3, undefined, line => reporter.info(line))
  return {
    parts: {
      store,
      decryption: openDecryption(inputs.keys, { ledger, scratch, searchPath: env['PATH'] ?? '' }),
      ledger,
      reporter,
      env,
      now: () => new Date(),
      provideClient: eachOnce(clientProvider(inputs.repository, wiring)),
      signal: controller.signal,
    },
    close: () => store.close(),
  }
}

type Provide = (wanted: WantedVersion, signal: AbortSignal) => Promise<PostgresClient>

/** Several backups at once want the same client: it is looked for, and installed, once. */
function eachOnce(provide: Provide): Provide {
  const clients = new Map<number, Promise<PostgresClient>>()
  return (wanted, signal) => {
    const known = clients.get(wanted.major) ?? provide(wanted, signal)
    clients.set(wanted.major, known)
    return known
  }
}
