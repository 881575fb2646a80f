import type { Reporter } from '../../src/backup/reporter.ts'
import { DEFAULT_POLICY } from '../../src/backup/retention/policy.ts'
import { prune } from '../../src/operations/prune.ts'
import type { PruneParts, PruneRequest } from '../../src/operations/prune-request.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { silentReporter } from './client-for-tests.ts'
import { openLedger } from './run-backup.ts'
import { SIGNAL } from './stored-backups.ts'

type Pruned = Awaited<ReturnType<typeof prune>>

/** Runs the operation itself, with everything left at its default that the test does not name. */
export function runPrune(
  store: ObjectStore,
  request: Partial<PruneRequest> = {},
  parts: Partial<PruneParts> = {},
): Promise<Pruned> {
  return prune(
    {
      ...{ series: undefined, policy: DEFAULT_POLICY, dryRun: false, archive: undefined },
      ...{ sweep: true, versions: 'current', mostRemovals: 1 },
      ...request,
    },
    {
      store,
      ledger: openLedger(),
      reporter: silentReporter,
      now: () => new Date(),
      signal: SIGNAL,
      ...parts,
    },
  )
}

/** The keys of what has one of these fates. */
export function keysOf(
  all: readonly { readonly key: string; readonly fate: { readonly kind: string } }[],
  ...kinds: readonly string[]
): string[] {
  return all.filter(({ fate }) => kinds.includes(fate.kind)).map(({ key }) => key)
}

/** A reporter that keeps every line. */
export function listeningReporter(lines: string[]): Reporter {
  return { ...silentReporter, info: line => void lines.push(line) }
}
