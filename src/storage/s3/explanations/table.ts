import { ACCESS } from './auth-errors.ts'
import type { KnownFailure } from './known-failure.ts'
import { ASKING, OPTION_REFUSED, REFUSED } from './request-errors.ts'
import { ANSWERING } from './service-errors.ts'

/** Every known failure of a bucket; docs/errors.md lists them. */
export const S3_FAILURES: readonly KnownFailure[] = [
  ...ANSWERING,
  ...ACCESS,
  ...ASKING,
  OPTION_REFUSED,
  REFUSED,
]
