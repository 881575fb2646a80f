import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact, secretsOf } from '../../../../src/postgres/connection/secrets.ts'

describe('what is masked', () => {
  it('the string, and the password as written, decoded and encoded', () => {
    const url = 'postgres://u:p%40ss@h/d'
    expect(secretsOf(url)).toEqual(expect.arrayContaining([url, 'p%40ss', 'p@ss']))
    expect(secretsOf('postgres://u@h/d?password=abc%2F')).toEqual(expect.arrayContaining(['abc%2F', 'abc/']))
    expect(secretsOf(String.raw`host=h password='it\'s'`)).toEqual(expect.arrayContaining(["it's"]))
  })

  it('each line of a secret with line breaks', () => {
    expect(secretsOf('postgres://u:first@h/d\npostgres://u:second@h/d')).toEqual(
      expect.arrayContaining(['postgres://u:first@h/d', 'postgres://u:second@h/d', 'second']),
    )
  })

  it('any password, even when it breaks the URL', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), password => {
        expect(secretsOf(`postgres://u:${password}@h/d`)).toContain(password)
      }),
    )
  })
})

describe('what a program wrote is quoted without', () => {
  it('secrets, connection strings, passwords and the rest of a cut password', () => {
    const text =
      'cannot reach postgres://u:p@h/d with password=geheim: could not translate host name "cret@h" (s3cret)'
    expect(redact(text, ['s3cret'])).toBe(
      'cannot reach postgres://*** with password=*** could not translate host name "***" (***)',
    )
  })
})
