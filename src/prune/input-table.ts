import { fitting, flag, oneOf } from '../action/inputs/readers.ts'
import { defaulting, type InputRow, optional, type ValuesOf } from '../action/inputs/row.ts'
import { series } from '../action/inputs/table/dump.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { destinationInputs, s3AccessInputs, s3WritingInputs } from '../action/inputs/table/storage.ts'
import { parsePolicy } from '../retention/parse-policy.ts'
import { DEFAULT_POLICY, type Policy } from '../retention/policy.ts'
import { parseMostRemovals } from './max-removals.ts'

const policy: InputRow<Policy> = {
  read: parsePolicy,
  required: false,
  default: undefined,
  whenEmpty: DEFAULT_POLICY,
  description:
    'How long which backups are kept, in YAML: `classes` with their ages, `keep-last`, `keep-daily` and the like as restic means them, `series` with rules of their own, `legacy-pattern`. See docs/retention.md.',
  defaultDescription:
    'pre-deploy 7 days; daily, post-release and pre-restore 30; weekly and manual 90; monthly for ever',
}

/** What is kept, and what is done. */
const pruneInputs = {
  policy,
  series: optional(series, {
    description: 'Only backups of this series.',
    defaultDescription: 'every series',
  }),
  'dry-run': defaulting(flag, 'false', {
    description: 'Change nothing, and show what would be removed, and by which rule.',
  }),
  'max-removals': defaulting({ read: parseMostRemovals }, '80%', {
    description:
      'Refuse to remove more than this share of the backups of a series at once, when it is ten or more: a slip in the policy takes nearly all of them. `100%` for no limit.',
  }),
  archive: defaulting(flag, 'false', {
    description:
      "First copy each month's first complete full backup of each series to `archive/`, if that was not done yet. A copy is kept as long as monthly backups are, and restored by its key.",
  }),
  'archive-storage-class': optional(
    fitting(/^[A-Z][A-Z0-9_-]*$/, 'not a storage class; write one in capitals, such as GLACIER_IR'),
    {
      description:
        'The storage class of archived backups, such as `GLACIER_IR` or `DEEP_ARCHIVE` (from which a restore takes hours). Their checksums and manifests stay in that of the bucket.',
      defaultDescription: "`GLACIER_IR`, or the bucket's where `endpoint` is given",
    },
  ),
  sweep: defaulting(flag, 'true', {
    description:
      'Remove what belongs to no backup too: objects of ours without a manifest that are older than a day, and uploads that were never ended and got nothing for a day.',
  }),
  versions: defaulting(oneOf(['current', 'all']), 'current', {
    description:
      'In a bucket that keeps versions: hide what is removed behind a delete marker, or remove all of its versions, and with `sweep` those of what was deleted more than 30 days ago.',
  }),
}

const { 'storage-class': _, ...keeping } = s3WritingInputs

/** How archived copies are kept in S3. */
const archiveWritingInputs = {
  ...keeping,
  'object-lock-mode': {
    ...keeping['object-lock-mode'],
    description:
      'Protect archived copies against deletion for `object-lock-days`. The bucket must have Object Lock.',
  },
  'object-lock-days': {
    ...keeping['object-lock-days'],
    description:
      'For how many days. Until then nobody can delete a copy that is locked in `COMPLIANCE` mode.',
  },
  tags: {
    ...keeping.tags,
    description: 'Object tags of archived copies, one `key=value` a line.',
    defaultDescription: 'those of the backup',
  },
}

/** Every input of the prune action, once. */
export const PRUNE_INPUTS = {
  ...destinationInputs,
  ...pruneInputs,
  ...s3AccessInputs,
  ...archiveWritingInputs,
  ...notifyInputs,
}

export type PruneInputValues = ValuesOf<typeof PRUNE_INPUTS>
