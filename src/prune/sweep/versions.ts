import { isOwnLayout } from '../../catalog/layout.ts'
import { roleOf } from '../../catalog/object-role.ts'
import { isLookedAt, prefixesOf } from '../../catalog/series-prefixes.ts'
import type { Disposition, Leftover } from '../prune-report.ts'
import { dispositionOfRemoval } from '../remove.ts'
import type { PruneDeps, PruneRequest } from '../request.ts'
import { groupOfUnread, type Remaining, Replacements } from './replacements.ts'

/** What was deleted by mistake can be brought back for so long: versions are kept for that. Milliseconds. */
const HIDDEN_FOR_MS = 30 * 86_400_000
const RULE = 'deleted more than 30 days ago, and still stored as a version'
const IRREPLACEABLE = 'deleted, and its series has no proven backup that holds as much'

/**
 * Removes the versions of objects of our own names that were deleted long ago. Where nothing that can be seen stands in for
 * a backup, its versions are all that its series can be restored from, and stay.
 */
export async function sweepVersions(
  wanted: Pick<PruneRequest, 'dryRun' | 'series'>,
  remaining: Remaining,
  now: Date,
  parts: PruneDeps,
): Promise<Leftover[]> {
  const { signal, store } = parts
  const replacements = new Replacements(remaining, parts)
  const found = new Map<string, Leftover>()
  for (const prefix of prefixesOf(wanted)) {
    for await (const { hidden, key } of store.hidden(prefix, signal)) {
      const isRecent = now.getTime() - hidden.getTime() <= HIDDEN_FOR_MS
      const { backup } = roleOf(key)
      if (isRecent || !isLookedAt(key, wanted) || !isOwnLayout(backup)) continue
      const disposition: Disposition = (await replacements.has(groupOfUnread(backup)))
        ? { kind: wanted.dryRun ? 'planned' : 'removed', rule: RULE }
        : { kind: 'kept', rule: IRREPLACEABLE }
      found.set(key, { key, kind: 'versions', since: hidden, bytes: 0, disposition })
    }
  }
  const going = [...found.values()]
    .filter(({ disposition }) => disposition.kind === 'removed')
    .map(({ key }) => key)
  if (going.length === 0) return [...found.values()]
  for await (const removal of store.removeMany(going, signal, { versions: 'all' })) {
    const leftover = found.get(removal.key)
    if (leftover && removal.outcome !== 'removed')
      found.set(removal.key, { ...leftover, disposition: dispositionOfRemoval(removal, RULE) })
  }
  return [...found.values()]
}
