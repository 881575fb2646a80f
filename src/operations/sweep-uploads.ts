import { isOwnLayout } from '../backup/catalog/layout.ts'
import { roleOf } from '../backup/catalog/object-role.ts'
import { BackupError } from '../backup/errors.ts'
import type { Fate, Leftover } from '../backup/prune/prune-report.ts'
import type { UnfinishedUpload } from '../storage/upkeep.ts'
import { isLookedAt, prefixesOf } from './prune-listing.ts'
import type { PruneParts, PruneRequest } from './prune-request.ts'

/** A job of a self-hosted runner may go on for 5 days: an older upload is nobody's. Milliseconds. */
const UNFINISHED_AFTER_MS = 7 * 86_400_000
const RULE = 'begun more than 7 days ago, and never ended'

/** Discards uploads of our own names that nobody ended. */
export async function sweepUploads(
  wanted: Pick<PruneRequest, 'dryRun' | 'series'>,
  now: Date,
  parts: PruneParts,
): Promise<Leftover[]> {
  const found: Leftover[] = []
  for (const prefix of prefixesOf(wanted)) {
    for await (const upload of parts.store.unfinished(prefix, parts.signal)) {
      const { begun, key } = upload
      const mayGoOn = now.getTime() - begun.getTime() <= UNFINISHED_AFTER_MS
      if (mayGoOn || !isLookedAt(key, wanted) || !isOwnLayout(roleOf(key).backup)) continue
      const fate = wanted.dryRun ? ({ kind: 'planned', rule: RULE } as const) : await discard(upload, parts)
      found.push({ key, kind: 'upload', since: begun, bytes: 0, fate })
    }
  }
  return found
}

async function discard({ trace }: UnfinishedUpload, { signal, store }: PruneParts): Promise<Fate> {
  try {
    await store.discard(trace, signal)
    return { kind: 'removed', rule: RULE }
  } catch (problem) {
    signal.throwIfAborted()
    if (!(problem instanceof BackupError)) throw problem
    return { kind: 'failed', rule: RULE, problem }
  }
}
