import { isOwnLayout } from '../backup/catalog/layout.ts'
import { roleOf } from '../backup/catalog/object-role.ts'
import type { Fate, Leftover } from '../backup/prune/prune-report.ts'
import { isLookedAt, prefixesOf } from './prune-listing.ts'
import type { PruneParts, PruneRequest } from './prune-request.ts'
import { fateOfRemoval } from './remove-backups.ts'

/** What was deleted by mistake can be brought back for so long: versions are kept for that. Milliseconds. */
const HIDDEN_FOR_MS = 30 * 86_400_000
const RULE = 'deleted more than 30 days ago, and still stored as a version'

/** Removes the versions of objects of our own names that were deleted long ago. */
export async function sweepVersions(
  wanted: Pick<PruneRequest, 'dryRun' | 'series'>,
  now: Date,
  { signal, store }: PruneParts,
): Promise<Leftover[]> {
  const found = new Map<string, Leftover>()
  for (const prefix of prefixesOf(wanted)) {
    for await (const { hidden, key } of store.hidden(prefix, signal)) {
      const isRecent = now.getTime() - hidden.getTime() <= HIDDEN_FOR_MS
      if (isRecent || !isLookedAt(key, wanted) || !isOwnLayout(roleOf(key).backup)) continue
      const fate: Fate = { kind: wanted.dryRun ? 'planned' : 'removed', rule: RULE }
      found.set(key, { key, kind: 'versions', since: hidden, bytes: 0, fate })
    }
  }
  if (wanted.dryRun) return [...found.values()]
  for await (const removal of store.removeMany([...found.keys()], signal, { versions: 'all' })) {
    const leftover = found.get(removal.key)
    if (leftover && removal.outcome !== 'removed')
      found.set(removal.key, { ...leftover, fate: fateOfRemoval(removal, RULE) })
  }
  return [...found.values()]
}
