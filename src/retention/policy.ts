import type { BackupClass } from '../catalog/backup-class.ts'
import type { LegacyKind } from '../catalog/legacy/legacy-kind.ts'
import type { LegacyPattern } from '../catalog/legacy/legacy-pattern.ts'
import type { Span } from './span.ts'

/** How long a backup is kept for its age; `none`: its age keeps it not at all, only the keep rules may. */
export type Lifetime = Span | 'forever' | 'none'

/** What one backup is kept for, by restic's keep rules: each hour, day, ISO week, month or year, in UTC. */
export const PERIODS = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const
export type Period = (typeof PERIODS)[number]

/** `keep-last: 3`, `keep-daily: 7`. */
export interface KeepCount {
  readonly each: 'last' | Period
  /** Infinity for `unlimited`. */
  readonly count: number
}

/** `keep-within: 14d`, `keep-within-daily: 14d`: before the newest backup of the group, not before now. */
export interface KeepWithin {
  /** `all`: every backup, not one for each period. */
  readonly each: 'all' | Period
  readonly span: Span
}

/** What one series' backups are kept by: its class's age, or any of the keep rules. */
export interface Rules {
  readonly classes: Readonly<Record<BackupClass, Lifetime>>
  readonly isRetainable: readonly KeepCount[]
  readonly within: readonly KeepWithin[]
}

/** Objects without a manifest that may be removed, and when. */
export interface LegacyRule {
  readonly patterns: readonly LegacyPattern[]
  /** Of each kind that has none of its own. */
  readonly lifetime: Span | 'forever'
  readonly byKind: ReadonlyMap<LegacyKind, Span | 'forever'>
  /** Names (folders and what stands before the time) of which the newest goes by its age too. */
  readonly retired: ReadonlySet<string>
}

export interface Policy {
  /** Of each series that has none of its own. */
  readonly rules: Rules
  /** Whole: what was not written for the series is already that of `rules`. */
  readonly series: ReadonlyMap<string, Rules>
  readonly legacy: LegacyRule | undefined
}

const days = (count: number): Span => ({ years: 0, months: 0, days: count, hours: 0 })

/**
 * The runbooks' tables: pre-deploy 7 days; daily 7–30, and the daily script removes after 30; weekly and manual 90. The
 * monthly ones are for compliance and long-term storage, and no table says when one may go: so none goes unless the
 * policy says when. What is taken after a release or before a restore is as short-lived as a daily one.
 */
export const DEFAULT_POLICY: Policy = {
  rules: {
    classes: {
      manual: days(90),
      daily: days(30),
      weekly: days(90),
      monthly: 'forever',
      'pre-deploy': days(7),
      'post-release': days(30),
      'pre-restore': days(30),
    },
    isRetainable: [],
    within: [],
  },
  series: new Map(),
  legacy: undefined,
}

/** The rules for the backups of a series. */
export function rulesFor(policy: Policy, series: string): Rules {
  return policy.series.get(series) ?? policy.rules
}
