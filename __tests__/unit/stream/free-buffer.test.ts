import { expect, it } from 'vitest'
import { freeBuffer } from '../../../src/stream/free-buffer.ts'

it('gives back the memory of a chunk that has it for itself', () => {
  const chunk = Buffer.from(new ArrayBuffer(1024))
  freeBuffer(chunk)
  expect(chunk.length).toBe(0)
})

it('leaves a chunk alone that shares its memory', () => {
  const shared = Buffer.from(new ArrayBuffer(1024))
  freeBuffer(shared.subarray(0, 512))
  freeBuffer(shared.subarray(512))
  expect(shared.length).toBe(1024)
})
