import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countNewlines } from '../../../src/fingerprint/newlines.ts'

it('newlines are counted alike at every alignment and among every other byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3), fc.nat(255), (bytes, offset, other) => {
      const filled = bytes.map(byte => (byte % 3 === 0 ? 10 : byte % 3 === 1 ? other : byte))
      const shifted = Buffer.alloc(filled.length + offset)
      shifted.set(filled, offset)
      expect(countNewlines(shifted.subarray(offset))).toBe(filled.filter(byte => byte === 10).length)
    }),
    { numRuns: 2_000 },
  )
})

it('newlines are counted alike whether rows are short or long, and where short ones follow long ones', () => {
  const rowBytes = fc.oneof(fc.nat(20), fc.integer({ min: 90, max: 110 }), fc.nat(5_000))
  fc.assert(
    fc.property(fc.array(fc.tuple(rowBytes, fc.nat(200)), { maxLength: 20 }), fc.nat(3), (runs, offset) => {
      const text =
        'x'.repeat(offset) + runs.map(([bytes, rows]) => `${'x'.repeat(bytes)}\n`.repeat(rows)).join('')
      const rows = runs.reduce((sum, [, each]) => sum + each, 0)
      expect(countNewlines(Buffer.from(text).subarray(offset))).toBe(rows)
    }),
    { numRuns: 200 },
  )
})
