import { flag } from '../action/inputs/readers.ts'
import { defaulting, type InputRow, optional, type ValuesOf } from '../action/inputs/row.ts'
import { anomalyInputs } from '../action/inputs/table/anomaly.ts'
import { series } from '../action/inputs/table/dump.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { destinationInputs, s3AccessInputs } from '../action/inputs/table/storage.ts'
import { parseFolder } from '../catalog/destination.ts'
import { type MaxAges, NO_MAX_AGES, parseMaxAges } from './data/max-ages.ts'

const maxAge: InputRow<MaxAges> = {
  read: parseMaxAges,
  required: false,
  default: undefined,
  whenEmpty: NO_MAX_AGES,
  description:
    'How old the newest backup may be, such as `26h` or `8d`: for every series, or `shop: 26h` a line for each. The step fails where one is older, or where there is none.',
  defaultDescription: 'reported, and no reason to fail',
}

/** What is reported, and which part of it fails. */
const reportInputs = {
  series: optional(series, {
    description: 'Only the backups of this series.',
    defaultDescription: 'every series',
  }),
  'max-age': maxAge,
  'report-path': optional(
    { read: parseFolder },
    {
      description:
        'The folder that `index.html` and `report.json` are written to. It is kept, so that a later step can upload it.',
      defaultDescription: '`pg-backup-report` in `RUNNER_TEMP`',
    },
  ),
  'anomaly-window': {
    ...anomalyInputs['anomaly-window'],
    description: 'How many earlier backups of the same series, class and mode each one is compared with.',
  },
  'anomaly-threshold': anomalyInputs['anomaly-threshold'],
  locks: defaulting(flag, 'true', {
    description:
      'Ask the store what keeps each backup from being removed. Needs `s3:GetObjectRetention` and `s3:GetObjectLegalHold`; without them it is reported as unknown.',
  }),
}

/** Every input of the report action, once. */
export const REPORT_INPUTS = {
  ...destinationInputs,
  ...reportInputs,
  ...s3AccessInputs,
  ...notifyInputs,
}

export type ReportInputValues = ValuesOf<typeof REPORT_INPUTS>
