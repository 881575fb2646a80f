import { manifestKey } from '../catalog/catalog.ts'
import { type ListedBackup, withoutManifest } from '../catalog/stored-backups.ts'
import { BackupError } from '../core/errors.ts'
import type { Removal, RemovedVersions } from '../storage/store.ts'
import type { Disposition, Leftover } from './prune-report.ts'
import type { PruneDeps } from './request.ts'

/** How many backups at once: as many as the store takes objects in one request. */
const AT_ONCE = 1000

/** A backup that is to go, and the rule that says so. */
export interface RemovalCandidate {
  readonly listed: ListedBackup
  readonly rule: string
}

/**
 * `fates` by the backups' keys. `leftovers`: objects that stayed of backups that are gone. `stopped`: what ended it before
 * its end; what has no fate was not come to.
 */
export interface Removals {
  readonly dispositions: ReadonlyMap<string, Disposition>
  readonly leftovers: readonly Leftover[]
  readonly stopped: BackupError | undefined
}

/**
 * Removes backups, so that a cut at any moment leaves each of them whole or without what makes it one: of a batch first the
 * manifests, and then what belonged to those that went. What cannot be removed does not keep the others from going.
 */
export async function removeBackups(
  candidates: readonly RemovalCandidate[],
  versions: RemovedVersions,
  parts: Pick<PruneDeps, 'reporter' | 'signal' | 'store'>,
): Promise<Removals> {
  const dispositions = new Map<string, Disposition>()
  const leftovers: Leftover[] = []
  try {
    for (let at = 0; at < candidates.length; at += AT_ONCE) {
      await removeBatch(candidates.slice(at, at + AT_ONCE), versions, parts, { dispositions, leftovers })
      parts.reporter.info(`${Math.min(at + AT_ONCE, candidates.length)} of ${candidates.length} done`)
    }
    return { dispositions, leftovers, stopped: undefined }
  } catch (error) {
    parts.signal.throwIfAborted()
    if (!(error instanceof BackupError)) throw error
    return { dispositions, leftovers, stopped: error }
  }
}

async function removeBatch(
  batch: readonly RemovalCandidate[],
  versions: RemovedVersions,
  { signal, store }: Pick<PruneDeps, 'signal' | 'store'>,
  {
    dispositions,
    leftovers,
  }: { readonly dispositions: Map<string, Disposition>; readonly leftovers: Leftover[] },
): Promise<void> {
  const removedBy = dispositionOfRemoved()
  const heads = new Map(batch.map(each => [headOf(each.listed), each]))
  for await (const removal of store.removeMany(heads.keys(), signal, { versions })) {
    const owner = heads.get(removal.key)
    if (!owner) continue
    const { listed, rule } = owner
    dispositions.set(
      listed.key,
      removal.outcome === 'removed' ? removedBy(rule) : dispositionOfRemoval(removal, rule),
    )
  }
  const rest = new Map(
    batch
      .filter(({ listed }) => dispositions.get(listed.key)?.kind === 'removed')
      .flatMap(each => restOf(each.listed).map(key => [key, each])),
  )
  for await (const removal of store.removeMany(rest.keys(), signal, { versions })) {
    const owner = rest.get(removal.key)
    if (owner && removal.outcome !== 'removed') leftovers.push(leftoverOf(removal, owner))
  }
}

/** One fate for all that go by one rule: there may be very many. */
function dispositionOfRemoved(): (rule: string) => Disposition {
  const known = new Map<string, Disposition>()
  return rule => {
    const disposition = known.get(rule) ?? { kind: 'removed', rule }
    known.set(rule, disposition)
    return disposition
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
  { listed: { dumpBytes = 0, key, modifiedMs }, rule }: RemovalCandidate,
): Leftover {
  const bytes = removal.key === key ? dumpBytes : 0
  const disposition = dispositionOfRemoval(removal, rule)
  return { key: removal.key, kind: 'objects', since: new Date(modifiedMs), bytes, disposition }
}

/** What a store's refusal means for what was to go by a rule. */
export function dispositionOfRemoval(
  removal: Exclude<Removal, { outcome: 'removed' }>,
  rule: string,
): Disposition {
  return removal.outcome === 'kept'
    ? { kind: 'locked', rule: removal.why }
    : { kind: 'failed', rule, problem: removal.why }
}
