import { describe, expect, it } from 'vitest'
import {
  dollarQuote,
  identifier,
  quoteIdentifier,
  quoteLiteral,
  unquoteIdentifier,
} from '../../../src/core/sql-quoting.ts'

describe('SQL quoting', () => {
  it.each([
    ['orders', '"orders"'],
    ['Ord"ers', '"Ord""ers"'],
    ["it's; DROP", `"it's; DROP"`],
  ])('writes the name %s as the identifier %s, and reads it back', (name, quoted) => {
    expect(quoteIdentifier(name)).toBe(quoted)
    expect(unquoteIdentifier(quoted)).toBe(name)
  })

  it('leaves a plain name bare for people, and reads it back', () => {
    expect(identifier('orders_2026')).toBe('orders_2026')
    expect(identifier('Orders')).toBe('"Orders"')
    expect(unquoteIdentifier('orders_2026')).toBe('orders_2026')
  })

  it.each([
    ["it's", "'it''s'"],
    ["a\\'b", String.raw`E'a\\''b'`],
  ])('writes the text %s as a literal no matter what standard_conforming_strings is', (text, literal) => {
    expect(quoteLiteral(text)).toBe(literal)
  })

  it('puts a text between dollar quotes that it cannot end', () => {
    expect(dollarQuote('SELECT $text$x$text$')).toBe('$xtext$SELECT $text$x$text$$xtext$')
  })
})
