import { isAbandoned, RULE } from '../../catalog/abandoned-uploads.ts'
import { isOwnLayout } from '../../catalog/layout.ts'
import { roleOf } from '../../catalog/object-role.ts'
import { isLookedAt, prefixesOf } from '../../catalog/series-prefixes.ts'
import { BackupError } from '../../core/errors.ts'
import type { UnfinishedUpload } from '../../storage/store.ts'
import type { Disposition, Leftover } from '../prune-report.ts'
import type { PruneDeps, PruneRequest } from '../request.ts'

/** Discards uploads of our own names that nobody ended. */
export async function sweepUploads(
  wanted: Pick<PruneRequest, 'dryRun' | 'series'>,
  now: Date,
  parts: PruneDeps,
): Promise<Leftover[]> {
  const found: Leftover[] = []
  for (const prefix of prefixesOf(wanted)) {
    for await (const upload of parts.store.unfinished(prefix, parts.signal)) {
      const { begun, key } = upload
      if (!isLookedAt(key, wanted) || !isOwnLayout(roleOf(key).backup)) continue
      if (!(await isAbandoned(upload, now, parts))) continue
      const disposition = wanted.dryRun
        ? ({ kind: 'planned', rule: RULE } as const)
        : await discard(upload, parts)
      found.push({ key, kind: 'upload', since: begun, bytes: 0, disposition })
    }
  }
  return found
}

export async function discard(
  { trace }: UnfinishedUpload,
  { signal, store }: PruneDeps,
): Promise<Disposition> {
  try {
    await store.discard(trace, signal)
    return { kind: 'removed', rule: RULE }
  } catch (problem) {
    signal.throwIfAborted()
    if (!(problem instanceof BackupError)) throw problem
    return { kind: 'failed', rule: RULE, problem }
  }
}
