import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { circles, type Import, importsOf, sourcesIn, topOf, upward } from '../support/imports.ts'

const SRC = resolve(import.meta.dirname, '../../src')

/**
 * The folders of src, the lowest first (docs: CONTRIBUTING.md). A file imports from lower levels and from its own folder only,
 * types included.
 */
const LEVELS = [
  ['core'],
  ['stream', 'http'],
  ['encryption', 'fingerprint', 'storage'],
  ['notify', 'postgres'],
  ['catalog'],
  ['anomaly', 'presets', 'retention'],
  ['action'],
  ['backup'],
  ['restore'],
  ['check', 'drill', 'fleet', 'prune', 'report', 'verify'],
  ['index.ts'],
]

const sources = sourcesIn(SRC)
const imports = sources.flatMap(file => importsOf(SRC, file))

function using(pattern: RegExp): string[] {
  return sources.filter(name => pattern.test(readFileSync(join(SRC, name), 'utf8'))).toSorted()
}

describe('the folders of src', () => {
  it('each have a level', () => {
    expect([...new Set(sources.map(topOf))].toSorted()).toEqual(LEVELS.flat().toSorted())
    expect(imports.length).toBeGreaterThan(1_500)
  })

  it('import downward only, types included', () => {
    expect(upward(imports, LEVELS)).toEqual([])
  })

  it('have no files that import each other in a circle, types included', () => {
    expect(circles(imports)).toEqual([])
  })

  it.each([
    ['a value of a higher level', 'catalog/a.ts', "import { b } from '../prune/b.ts'", 'prune/b.ts'],
    ['a type of a higher level', 'postgres/a.ts', "import type { B } from '../catalog/b.ts'", 'catalog/b.ts'],
    ['another verb', 'report/a.ts', "export { b } from '../prune/b.ts'", 'prune/b.ts'],
    ['a higher level while running', 'core/a.ts', "await import('../stream/b.ts')", 'stream/b.ts'],
    ['a folder without a level', 'backup/a.ts', "import '../drawer/b.ts'", 'drawer/b.ts'],
  ])('would be refused if one imported %s', (_what, file, text, imported) => {
    expect(upward(importsOf(SRC, file, text), LEVELS)).toEqual([`${file} imports ${imported}`])
  })

  it('would be refused if a type closed a circle', () => {
    const bad: Import[] = [
      ...importsOf(SRC, 'core/a.ts', "import type { B } from './b.ts'"),
      ...importsOf(SRC, 'core/b.ts', "import { c } from './deep/c.ts'"),
      ...importsOf(SRC, 'core/deep/c.ts', "import { a } from '../a.ts'"),
      ...importsOf(SRC, 'core/d.ts', "import { a } from './a.ts'"),
    ]
    expect(circles(bad)).toEqual([['core/a.ts', 'core/b.ts', 'core/deep/c.ts']])
  })
})

describe('the sources', () => {
  it('know GitHub in src/action only', () => {
    const wrong = imports.filter(
      ({ file, specifier }) => specifier.startsWith('@actions/') && topOf(file) !== 'action',
    )
    expect(wrong).toEqual([])
  })

  it('keep each cloud and cipher library behind its port', () => {
    const owners: readonly (readonly [RegExp, readonly string[]])[] = [
      [/^@aws-sdk\/client-s3$/, ['storage']],
      [/^@(aws-sdk|smithy)\//, ['storage', 'notify']],
      [/^(@aws-sdk\/client-sesv2|nodemailer)$/, ['notify']],
      [/^age-encryption$/, ['encryption']],
      [/^pg$/, ['postgres']],
    ]
    const wrong = imports.filter(({ file, specifier }) =>
      owners.some(([library, folders]) => library.test(specifier) && !folders.includes(topOf(file))),
    )
    expect(wrong).toEqual([])
  })

  it('open every session in one place, which settles whose names it finds and whom it shows a password', () => {
    expect(using(/\bnew (?:pg\.)?(?:Client|Pool|Connection)\(/)).toEqual(['postgres/probe/connect.ts'])
    expect(using(/\bconnectTo\(\s*(?:connection|\{)/)).toEqual([
      ...['postgres/probe/connect.ts', 'postgres/probe/session.ts', 'postgres/stall/look.ts'],
    ])
    expect(using(/\bopenSession\(/)).toEqual(['postgres/probe/in-session.ts', 'postgres/probe/session.ts'])
  })

  it('have no drawers, and no file with two jobs', () => {
    expect(sources.filter(name => /(^|\/)(utils?|helpers?|misc|common|types)\.ts$/.test(name))).toEqual([])
    const long = sources.filter(name => readFileSync(join(SRC, name), 'utf8').split('\n').length > 301)
    expect(long).toEqual([])
  })
})
