import { expect, it } from 'vitest'
import { sentence } from '../../../src/core/sentence.ts'

it.each([
  ['gpg stopped: out of core', 'gpg stopped: out of core.'],
  ['gpg stopped: out of core.\n', 'gpg stopped: out of core.'],
  ['The server said: wait!', 'The server said: wait!'],
  ['The dump holds "a\n  b"', 'The dump holds "a b".'],
])('the words %j become one line that ends once', (words, told) => {
  expect(sentence(words)).toBe(told)
})
