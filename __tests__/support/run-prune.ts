import { MANIFEST_SUFFIX } from '../../src/catalog/names.ts'
import { timeInName } from '../../src/catalog/time-in-name.ts'
import type { Reporter } from '../../src/core/reporter.ts'
import { prune } from '../../src/prune/prune.ts'
import type { PruneDeps, PruneRequest } from '../../src/prune/request.ts'
import { DEFAULT_POLICY } from '../../src/retention/policy.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { silentReporter } from './client-for-tests.ts'
import { openLedger } from './run-backup.ts'
import { SIGNAL } from './stored-backups.ts'

/** The store, in which each manifest was stored when its name says that the backup was begun, though tests store it now. */
function datedByName(store: ObjectStore): ObjectStore {
  return {
    ...store,
    async *list(prefix, signal) {
      for await (const object of store.list(prefix, signal)) {
        const time = object.key.endsWith(MANIFEST_SUFFIX) ? timeInName(object.key) : undefined
        yield { ...object, ...(time && { modified: time }) }
      }
    },
  }
}

type Pruned = Awaited<ReturnType<typeof prune>>

/**
 * Runs the operation itself, with everything left at its default that the test does not name.
 * @param stored whether backups were stored when their names say, or when the store itself says
 */
export function runPrune(
  store: ObjectStore,
  request: Partial<PruneRequest> = {},
  parts: Partial<PruneDeps> = {},
  stored: 'when named' | 'as it says' = 'when named',
): Promise<Pruned> {
  return prune(
    {
      ...{ series: undefined, policy: DEFAULT_POLICY, dryRun: false, archive: undefined },
      ...{ sweep: true, versions: 'current', maxRemovals: 1 },
      ...request,
    },
    {
      store: stored === 'when named' ? datedByName(store) : store,
      journal: openLedger(),
      reporter: silentReporter,
      now: () => new Date(),
      signal: SIGNAL,
      ...parts,
    },
  )
}

/** The keys of what has one of these fates. */
export function keysOf(
  all: readonly { readonly key: string; readonly disposition: { readonly kind: string } }[],
  ...kinds: readonly string[]
): string[] {
  return all.filter(({ disposition }) => kinds.includes(disposition.kind)).map(({ key }) => key)
}

/** A reporter that keeps every line. */
export function listeningReporter(lines: string[]): Reporter {
  return { ...silentReporter, info: line => void lines.push(line) }
}
