import { manifestKey } from '../catalog/catalog.ts'
import { type ListedBackup, withoutManifest } from '../catalog/stored-backups.ts'
import { BackupError } from '../core/errors.ts'
import type { Removal, RemovedVersions } from '../storage/store.ts'
import type { Fate, Leftover } from './prune-report.ts'
import type { PruneParts } from './request.ts'

/** How many backups at once: as many as the store takes objects in one request. */
const AT_ONCE = 1000

/** A backup that is to go, and the rule that says so. */
export interface Doomed {
  readonly listed: ListedBackup
  readonly rule: string
}

/**
 * `fates` by the backups' keys. `leftovers`: objects that stayed of backups that are gone. `stopped`: what ended it before
 * its end; what has no fate was not come to.
 */
export interface Removals {
  readonly fates: ReadonlyMap<string, Fate>
  readonly leftovers: readonly Leftover[]
  readonly stopped: BackupError | undefined
}

/**
 * Removes backups, so that a cut at any moment leaves each of them whole or without what makes it one: of a batch first the
 * manifests, and then what belonged to those that went. What cannot be removed does not keep the others from going.
 */
export async function removeBackups(
  doomed: readonly Doomed[],
  versions: RemovedVersions,
  parts: Pick<PruneParts, 'reporter' | 'signal' | 'store'>,
): Promise<Removals> {
  const fates = new Map<string, Fate>()
  const leftovers: Leftover[] = []
  try {
    for (let at = 0; at < doomed.length; at += AT_ONCE) {
      await removeBatch(doomed.slice(at, at + AT_ONCE), versions, parts, { fates, leftovers })
      parts.reporter.info(`${Math.min(at + AT_ONCE, doomed.length)} of ${doomed.length} done`)
    }
    return { fates, leftovers, stopped: undefined }
  } catch (error) {
    parts.signal.throwIfAborted()
    if (!(error instanceof BackupError)) throw error
    return { fates, leftovers, stopped: error }
  }
}

async function removeBatch(
  batch: readonly Doomed[],
  versions: RemovedVersions,
  { signal, store }: Pick<PruneParts, 'signal' | 'store'>,
  { fates, leftovers }: { readonly fates: Map<string, Fate>; readonly leftovers: Leftover[] },
): Promise<void> {
  const removedBy = fateOfRemoved()
  const heads = new Map(batch.map(each => [headOf(each.listed), each]))
  for await (const removal of store.removeMany(heads.keys(), signal, { versions })) {
    const owner = heads.get(removal.key)
    if (!owner) continue
    const { listed, rule } = owner
    fates.set(listed.key, removal.outcome === 'removed' ? removedBy(rule) : fateOfRemoval(removal, rule))
  }
  const rest = new Map(
    batch
      .filter(({ listed }) => fates.get(listed.key)?.kind === 'removed')
      .flatMap(each => restOf(each.listed).map(key => [key, each])),
  )
  for await (const removal of store.removeMany(rest.keys(), signal, { versions })) {
    const owner = rest.get(removal.key)
    if (owner && removal.outcome !== 'removed') leftovers.push(leftoverOf(removal, owner))
  }
}

/** One fate for all that go by one rule: there may be very many. */
function fateOfRemoved(): (rule: string) => Fate {
  const known = new Map<string, Fate>()
  return rule => {
    const fate = known.get(rule) ?? { kind: 'removed', rule }
    known.set(rule, fate)
    return fate
  }
}

/** The object without which the others are no backup: the manifest, or of a legacy backup the dump. */
function headOf(listed: ListedBackup): string {
  if (listed.manifestBytes !== undefined) return manifestKey(listed.key)
  return withoutManifest(listed)[0] ?? listed.key
}

function restOf(listed: ListedBackup): string[] {
  const head = headOf(listed)
  return withoutManifest(listed).filter(key => key !== head)
}

/** Only of a dump is it known how large it is: it alone is worth counting. */
function leftoverOf(
  removal: Exclude<Removal, { outcome: 'removed' }>,
  { listed: { dumpBytes = 0, key, modifiedMs }, rule }: Doomed,
): Leftover {
  const bytes = removal.key === key ? dumpBytes : 0
  const fate = fateOfRemoval(removal, rule)
  return { key: removal.key, kind: 'objects', since: new Date(modifiedMs), bytes, fate }
}

/** What a store's refusal means for what was to go by a rule. */
export function fateOfRemoval(removal: Exclude<Removal, { outcome: 'removed' }>, rule: string): Fate {
  return removal.outcome === 'kept'
    ? { kind: 'locked', rule: removal.why }
    : { kind: 'failed', rule, problem: removal.why }
}
