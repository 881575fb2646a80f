import { didYouMean } from '../../../core/closest.ts'
import type { Reading } from '../reading.ts'
import type { ValuesOf } from '../row.ts'
import type { s3WritingInputs } from '../table/storage.ts'
import type { S3AccessValues } from './access-rules.ts'
import { type Rule, rule } from './rule.ts'

export type S3WritingValues = ValuesOf<typeof s3WritingInputs>
type Values = S3AccessValues & S3WritingValues

/** S3's, as PutObject knows them in November 2026. Other stores have their own. */
const STORAGE_CLASSES = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
  'REDUCED_REDUNDANCY',
  'EXPRESS_ONEZONE',
]

const has =
  (name: keyof Omit<Values, 'storage-class'>) =>
  (reading: Reading<Omit<Values, 'storage-class'>>): boolean =>
    reading.value(name) !== undefined

/** How what is written is kept in S3, except its storage class. */
export const keepingRules: readonly Rule<Omit<Values, 'storage-class'>>[] = [
  rule(
    ['sse-kms-key-id', 'sse'],
    reading => has('sse-kms-key-id')(reading) && reading.value('sse') !== 'aws:kms',
    'sse-kms-key-id is used with sse: aws:kms only; write sse: aws:kms too, or leave sse-kms-key-id empty',
  ),
  rule(
    ['object-lock-days', 'object-lock-mode'],
    reading => has('object-lock-days')(reading) && !has('object-lock-mode')(reading),
    'object-lock-days needs object-lock-mode; write object-lock-mode: GOVERNANCE or COMPLIANCE too',
  ),
  rule(
    ['object-lock-mode', 'object-lock-days'],
    reading => has('object-lock-mode')(reading) && !has('object-lock-days')(reading),
    'object-lock-mode needs object-lock-days; write for how many days, such as object-lock-days: 30',
  ),
  rule(
    ['checksum', 'object-lock-mode'],
    reading => reading.value('checksum') === 'none' && has('object-lock-mode')(reading),
    'checksum: none does not go with object-lock-mode, since S3 locks nothing that comes without a checksum; write checksum: sha256 or crc32, or leave object-lock-mode and object-lock-days empty',
  ),
]

/** How a backup is kept in S3. */
export const writingRules: readonly Rule<Values>[] = [
  ...keepingRules,
  {
    about: ['storage-class', 'endpoint'],
    broken: ({ value }) => wrongStorageClass('storage-class', value('storage-class'), value('endpoint')),
  },
]

/** What is wrong with a storage class; undefined where it is one of AWS's, or another store is asked. */
export function wrongStorageClass(
  input: string,
  wanted: string | undefined,
  endpoint: string | undefined,
): string | undefined {
  if (wanted === undefined || endpoint !== undefined || STORAGE_CLASSES.includes(wanted)) return undefined
  return `${wanted} is not a ${input} of AWS${didYouMean(wanted, STORAGE_CLASSES)} (with an endpoint, any may be written); write one of ${STORAGE_CLASSES.join(', ')}`
}
