import type { Thresholds } from '../anomaly/thresholds.ts'
import { seriesOfKey } from '../catalog/archive-key.ts'
import type { OtherDestination } from '../catalog/other-destination.ts'
import { READ_AT_ONCE } from '../catalog/read-manifest.ts'
import type { ListedBackup } from '../catalog/stored-backups.ts'
import { timeInName } from '../catalog/time-in-name.ts'
import { whatThereIs, words } from '../catalog/what-there-is.ts'
import { cancellation } from '../core/cancellation.ts'
import type { Reporter } from '../core/reporter.ts'
import { formatSize } from '../core/sizes.ts'
import { counted } from '../core/words.ts'
import type { ObjectStore } from '../storage/store.ts'
import { inOrder } from '../stream/concurrency.ts'
import { type Asked, type Found, reportData } from './data/compose-report.ts'
import type { FoundSeries } from './data/compose-series.ts'
import { gatherSeries } from './data/gather.ts'
import type { ReportData } from './data/report-data.ts'
import { listForReport } from './listing.ts'
import { type ReadingDeps, readForReport } from './reading.ts'

export interface ReportRequest extends Omit<Asked, 'now'> {
  /** Undefined: all that there are. */
  readonly series: string | undefined
  readonly thresholds: Thresholds
  /** Whether the store is asked what holds each backup. */
  readonly locks: boolean
}

export interface ReportDeps {
  readonly store: ObjectStore
  readonly reporter: Reporter
  readonly now: () => Date
  readonly signal: AbortSignal
}

/** How often the log says how far the reading is. Backups. */
const EVERY = 250

/**
 * Reads what is in a store: every manifest, the last drill of each backup, and its lock. Nothing is written anywhere.
 * What is wrong with a backup is in the report, and no error.
 * @throws BackupError no matter what concerns the store as a whole
 */
export async function makeReport(request: ReportRequest, parts: ReportDeps): Promise<ReportData> {
  try {
    return await listAndRead(request, parts)
  } catch (error) {
    throw cancellation(parts.signal) ?? error
  }
}

async function listAndRead(request: ReportRequest, parts: ReportDeps): Promise<ReportData> {
  const { reporter, signal, store } = parts
  const now = parts.now()
  const { locks, maxAges, series } = request
  const listing = await reporter.group('List', async () => {
    const listed = await listForReport(series, { now, reporter, signal, store })
    const bytes = listed.stored.reduce((sum, each) => sum + each.bytes, 0)
    reporter.info(
      `${counted(listed.backups.length, 'backup')} in ${store.location}, ${formatSize(bytes)} in all`,
    )
    return listed
  })
  const { backups, legacy, orphans, stored, storageClassOf } = listing
  const read = await reporter.group('Read', () =>
    readAll(backups, request, { ...parts, locks, storageClassOf }),
  )
  // A slip in the destination or the series' name is not that the schedule was disabled.
  if (read.series.length + read.unreadable.length === 0) {
    const there = await whatThereIs(parts)
    if (series !== undefined && there && there.newest.length > 0)
      read.warnings.push(`There is no backup of the series ${series}. ${words(there)}`)
  }
  const empty = [...maxAges.bySeries.keys(), ...(series === undefined ? [] : [series]), ...read.unreadableOf]
  const known = new Set(read.series.map(each => each.series))
  const found: Found = {
    location: store.location,
    series: [...read.series, ...[...new Set(empty)].filter(name => !known.has(name)).map(withoutBackups)],
    unreadable: read.unreadable,
    orphans,
    stored,
    legacy,
    locksRead: locks,
    warnings: read.warnings,
  }
  return reportData(found, { ...request, now })
}

interface ReadAll extends Pick<Found, 'series' | 'unreadable'> {
  readonly warnings: string[]
  /** The series that the unreadable ones are of. */
  readonly unreadableOf: readonly string[]
}

async function readAll(
  backups: readonly ListedBackup[],
  { thresholds }: ReportRequest,
  parts: ReadingDeps & Pick<ReportDeps, 'reporter'>,
): Promise<ReadAll> {
  const series: FoundSeries[] = []
  const unreadable: { key: string; message: string }[] = []
  const warnings: string[] = []
  const elsewhere: OtherDestination[] = []
  let count = 0
  // One series after another, so that the manifests that are kept for comparison are those of one.
  for (const [name, listed] of Map.groupBy(backups, ({ key }) => seriesOfKey(key))) {
    const gatherer = gatherSeries(name, thresholds)
    let found = 0
    for await (const read of inOrder(READ_AT_ONCE, listed.toSorted(oldestFirst), each =>
      readForReport(each, parts),
    )) {
      count += 1
      if (count % EVERY === 0) parts.reporter.info(`${counted(count, 'backup')} of ${backups.length} read`)
      if (read.kind === 'gone') warnings.push(`${read.key} was removed while this report was made.`)
      if (read.kind === 'elsewhere') elsewhere.push(read.other)
      if (read.kind === 'unreadable') unreadable.push({ key: read.key, message: read.message })
      if (read.kind !== 'found') continue
      found += 1
      gatherer.add(read.backup)
      if (read.warning !== undefined) warnings.push(read.warning)
    }
    if (found > 0) series.push(gatherer.gathered())
  }
  const [other] = elsewhere
  if (other && series.length + unreadable.length === 0) throw other
  if (other)
    parts.reporter.notice(
      `${elsewhere.length} backups here belong to another destination, ${other.destination}, and are not in this report.`,
    )
  return { series, unreadable, warnings, unreadableOf: unreadable.map(({ key }) => seriesOfKey(key)) }
}

function oldestFirst(one: ListedBackup, other: ListedBackup): number {
  const time = ({ key }: ListedBackup): number => timeInName(key)?.getTime() ?? 0
  return time(one) - time(other) || (one.key < other.key ? -1 : 1)
}

function withoutBackups(series: string): FoundSeries {
  return { series, source: undefined, backups: [], drills: [], anomalies: [] }
}
