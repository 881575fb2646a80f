import { type MaxAges, NO_MAX_AGES, parseMaxAges } from '../../../backup/reporting/max-ages.ts'
import { parsePrices } from '../../../backup/reporting/prices.ts'
import { parseFolder } from '../../../catalog/destination.ts'
import { fitting, flag } from '../readers.ts'
import { defaulting, type InputRow, optional } from '../row.ts'
import { anomalyInputs } from './anomaly.ts'
import { series } from './dump.ts'

const maxAge: InputRow<MaxAges> = {
  read: parseMaxAges,
  required: false,
  default: undefined,
  absent: NO_MAX_AGES,
  description:
    'How old the newest backup may be, such as `26h` or `8d`: for every series, or `shop: 26h` a line for each. The step fails where one is older, or where there is none.',
  otherwise: 'told, and no reason to fail',
}

/** What is reported, and what of it fails. */
export const reportInputs = {
  series: optional(series, {
    description: 'Only the backups of this series.',
    otherwise: 'every series',
  }),
  'max-age': maxAge,
  'report-path': optional(
    { read: parseFolder },
    {
      description:
        'The folder that `index.html` and `report.json` are written to. It is kept, so that a later step can upload it.',
      otherwise: '`pg-backup-report` in `RUNNER_TEMP`',
    },
  ),
  'anomaly-window': {
    ...anomalyInputs['anomaly-window'],
    description: 'How many earlier backups of the same series, class and mode each one is compared with.',
  },
  'anomaly-threshold': anomalyInputs['anomaly-threshold'],
  locks: defaulting(flag, 'true', {
    description:
      'Ask the store what keeps each backup from being removed. Needs `s3:GetObjectRetention` and `s3:GetObjectLegalHold`; without them it is told as unknown.',
  }),
  prices: optional(
    { read: parsePrices },
    {
      description:
        'What storage costs a month for each GB, one storage class a line, such as `STANDARD: 0.0245`.',
      otherwise: 'list prices of AWS in us-east-1; nothing for a folder, or where `endpoint` is given',
    },
  ),
  currency: optional(fitting(/^[A-Z]{3}$/, 'not a currency; write three capitals, such as EUR'), {
    description: 'What `prices` are in.',
    otherwise: '`USD`',
  }),
}
