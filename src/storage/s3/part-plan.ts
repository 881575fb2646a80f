const MiB = 1024 ** 2
const GiB = 1024 ** 3

/** S3's limits, from its user guide ("Amazon S3 multipart upload limits"). */
export const MAX_PARTS = 10_000
export const MAX_OBJECT_BYTES = 5 * 1024 * GiB
export const MIN_PART_BYTES = 5 * MiB

/** The first part's size where 10,000 parts are allowed: small, so that small backups need little memory. */
const FIRST_PART_BYTES = 8 * MiB
/**
 * No part is larger: twice as much is the most memory that an upload ever takes. S3 would take 5 GiB, but OpenSSL writes
 * less than 2 GiB at once.
 */
export const MAX_PART_BYTES = 1280 * MiB
/** What parts may hold in memory together, as long as two of them fit: one being filled, one travelling. */
const MEMORY_BYTES = 64 * MiB

/** How large part `number` (from 1) is, in bytes. */
export type PartPlan = (number: number) => number

/**
 * Part sizes for an upload whose length is not known. A part that can be sent again has to be held in memory, so each is
 * a fixed share of what went before it: regardless of the length turns out to be, the memory is in proportion to it, and as
 * small as `maxParts` allow. Fewer parts than 10,000 grow as fast, and start larger, as far as that can help: up to half
 * of what they could hold if all were of the largest size.
 */
export function growingParts(maxParts: number): PartPlan {
  const wanted = Math.min(MAX_OBJECT_BYTES, (maxParts * MAX_PART_BYTES) / 2)
  let first = FIRST_PART_BYTES
  let sizes = growing(maxParts, first)
  while (sizes.reduce((sum, size) => sum + size, 0) < wanted) {
    first = step(first + 1)
    sizes = growing(maxParts, first)
  }
  return number => sizes[number - 1] ?? MAX_PART_BYTES
}

/** A part is this much of what went before it, divided by the number of parts: just enough for 5 TiB in 10,000 parts. */
const GROWTH = 8

function growing(maxParts: number, first: number): number[] {
  const sizes: number[] = []
  for (let before = 0; sizes.length < maxParts; ) {
    const size = Math.min(MAX_PART_BYTES, step(Math.max(first, (before * GROWTH) / maxParts)))
    sizes.push(size)
    before += size
  }
  return sizes
}

/** The next larger of 8, 10, 12, 14, 16, 20, … MiB: parts of one size can use each other's buffers. */
function step(bytes: number): number {
  const quarter = 2 ** Math.floor(Math.log2(bytes)) / 4
  return Math.ceil(bytes / quarter) * quarter
}

export function equalParts(bytes: number): PartPlan {
  return () => bytes
}

/** Bytes that part buffers may hold together when the next one has `partBytes`. */
export function memoryFor(partBytes: number): number {
  return Math.max(MEMORY_BYTES, 2 * partBytes)
}
