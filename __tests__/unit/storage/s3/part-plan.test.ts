import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  growingParts,
  MAX_OBJECT_BYTES,
  MAX_PART_BYTES,
  MAX_PARTS,
  MIN_PART_BYTES,
  memoryFor,
} from '../../../../src/storage/s3/part-plan.ts'

const MiB = 1024 ** 2
const GiB = 1024 ** 3

const sizes = (maxParts: number): number[] => {
  const plan = growingParts(maxParts)
  return Array.from({ length: maxParts }, (_, index) => plan(index + 1))
}
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

describe('the plan of part sizes', () => {
  it('fits 5 TiB into 10,000 parts that start with 8 MiB', () => {
    const parts = sizes(MAX_PARTS)
    expect(parts[0]).toBe(8 * MiB)
    expect(sum(parts)).toBeGreaterThanOrEqual(MAX_OBJECT_BYTES)
  })

  it('keeps every part within the limits of S3 and of one write of TLS, and never shrinks, for any limit of parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_PARTS }), maxParts => {
        const parts = sizes(maxParts)
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(MIN_PART_BYTES)
        expect(Math.max(...parts)).toBeLessThan(2 * GiB)
        expect(parts).toEqual(parts.toSorted((a, b) => a - b))
      }),
    )
  })

  it('fits 5 TiB wherever the limit of parts allows it, or else half of all that they could hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: MAX_PARTS }), maxParts => {
        const possible = Math.min(MAX_OBJECT_BYTES, (maxParts * MAX_PART_BYTES) / 2)
        expect(sum(sizes(maxParts))).toBeGreaterThanOrEqual(possible)
      }),
    )
  })

  it('needs 64 MiB of memory for backups up to 39 GiB, and then about 2 MiB for each GiB', () => {
    let stored = 0
    for (const size of sizes(MAX_PARTS)) {
      const memory = memoryFor(size)
      expect(memory).toBeLessThanOrEqual(Math.max(64 * MiB, (stored * 2.05) / 1024))
      if (stored < 39 * GiB) expect(memory).toBe(64 * MiB)
      stored += size
    }
    expect(MAX_PART_BYTES * 2).toBe(2.5 * GiB)
  })

  it('changes size seldom, so that buffers are used again', () => {
    const parts = sizes(MAX_PARTS)
    const changes = parts.filter((size, index) => index > 0 && size !== parts[index - 1])
    expect(changes.length).toBeLessThan(32)
  })
})
