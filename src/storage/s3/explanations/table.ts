import { defineErrors } from '../../../core/errors.ts'
import { ACCESS } from './auth-errors.ts'
import type { KnownFailure } from './known-failure.ts'
import { ASKING, STORAGE_OPTION_REFUSED, STORAGE_REFUSED } from './request-errors.ts'
import { ANSWERING } from './service-errors.ts'

/** Every known failure of a bucket. */
export const S3_FAILURES: readonly KnownFailure[] = defineErrors('storage', [
  ...ANSWERING,
  ...ACCESS,
  ...ASKING,
  STORAGE_OPTION_REFUSED,
  STORAGE_REFUSED,
])
