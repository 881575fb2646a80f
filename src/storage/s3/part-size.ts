import { type Parsed, quoted, refused } from '../../core/parsed.ts'
import { formatSize, parseSize } from '../../core/sizes.ts'
import { MAX_PART_BYTES, MIN_PART_BYTES } from './part-plan.ts'

/** R2's parts: 10,000 of them are 625 GB, and two are held in memory. Bytes. */
const R2_PART_BYTES = 64 * 1024 ** 2

/** Reads the one size that all parts of an upload shall have. Bytes. */
export function parsePartSize(text: string): Parsed<number> {
  const size = parseSize(text)
  if (!size.ok || (size.value >= MIN_PART_BYTES && size.value <= MAX_PART_BYTES)) return size
  return refused(
    `${quoted(text)} is no size of a part; write one from ${formatSize(MIN_PART_BYTES)} to ${formatSize(MAX_PART_BYTES)}`,
  )
}

/**
 * The one size of part that a store demands; undefined where parts may grow. R2 completes no upload whose parts, except
 * the last, are not alike (its documentation, "Multipart upload details": InvalidPart).
 * @param endpoint the store's address; undefined for AWS
 */
export function demandedPartSize(endpoint: string | undefined): number | undefined {
  const { hostname = '' } = URL.parse(endpoint ?? '') ?? {}
  return hostname.endsWith('.r2.cloudflarestorage.com') ? R2_PART_BYTES : undefined
}
