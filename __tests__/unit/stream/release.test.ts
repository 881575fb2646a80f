import { expect, it } from 'vitest'
import { release } from '../../../src/stream/release.ts'

it('gives back the memory of a chunk that has it for itself', () => {
  const chunk = Buffer.from(new ArrayBuffer(1024))
  release(chunk)
  expect(chunk.length).toBe(0)
})

it('leaves a chunk alone that shares its memory', () => {
  const shared = Buffer.from(new ArrayBuffer(1024))
  release(shared.subarray(0, 512))
  release(shared.subarray(512))
  expect(shared.length).toBe(1024)
})
