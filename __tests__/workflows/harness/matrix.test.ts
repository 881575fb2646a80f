import { expect, test } from 'vitest'
import { expandMatrix } from './matrix.ts'

test('a matrix is the product of its axes', () => {
  expect(expandMatrix({ os: ['a', 'b'], pg: [17, 18] })).toEqual([
    { os: 'a', pg: 17 },
    { os: 'a', pg: 18 },
    { os: 'b', pg: 17 },
    { os: 'b', pg: 18 },
  ])
})

test('what exclude names is left out, and what include adds never changes an axis', () => {
  const matrix = {
    os: ['a', 'b'],
    pg: [17, 18],
    exclude: [{ os: 'b', pg: 17 }],
    include: [{ os: 'a', arm: true }, { pg: 19 }, { os: 'b', pg: 17, late: true }],
  }
  expect(expandMatrix(matrix)).toEqual([
    { os: 'a', pg: 17, arm: true },
    { os: 'a', pg: 18, arm: true },
    { os: 'b', pg: 18 },
    { pg: 19 },
    { os: 'b', pg: 17, late: true },
  ])
})

test('a list of include alone is the matrix', () => {
  expect(expandMatrix({ include: [{ name: 'shop' }, { name: 'crm' }] })).toEqual([
    { name: 'shop' },
    { name: 'crm' },
  ])
})

test('a matrix without a combination, or with more than 256, is refused', () => {
  expect(() => expandMatrix({ name: [] })).toThrow("Matrix vector 'name' does not contain any values")
  expect(() => expandMatrix({ include: [] })).toThrow('at least one vector')
  expect(() => expandMatrix({ n: Array.from({ length: 257 }, (_, n) => n) })).toThrow('at most 256 jobs')
})
