import { array, assert, integer, property, uint8Array } from 'fast-check'
import { expect, it } from 'vitest'
import { ChunkCutter } from '../../../src/encryption/chunk-cutter.ts'

it('gives whole chunks, holds the end back and loses nothing, however the bytes come', () => {
  const writes = array(uint8Array({ maxLength: 40 }), { maxLength: 30 })
  assert(
    property(integer({ min: 1, max: 16 }), writes, (size, pieces) => {
      const cutter = new ChunkCutter(size)
      const chunks = pieces.flatMap(piece =>
        Array.from(cutter.add(Buffer.from(piece)), chunk => Buffer.from(chunk)),
      )
      const rest = cutter.rest()
      expect(chunks.every(chunk => chunk.length === size)).toBe(true)
      expect(rest.length).toBeLessThanOrEqual(size)
      expect(chunks.length > 0 && rest.length === 0).toBe(false)
      expect(Buffer.concat([...chunks, rest])).toEqual(Buffer.concat(pieces))
    }),
  )
})
