import { BackupError } from '../../backup/errors.ts'
import type { Bucket } from './bucket.ts'

/**
 * Where the next page of a listing begins, or undefined after the last one.
 * @throws BackupError `storage-listing-cut` where more follows and the store does not say from where: a listing that ends
 *   early must not be taken for a whole one.
 */
export function nextPage<From extends object>(
  bucket: Bucket,
  truncated: boolean | undefined,
  from: From | undefined,
): From | undefined {
  if (!truncated) return undefined
  if (from) return from
  throw new BackupError({
    kind: 'storage',
    code: 'storage-listing-cut',
    message: `The listing of bucket ${bucket.options.bucket} ended before its end: the store did not say where it goes on.`,
    hint: 'Run again; if it stays so, the store does not list as S3 does.',
  })
}
