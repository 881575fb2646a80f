import { ACCESS } from './access.ts'
import { ANSWERING } from './answering.ts'
import { ASKING, OPTION_REFUSED, REFUSED } from './asking.ts'
import type { KnownFailure } from './known-failure.ts'

/** Every known failure of a bucket; docs/errors.md lists them. */
export const S3_FAILURES: readonly KnownFailure[] = [
  ...ANSWERING,
  ...ACCESS,
  ...ASKING,
  OPTION_REFUSED,
  REFUSED,
]
