import type { ValuesOf } from '../row.ts'
import type { s3AccessInputs } from '../table/storage.ts'
import { type Rule, rule } from './rule.ts'

export type S3AccessValues = ValuesOf<typeof s3AccessInputs>

/** With whose credentials the store is asked. */
export const accessRules: readonly Rule<S3AccessValues>[] = [
  rule(
    ['aws-secret-access-key', 'aws-access-key-id'],
    ({ value }) =>
      (value('aws-access-key-id') === undefined) !== (value('aws-secret-access-key') === undefined),
    'aws-access-key-id and aws-secret-access-key go together and one is empty; check that both secrets are set, or give neither',
  ),
  rule(
    ['aws-session-token', 'aws-access-key-id'],
    ({ value }) => value('aws-session-token') !== undefined && value('aws-access-key-id') === undefined,
    'aws-session-token belongs to an aws-access-key-id, which is empty; give all three, or none',
  ),
]
