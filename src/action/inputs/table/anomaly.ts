import { ANOMALY_ACTIONS, DRIFT_ACTIONS } from '../../../anomaly/evaluation.ts'
import { DEFAULT_THRESHOLDS, LARGEST_WINDOW, parsePercent } from '../../../anomaly/thresholds.ts'
import { oneOf, wholeNumber } from '../readers.ts'
import { defaulting } from '../row.ts'

/** How a backup is compared with those before it, once it is stored. */
export const anomalyInputs = {
  'on-anomaly': defaulting(oneOf(ANOMALY_ACTIONS), 'warn', {
    description:
      'What to do where a backup is unlike those before it of the same series, class and mode: fewer rows, a table that is empty or gone, another size. It is stored in any case; `fail` fails the step afterwards. `ignore` compares nothing.',
  }),
  'anomaly-window': defaulting(wholeNumber(1, LARGEST_WINDOW), String(DEFAULT_THRESHOLDS.window), {
    description: 'How many earlier backups it is compared with.',
  }),
  'anomaly-threshold': defaulting({ read: parsePercent }, `${DEFAULT_THRESHOLDS.percent}%`, {
    description: 'How far from their mean, up or down, is still normal: a percentage.',
  }),
  'on-schema-drift': defaulting(oneOf(DRIFT_ACTIONS), 'notice', {
    description:
      'What to do where definitions or extensions are others than in the backup before, as after a migration.',
  }),
}
