/** What became of one database. */
export const FLEET_OUTCOMES = ['backed-up', 'anomalous', 'failed', 'no-url', 'cancelled', 'unknown'] as const
export type FleetOutcome = (typeof FLEET_OUTCOMES)[number]

/** What each outcome is called. */
export const FLEET_WORDS: Readonly<Record<FleetOutcome, string>> = {
  'backed-up': 'backed up',
  anomalous: 'stored, but unlike those before it',
  failed: 'no new backup',
  'no-url': 'no URL',
  cancelled: 'cancelled',
  unknown: 'not known',
}

/** How GitHub says that a step or a job ended. */
export const ENDINGS = ['success', 'failure', 'cancelled', 'skipped'] as const
/** Empty where it never began. */
export type Ending = (typeof ENDINGS)[number] | ''

/** What is known of a leg when its steps are over. */
export interface LegEnding {
  readonly url: Ending
  readonly backup: Ending
  readonly job: Ending
  /** Where the backup is; empty where there is none. Reported as soon as it is stored, no matter what comes afterwards. */
  readonly key: string
}

/** What these endings come to. */
export function outcomeOf({ backup, job, key, url }: LegEnding): FleetOutcome {
  if (backup === 'success') return 'backed-up'
  // Stored, and yet a failure: as on-anomaly and on-schema-drift have it.
  if (backup === 'failure' && key !== '') return 'anomalous'
  if (url === 'failure') return 'no-url'
  if (backup !== 'failure' && [url, backup, job].includes('cancelled')) return 'cancelled'
  return 'failed'
}
