import { totalsLine } from '../../anomaly/evaluation.ts'
import { legacyWords } from '../../catalog/legacy/legacy-words.ts'
import { formatAge } from '../../core/ages.ts'
import type { Attention, ReportData } from './report-data.ts'
import type { ReportSeries } from './report-series.ts'

/** How far a clock may be ahead before its times mean nothing. Milliseconds. */
const CLOCKS_DIFFER_MS = 15 * 60_000

/** The newest of a kind that is no longer made stays the newest: for how long what is odd about it is news. Milliseconds. */
const NEWS_FOR_MS = 35 * 86_400_000

/** How many of a kind are reported one by one, for each series. */
const MOST_EACH = 5

type Evaluated = Pick<
  ReportData,
  'location' | 'madeAt' | 'series' | 'unreadableCount' | 'unreadable' | 'orphans' | 'legacy'
>

/**
 * All that somebody should look at: failures first, then warnings, in the order of the series.
 * @param watched whether a max-age is set for every series that there is
 */
export function attentionOf(report: Evaluated, watched: boolean): Attention[] {
  const all = [
    ...(report.series.length === 0 ? [nothingAt(report, watched)] : []),
    ...report.series.flatMap(each => ofSeries(each, Date.parse(report.madeAt))),
    ...ofManifests(report),
    ...ofOrphans(report),
  ]
  return [...all.filter(isFailure), ...all.filter(each => !isFailure(each))]
}

export function isFailure({ level }: Attention): boolean {
  return level === 'failure'
}

/** Without a max-age too it is more likely a slip in the destination than what somebody wants to know. */
function nothingAt(
  { legacy, location }: Pick<ReportData, 'legacy' | 'location'>,
  watched: boolean,
): Attention {
  const message =
    legacy.count === 0
      ? `There is no backup at all in ${location}.`
      : `There is no backup with a manifest in ${location}, only ${legacyWords(legacy)}.`
  return { level: watched ? 'failure' : 'warning', about: 'freshness', message }
}

function ofSeries(each: ReportSeries, nowMs: number): Attention[] {
  const { series } = each
  const warning = (about: Attention['about'], message: string): Attention => ({
    level: 'warning',
    series,
    about,
    message,
  })
  const stale: Attention[] =
    each.freshness.state === 'stale'
      ? [
          {
            level: 'failure',
            series,
            about: 'freshness',
            message: `The series ${series} ${each.freshness.words}.`,
          },
        ]
      : []
  const none =
    each.backupCount === 0 && stale.length === 0
      ? [warning('freshness', `The series ${series} has no backup.`)]
      : []
  return [
    ...stale,
    ...none,
    ...few(
      each.backups.filter(({ state }) => state === 'missing' || state === 'altered'),
      ({ key, state }) =>
        warning(
          'backup',
          state === 'missing'
            ? `${key} is missing, its manifest is there.`
            : `${key} has another size than its manifest says.`,
        ),
    ),
    // A later drill that passed makes up for an earlier one that did not.
    ...few(
      each.drills.slice(0, 1).filter(({ passed }) => !passed),
      ({ at, key, outcome, reasons: [why] }) =>
        warning(
          'drill',
          `The last drill, of ${key} on ${at.slice(0, 10)}: ${outcome}${why ? `: ${why}` : '.'}`,
        ),
    ),
    ...few(
      each.anomalies.filter(({ anomalies, at }) => anomalies > 0 && nowMs - Date.parse(at) < NEWS_FOR_MS),
      ({ anomalies, findings: [first], key, totals }) =>
        warning(
          'anomaly',
          `${key}: ${totalsLine({ anomalies, totals }) ?? first?.text ?? `${anomalies} anomalies.`}${totals === undefined && anomalies > 1 ? ` (And ${anomalies - 1} more.)` : ''}`,
        ),
    ),
    ...few(
      each.backups.filter(({ at }) => Date.parse(at) - nowMs > CLOCKS_DIFFER_MS),
      ({ at, key }) =>
        warning('clock', `${key} is dated ${formatAge(Date.parse(at) - nowMs)} ahead: a clock is wrong.`),
    ),
  ]
}

function ofManifests({ unreadable, unreadableCount }: Evaluated): Attention[] {
  const shown = unreadable.slice(0, MOST_EACH)
  const more = unreadableCount - shown.length
  const listed = shown.map(({ message }): Attention => ({ level: 'warning', about: 'manifest', message }))
  if (more <= 0) return listed
  return [
    ...listed,
    { level: 'warning', about: 'manifest', message: `${more} more manifests cannot be used.` },
  ]
}

function ofOrphans({ orphans }: Evaluated): Attention[] {
  if (orphans.count === 0) return []
  const message =
    orphans.count === 1
      ? 'An object older than a day belongs to no backup.'
      : `${orphans.count} objects older than a day belong to no backup.`
  return [{ level: 'warning', about: 'orphans', message }]
}

function few<T>(list: readonly T[], describe: (each: T) => Attention): Attention[] {
  const listed = list.slice(0, MOST_EACH).map(describe)
  const [first] = listed
  const more = list.length - listed.length
  return first && more > 0 ? [...listed, { ...first, message: `And ${more} more of this kind.` }] : listed
}
