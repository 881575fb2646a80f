import type { PruneParts } from '../operations/prune-request.ts'
import type { PruneInputs } from './inputs/read-prune-inputs.ts'
import { openDestination } from './stores.ts'
import type { Wiring } from './wiring.ts'

export interface WiredPrune {
  readonly parts: PruneParts
  close(): void
}

/** Joins the adapters that prune works with. */
export function wirePrune({ destination, s3 }: PruneInputs, wiring: Wiring): WiredPrune {
  const { controller, ledger, reporter } = wiring
  const store = openDestination(
    destination,
    s3,
    trace => ledger.record({ kind: 'upload', store: 'destination', trace }),
    line => reporter.info(line),
  )
  return {
    parts: { store, ledger, reporter, now: () => new Date(), signal: controller.signal },
    close: () => store.close(),
  }
}
