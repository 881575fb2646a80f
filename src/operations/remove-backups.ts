import { manifestKey } from '../backup/catalog/catalog.ts'
import { type ListedBackup, withoutManifest } from '../backup/catalog/stored-backups.ts'
import { BackupError } from '../backup/errors.ts'
import type { Fate } from '../backup/prune/prune-report.ts'
import type { Removal, RemovedVersions } from '../storage/upkeep.ts'
import type { PruneParts } from './prune-request.ts'

/** How many backups at once: as many as the store takes objects in one request. */
const AT_ONCE = 1000

/** A backup that is to go, and the rule that says so. */
export interface Doomed {
  readonly listed: ListedBackup
  readonly rule: string
}

/** `fates` by the backups' keys. `stopped`: what ended it before its end; what has no fate was not come to. */
export interface Removals {
  readonly fates: ReadonlyMap<string, Fate>
  readonly stopped: BackupError | undefined
}

/**
 * Removes backups, so that a cut at any moment leaves each of them whole or without a manifest: of a batch first the
 * manifests, and then what belonged to those that went. What cannot be removed does not keep the others from going.
 */
export async function removeBackups(
  doomed: readonly Doomed[],
  versions: RemovedVersions,
  parts: Pick<PruneParts, 'reporter' | 'signal' | 'store'>,
): Promise<Removals> {
  const fates = new Map<string, Fate>()
  try {
    for (let at = 0; at < doomed.length; at += AT_ONCE) {
      await removeBatch(doomed.slice(at, at + AT_ONCE), versions, parts, fates)
      parts.reporter.info(`${Math.min(at + AT_ONCE, doomed.length)} of ${doomed.length} done`)
    }
    return { fates, stopped: undefined }
  } catch (error) {
    parts.signal.throwIfAborted()
    if (!(error instanceof BackupError)) throw error
    return { fates, stopped: error }
  }
}

async function removeBatch(
  batch: readonly Doomed[],
  versions: RemovedVersions,
  { signal, store }: Pick<PruneParts, 'signal' | 'store'>,
  fates: Map<string, Fate>,
): Promise<void> {
  const remove = async (
    some: readonly Doomed[],
    keysOf: (listed: ListedBackup) => string[],
  ): Promise<void> => {
    const owners = new Map(some.flatMap(each => keysOf(each.listed).map(key => [key, each] as const)))
    for await (const removal of store.removeMany(owners.keys(), signal, { versions })) {
      const owner = owners.get(removal.key)
      if (owner && removal.outcome !== 'removed')
        fates.set(owner.listed.key, fateOfRemoval(removal, owner.rule))
    }
  }
  const proven = batch.filter(({ listed }) => listed.manifestBytes !== undefined)
  await remove(proven, ({ key }) => [manifestKey(key)])
  const gone = batch.filter(({ listed }) => !fates.has(listed.key))
  await remove(gone, withoutManifest)
  for (const { listed, rule } of gone)
    if (!fates.has(listed.key)) fates.set(listed.key, { kind: 'removed', rule })
}

/** What a store's refusal means for what was to go by a rule. */
export function fateOfRemoval(removal: Exclude<Removal, { outcome: 'removed' }>, rule: string): Fate {
  return removal.outcome === 'kept'
    ? { kind: 'locked', rule: removal.why }
    : { kind: 'failed', rule, problem: removal.why }
}
