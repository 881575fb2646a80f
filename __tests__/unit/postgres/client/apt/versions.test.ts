import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVersions, satisfies } from '../../../../../src/postgres/client/apt/versions.ts'

/** Each older than the next, by deb-version(7) and as dpkg orders them. */
const ASCENDING = [
  '~~',
  '~~a',
  '~',
  '0',
  '0a',
  '0+',
  '1.0~beta1~svn1245',
  '1.0~beta1',
  '1.0',
  '1.0-1',
  '1.0-1+deb12u1',
  '1.0-1.1',
  '1.0-2~bpo12+1',
  '1.0-2',
  '1.9',
  '1.10',
  '17.10-1.pgdg120+1',
  '17.10-1.pgdg130+1',
  '20261122010203040506070809',
  '20261122010203040506070810',
  '1:0.1',
  '2:0~rc1',
]

describe('Debian versions', () => {
  it('are ordered as deb-version(7) says', () => {
    for (const [i, a] of ASCENDING.entries())
      for (const [j, b] of ASCENDING.entries())
        expect(Math.sign(compareVersions(a, b)), `${a} and ${b}`).toBe(Math.sign(i - j))
  })

  it('are equal no matter what zeros lead a number', () => {
    expect(compareVersions('1.01-01', '1.1-1')).toBe(0)
    expect(compareVersions('0:1.0', '1.0')).toBe(0)
  })

  it('are ordered the same from both sides', () => {
    const part = fc.stringMatching(/^[0-9][0-9a-c.~+-]{0,5}$/)
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)))
      }),
    )
  })

  it('are ordered as dpkg itself does', ctx => {
    if (spawnSync('dpkg', ['--version']).status !== 0) ctx.skip('no dpkg on this machine')
    const part = fc.stringMatching(/^[0-9][0-9ab.~+]{0,4}(-[0-9ab.~+]{1,3})?$/)
    const older = (a: string, b: string): boolean =>
      spawnSync('dpkg', ['--compare-versions', a, 'lt', b]).status === 0
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(compareVersions(a, b) < 0, `${a} lt ${b}`).toBe(older(a, b))
      }),
      { numRuns: 60 },
    )
  })

  it('meet each relation where it holds', () => {
    expect(satisfies('17.2-1', '>=', '17.2-1')).toBe(true)
    expect(satisfies('17.2-1~bpo1', '>=', '17.2-1')).toBe(false)
    expect(satisfies('17.2-1', '>>', '17.2-1')).toBe(false)
    expect(satisfies('17.2-1', '<<', '17.10-1')).toBe(true)
    expect(satisfies('17.2-1', '<=', '17.2-1')).toBe(true)
    expect(satisfies('17.2-1', '=', '17.2-2')).toBe(false)
  })
})
