import fc from 'fast-check'
import { expect, it } from 'vitest'
import { serializeManifest } from '../../../src/catalog/manifest.ts'
import { checksumHolds } from '../../../src/catalog/manifest-checksum.ts'
import { manifestOf } from '../backup/report-example.ts'

it('a manifest records each of its bytes whether it was altered', () => {
  const bytes = Buffer.from(serializeManifest(manifestOf()))
  expect(checksumHolds(bytes.toString())).toBe(true)
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at)
      expect(checksumHolds(flipped.toString('latin1'))).toBe(false)
    }),
    { numRuns: 1_000 },
  )
})
