import { whatThereIs, words } from '../catalog/what-there-is.ts'
import { cancellation } from '../core/cancellation.ts'
import { BackupError } from '../core/errors.ts'
import { requireSameTime } from '../retention/clock.ts'
import type { Verdict } from '../retention/plan-retention.ts'
import { archiveBackups } from './archive/archive-backups.ts'
import { sharedSeries } from './databases.ts'
import { type Listing, listForPrune } from './listing.ts'
import { logPlan, prunedBackups, reasonsToFail } from './log.ts'
import { refuseRemovals, tooManyRemovals } from './max-removals.ts'
import { resolvePlan } from './plan.ts'
import type { PrunedBackup, PruneReport, Swept } from './prune-report.ts'
import { type RemovalCandidate, type Removals, removeBackups } from './remove.ts'
import type { PruneDeps, PruneRequest } from './request.ts'
import { sweep } from './sweep/sweep.ts'

/**
 * Lists what is in the store, judges it by the policy, archives, removes, and sweeps up. Anything that is in doubt (a clock,
 * a listing, a manifest, a plan that takes too much) stops it before anything is removed. That something could not be
 * removed is an outcome, not an error: everything else is tried, and what became of it reported.
 * @throws BackupError with the first cause
 */
export async function prune(
  request: PruneRequest,
  parts: PruneDeps,
): Promise<Omit<PruneReport, 'warnings'> & { readonly notices: readonly string[] }> {
  try {
    return await listAndPrune(request, parts)
  } catch (error) {
    throw cancellation(parts.signal) ?? error
  }
}

async function listAndPrune(request: PruneRequest, parts: PruneDeps): ReturnType<typeof prune> {
  const { reporter, signal, store } = parts
  const now = parts.now()
  requireSameTime(now, await store.clock(signal))
  const listing = await reporter.group('List', () => listForPrune(request, parts))
  const { tooMany, verdicts } = await reporter.group('Plan', async () => {
    const resolved = await resolvePlan(listing, request, now, parts)
    await logPlan(resolved, now, reporter)
    return { verdicts: resolved, tooMany: tooManyRemovals(resolved, request.maxRemovals) }
  })
  if (tooMany.length > 0 && !request.dryRun) throw refuseRemovals(tooMany, request.maxRemovals)
  const backups = verdicts.map(({ backup }) => backup)
  const archived = request.archive
    ? await reporter.group('Archive', () => archiveBackups(backups, listing, request, now, parts))
    : []
  const removals = request.dryRun
    ? undefined
    : await reporter.group('Remove', () =>
        removeBackups(candidates(verdicts, listing), request.versions, parts),
      )
  const swept = await reporter.group('Sweep', () => sweepUp(verdicts, listing, removals, request, now, parts))
  const pruned = prunedBackups(verdicts, listing, removals)
  const leftovers = [...(removals?.leftovers ?? []), ...swept.leftovers]
  return {
    location: store.location,
    dryRun: request.dryRun,
    now,
    backups: pruned,
    archived,
    leftovers,
    foreignObjects: listing.foreignObjects,
    problems: reasonsToFail(pruned, { ...swept, leftovers }, removals),
    notices: [
      ...(await nothingThere(request, listing, parts)),
      ...sharedSeries(verdicts),
      ...aboutLegacy(request, listing, verdicts),
      ...tooMany.map(
        share => `${share} would go, more than max-removals allows: without dry-run this is refused`,
      ),
      ...(await hiddenOnly(pruned, request, parts)),
    ],
  }
}

/**
 * A series of which there is nothing may be one whose name was misspelt: then its backups are never pruned.
 * @throws OtherDestination where the backups are those of another destination
 */
async function nothingThere(
  { series }: PruneRequest,
  { listed }: Listing,
  parts: PruneDeps,
): Promise<string[]> {
  if (listed.size > 0) return []
  const there = await whatThereIs(parts)
  if (series === undefined) return []
  return [
    `There is no backup of the series ${series} in ${parts.store.location}: is it the name of its folder there?${there ? ` ${words(there)}` : ''}`,
  ]
}

/** Which objects without a manifest are not judged, or not for ever, and how they are. */
function aboutLegacy(
  { policy: { legacy }, series }: PruneRequest,
  { dated, elsewhere, ofOthers }: Listing,
  verdicts: readonly Verdict[],
): string[] {
  const counted = (count: number): string => count.toLocaleString('en-US')
  const names = new Set(verdicts.flatMap(({ backup }) => (backup.legacy ? [backup.group.series] : [])))
  const unknown = [...(legacy?.retired ?? [])].filter(name => !names.has(name))
  return [
    ...(elsewhere.count > 0
      ? [
          `${counted(elsewhere.count)} backups here belong to another destination, ${elsewhere.destination}, and were left alone`,
        ]
      : []),
    ...(dated.count > 0
      ? [
          `${counted(dated.count)} of the other objects look like dated dumps, such as ${dated.first}: set legacy-pattern in the policy to let them go by age (docs/retention.md, Legacy objects)`,
        ]
      : []),
    ...(ofOthers.count > 0
      ? [
          `${counted(ofOthers.count)} objects match legacy-pattern and are not of the series ${series} by name or folder, such as ${ofOthers.first}: a prune without series judges them`,
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `legacy-retired names ${unknown.join(', ')}, and no legacy object has that name; there are ${[...names].toSorted().slice(0, MOST_NAMES).join(', ') || 'none'}`,
        ]
      : []),
  ]
}

const MOST_NAMES = 10

function candidates(verdicts: readonly Verdict[], { listed }: Listing): RemovalCandidate[] {
  return verdicts.flatMap(({ backup: { key }, rule, verdict }) => {
    const found = listed.get(key)
    return verdict === 'remove' && found ? [{ listed: found, rule }] : []
  })
}

/** That sweeping fails as a whole does not undo what was pruned. */
async function sweepUp(
  verdicts: readonly Verdict[],
  { listed, orphans }: Listing,
  removals: Removals | undefined,
  request: PruneRequest,
  now: Date,
  parts: PruneDeps,
): Promise<Swept> {
  if (!request.sweep || removals?.stopped) return { leftovers: [], problem: undefined }
  try {
    const kept = verdicts.filter(({ verdict }) => verdict === 'keep').map(({ backup }) => backup)
    const remaining = { kept, listed }
    return { leftovers: await sweep({ orphans, remaining }, request, now, parts), problem: undefined }
  } catch (error) {
    parts.signal.throwIfAborted()
    if (!(error instanceof BackupError)) throw error
    return { leftovers: [], problem: error }
  }
}

/** In a bucket with versions, what is removed goes on taking room. */
async function hiddenOnly(
  backups: readonly PrunedBackup[],
  { versions }: PruneRequest,
  { signal, store }: PruneDeps,
): Promise<string[]> {
  if (versions === 'all' || !backups.some(({ disposition }) => disposition.kind === 'removed')) return []
  const versioning = await store.versioning(signal).catch(() => 'unknown')
  return versioning === 'on'
    ? [
        'The bucket keeps versions: what was removed is hidden, and goes on taking room until versions: all, or a lifecycle rule, removes it',
      ]
    : []
}
