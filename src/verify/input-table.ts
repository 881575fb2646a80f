import { oneOf, wholeNumber } from '../action/inputs/readers.ts'
import { defaulting, optional, type ValuesOf } from '../action/inputs/row.ts'
import { clientInputs } from '../action/inputs/table/database.ts'
import { series } from '../action/inputs/table/dump.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { openingInputs } from '../action/inputs/table/opening.ts'
import { destinationInputs, s3AccessInputs } from '../action/inputs/table/storage.ts'
import { BACKUP_CLASSES } from '../catalog/backup-class.ts'
import { parseSince } from '../catalog/since.ts'
import { parseStart } from '../catalog/start.ts'
import { DEPTHS } from './report.ts'
import { parseSampleShare } from './sample.ts'

/** Which of the stored backups. */
const choiceInputs = {
  from: defaulting({ read: parseStart }, 'latest', {
    description:
      'Which backups: `latest` (of each series), `all`, or the key or whole address of one, such as `shop/2026/11/shop_backup_20261122_030700.dump`. Copies that a restore made of its target (class `pre-restore`) are never the latest unless `class` asks for them.',
  }),
  series: optional(series, {
    description: 'Only backups of this series.',
    defaultDescription: 'every series',
  }),
  class: optional(oneOf(BACKUP_CLASSES), {
    description: 'Only backups of this class.',
    defaultDescription: 'every class; of `latest`, any but `pre-restore`',
  }),
  since: optional(
    { read: parseSince },
    {
      description:
        'Only backups begun since: a time ago such as `30d`, `12h` or `2w`, or a date such as `2026-11-01` or `2026-11-01T12:00:00Z`.',
      defaultDescription: 'of any age',
    },
  ),
  sample: optional(
    { read: parseSampleShare },
    {
      description:
        'With `from: all`, verify only a share of them, such as `0.1` or `10%`: always the newest, and always the same others.',
      defaultDescription: 'all of them',
    },
  ),
}

/** How thoroughly, and how many at once. */
const readingInputs = {
  depth: defaulting(oneOf(DEPTHS), 'full', {
    description:
      'Read and decode every byte, or look at manifest, sizes and checksum files only, without a download of the backups.',
  }),
  parallel: defaulting(wholeNumber(1, 16), '2', {
    description: 'How many backups are verified at once.',
  }),
}

/** Every input of the verify action, once. */
export const VERIFY_INPUTS = {
  ...destinationInputs,
  ...choiceInputs,
  ...readingInputs,
  ...openingInputs,
  ...clientInputs,
  ...s3AccessInputs,
  ...notifyInputs,
}

export type VerifyInputValues = ValuesOf<typeof VERIFY_INPUTS>
