/** What may fail a run whose backup is stored: `on-anomaly: fail`, `on-schema-drift: fail`. */
export const FAIL_ON = ['anomaly', 'drift'] as const

export type FailOn = (typeof FAIL_ON)[number]
