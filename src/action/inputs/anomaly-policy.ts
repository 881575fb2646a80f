import type { AnomalyPolicy } from '../../anomaly/judgement.ts'
import type { BackupReading } from '../../backup/inputs.ts'

/** Undefined where nothing is to be compared. */
export function anomalyPolicyOf({ value }: BackupReading): AnomalyPolicy | undefined {
  const onAnomaly = value('on-anomaly')
  if (onAnomaly === 'ignore') return undefined
  return {
    thresholds: { window: value('anomaly-window'), percent: value('anomaly-threshold') },
    onAnomaly,
    onDrift: value('on-schema-drift'),
  }
}
