import type { KeepCount, KeepWithin, Period, Rules } from './policy.ts'
import { before, formatSpan } from './span.ts'
import type { StoredBackup } from './stored-backup.ts'

/**
 * What restic's keep rules keep (internal/data/snapshot_policy.go, `ApplyPolicy` of restic 0.18): of each period the last
 * backup, of the newest periods that have one, and the oldest backup of all while a rule has places left. `keep-within…`
 * counts back from the newest backup that is not from the future. One rule is enough.
 * @param newestFirst of one group, only those that count
 * @returns the first rule that keeps it, for each that is kept
 */
export function keptByRules(
  newestFirst: readonly StoredBackup[],
  rules: Rules,
  now: Date,
): ReadonlyMap<StoredBackup, string> {
  const latest = newestFirst.find(({ startedAt }) => startedAt < now) ?? newestFirst[0]
  if (!latest) return new Map()
  const kept = [
    ...rules.isRetainable.flatMap(rule => keptByCount(newestFirst, rule)),
    ...rules.within.flatMap(rule => keptWithin(newestFirst, rule, latest.startedAt)),
  ]
  // A Map keeps the last of several values, and the first rule is the one to be reported.
  return new Map(kept.reverse())
}

type Kept = readonly [StoredBackup, string]

function keptByCount(newestFirst: readonly StoredBackup[], { each, count }: KeepCount): Kept[] {
  const name = `keep-${each}`
  const chosen = each === 'last' ? newestFirst : lastOfEach(newestFirst, each)
  const oldest = newestFirst.at(-1)
  // The oldest takes a place of its own, where there is one and its period's last is another.
  const places = oldest && !chosen.includes(oldest) ? [...chosen, oldest] : chosen
  return places.slice(0, count).map((backup, index) => {
    const place = count === Infinity ? `${name} unlimited` : `${name} ${index + 1} of ${count}`
    return [backup, chosen.includes(backup) ? place : `${place}, the oldest`]
  })
}

function keptWithin(newestFirst: readonly StoredBackup[], { each, span }: KeepWithin, latest: Date): Kept[] {
  const start = before(latest, span)
  const recent = newestFirst.filter(({ startedAt }) => startedAt > start)
  const name = `keep-within${each === 'all' ? '' : `-${each}`} ${formatSpan(span)}`
  const chosen = each === 'all' ? recent : lastOfEach(recent, each)
  const kept = chosen.map((backup): Kept => [backup, name])
  const oldest = newestFirst.at(-1)
  return oldest && recent.includes(oldest) ? [...kept, [oldest, `${name}, the oldest`]] : kept
}

/** The last backup of each period that has one. */
function lastOfEach(newestFirst: readonly StoredBackup[], period: Period): StoredBackup[] {
  const buckets = Map.groupBy(newestFirst, ({ startedAt }) => bucketOf(startedAt, period))
  return [...buckets.values()].flatMap(([last]) => last ?? [])
}

const DAY_MS = 86_400_000

/** Which hour, day, ISO week (Monday to Sunday), month or year a moment is in, UTC: the same text for the same one. */
function bucketOf(moment: Date, period: Period): string {
  const text = moment.toISOString()
  switch (period) {
    case 'hourly':
      return text.slice(0, 13)
    case 'daily':
      return text.slice(0, 10)
    case 'weekly':
      return `week of ${mondayOf(moment)}`
    case 'monthly':
      return text.slice(0, 7)
    case 'yearly':
      return text.slice(0, 4)
  }
}

function mondayOf(moment: Date): string {
  const sinceMonday = (moment.getUTCDay() + 6) % 7
  return new Date(moment.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10)
}
