import { expect, it } from 'vitest'
import { andMore, firstLines, firstOf } from '../../../src/core/words.ts'

it.each([
  [['a', 'b'], 2, {}, 'a, b'],
  [['a', 'b', 'c'], 2, {}, 'a, b and 1 more'],
  [['a', 'b', 'c'], 2, { separator: '; ' }, 'a; b; and 1 more'],
  [['a'], 5, { of: 1_201, what: 'series' }, 'a and 1,200 more series'],
] as const)('of the list %j a sentence with %i at most, %j, reads: %s', (texts, most, words, sentence) => {
  expect(firstOf(texts, most, words)).toBe(sentence)
})

it('a list of lines that is cut ends with how many were left out', () => {
  expect(firstLines(['- a', '- b'], 2)).toEqual(['- a', '- b'])
  expect(firstLines(['- a', '- b', '- c'], 1)).toEqual(['- a', '- and 2 more'])
  expect(firstLines(['a'], 1, '', 2_001)).toEqual(['a', 'and 2,000 more'])
})

it('nothing is said below a list that is whole', () => {
  expect(andMore(0)).toEqual([])
  expect(andMore(1_234, '; the log has them')).toEqual(['And 1,234 more; the log has them.'])
})
