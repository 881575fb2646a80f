import { BackupError, baseOf } from '../../core/errors.ts'
import type { KnownFailure, Trouble } from './explanations/known-failure.ts'
import { STORAGE_OPTION_REFUSED, STORAGE_REFUSED } from './explanations/request-errors.ts'
import { S3_FAILURES } from './explanations/table.ts'
import { beginsObject } from './operations.ts'

const BY_SIGN: ReadonlyMap<string | number, KnownFailure> = new Map(
  S3_FAILURES.flatMap(failure => failure.signs.map(sign => [sign, failure] as const)),
)

function lookUp({ failure: { code, status }, operation }: Trouble): KnownFailure {
  // KMS's own errors come through S3 as "KMS.DisabledException" and the like.
  const known = BY_SIGN.get(code) ?? BY_SIGN.get(code.split('.')[0] ?? '') ?? BY_SIGN.get(status ?? 0)
  return known ?? (beginsObject(operation) ? STORAGE_OPTION_REFUSED : STORAGE_REFUSED)
}

/** Says what an error of the store means; an explained one passes as it is. */
export function explain(trouble: Trouble, cause: unknown): BackupError {
  if (cause instanceof BackupError) return cause
  const known = lookUp(trouble)
  const { fix, hint, message } = known
  return new BackupError({ ...baseOf(known), message: message(trouble), hint: hint?.(trouble) ?? fix }, cause)
}
