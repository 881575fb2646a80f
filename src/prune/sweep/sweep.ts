import { isOrphaned, manifestKey } from '../../catalog/catalog.ts'
import { groupOf, nameOfGroup } from '../../catalog/group.ts'
import { lockOfBackup } from '../../catalog/lock-of-backup.ts'
import { roleOf } from '../../catalog/object-role.ts'
import { READ_AT_ONCE } from '../../catalog/read-manifest.ts'
import { type ListedBackup, withoutManifest } from '../../catalog/stored-backups.ts'
import { isPrimary, isRetainable } from '../../retention/stored-backup.ts'
import { inParallel } from '../../stream/concurrency.ts'
import type { Disposition, Leftover } from '../prune-report.ts'
import { dispositionOfRemoval } from '../remove.ts'
import type { PruneDeps, PruneRequest } from '../request.ts'
import type { Remaining } from './replacements.ts'
import { sweepUploads } from './uploads.ts'
import { sweepVersions } from './versions.ts'

const RULE = 'of no backup, and older than a day'

/** What is to be swept: objects without a manifest that are where only we put things, under names that we give. */
export interface Sweeping {
  readonly orphans: readonly ListedBackup[]
  readonly remaining: Remaining
}

/**
 * Removes what belongs to no backup: such objects, when they are older than a day, uploads that nobody ended, and with
 * `versions: all` what was deleted long ago. A dump might be a backup of somebody else's, which only a legacy pattern
 * names: it goes where the store says that an upload of ours made it, and its series has a proven backup. A folder keeps no
 * mark of who wrote a file: there every dump stays, with what is beside it.
 */
export async function sweep(
  { orphans, remaining }: Sweeping,
  wanted: PruneRequest,
  now: Date,
  parts: PruneDeps,
): Promise<Leftover[]> {
  const proven = new Set(
    remaining.kept
      .filter(each => isRetainable(each) && isPrimary(each))
      .map(({ group }) => nameOfGroup(group)),
  )
  const old = orphans.filter(({ modifiedMs }) => isOrphaned(modifiedMs, now))
  const dispositions = new Map<string, Disposition>()
  await inParallel(READ_AT_ONCE, old, async listed => {
    const disposition = await dispositionOf(listed, proven.has(nameOfGroup(groupOf(listed.key))), parts)
    if (disposition) dispositions.set(listed.key, disposition)
  })
  const going = old.filter(({ key }) => dispositions.get(key)?.kind === 'planned')
  if (!wanted.dryRun) await removeOrphans(going, wanted, parts, dispositions)
  const objects = old.flatMap(({ bytes, key, modifiedMs }): Leftover[] => {
    const disposition = dispositions.get(key)
    return disposition ? [{ key, kind: 'objects', since: new Date(modifiedMs), bytes, disposition }] : []
  })
  const versions = wanted.versions === 'all' ? await sweepVersions(wanted, remaining, now, parts) : []
  return [...objects, ...(await sweepUploads(wanted, now, parts)), ...versions]
}

/** Undefined: it is gone, or a backup, by now. */
async function dispositionOf(
  listed: ListedBackup,
  replaced: boolean,
  parts: PruneDeps,
): Promise<Disposition | undefined> {
  const { signal, store } = parts
  const { dumpBytes, key } = listed
  if (dumpBytes !== undefined) {
    const dump = await store.head(key, signal)
    if (!dump) return undefined
    if (dump.ours === false)
      return { kind: 'kept', rule: 'not uploaded by this action, and no legacy pattern names it' }
    if (dump.ours === undefined)
      return { kind: 'kept', rule: 'a dump of somebody, and no legacy pattern names it' }
    if (!replaced)
      return { kind: 'kept', rule: 'its series has no proven backup, and no legacy pattern names it' }
  }
  // One that was being made when its objects were listed may be complete now.
  if (await store.head(manifestKey(key), signal)) return undefined
  const [first = key] = withoutManifest(listed)
  const lock = await lockOfBackup({ ...listed, key: first }, parts)
  return lock === undefined ? { kind: 'planned', rule: RULE } : { kind: 'locked', rule: lock }
}

async function removeOrphans(
  orphans: readonly ListedBackup[],
  { versions }: PruneRequest,
  { signal, store }: PruneDeps,
  dispositions: Map<string, Disposition>,
): Promise<void> {
  for (const { key } of orphans) dispositions.set(key, { kind: 'removed', rule: RULE })
  for await (const removal of store.removeMany(orphans.flatMap(withoutManifest), signal, { versions })) {
    if (removal.outcome !== 'removed')
      dispositions.set(roleOf(removal.key).backup, dispositionOfRemoval(removal, RULE))
  }
}
