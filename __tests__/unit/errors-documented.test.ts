import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eachOnce, SOURCE_ERRORS } from '../../scripts/generated/source-errors.ts'
import { RESTORE_FAILURES } from '../../src/postgres/diagnosis/table.ts'
import { S3_FAILURES } from '../../src/storage/s3/explanations/table.ts'
import { codedPlaces, definitions, nameOf, sourcesIn, undocumented, unused } from '../support/error-texts.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const sources = sourcesIn(resolve(ROOT, 'src'))
const places = sources.flatMap(codedPlaces)
const written = places.flatMap(({ codes, defines }) => (defines ? codes : []))
const known = new Set(SOURCE_ERRORS.map(({ code }) => code))

const rows = readFileSync(resolve(ROOT, 'docs/errors.md'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split(/(?<!\\)\|/).map(cell => cell.trim()))

describe('docs/errors.md', () => {
  it('lists the codes that src defines, all of them and no others, with their kinds', () => {
    const listed = rows.map(([, code = '', kind]) => `${code.slice(1, -1)} ${kind}`)
    expect(listed.toSorted()).toEqual(SOURCE_ERRORS.map(({ code, kind }) => `${code} ${kind}`).toSorted())
    expect(listed.length).toBeGreaterThan(300)
  })

  it('says of each what it means and what to do, in sentences', () => {
    for (const [, code, , meaning, fix, ...rest] of rows) {
      expect(rest, code).toEqual([''])
      expect(meaning, code).toMatch(/^\S.*\.$/)
      expect(fix, code).toMatch(/^[A-Z].*\.$/)
    }
  })
})

describe('a code', () => {
  it('is written out once, so that a search for it finds the place', () => {
    expect(written.toSorted()).toEqual([...known].toSorted())
    const pieced = sources.filter(({ text }) => /^ +code: [^\n]*`/m.test(text)).map(({ file }) => file)
    expect(pieced).toEqual([])
    const unread = sources.flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter(line => /\bcode: '/.test(line) && !/^ +code: '/.test(line))
        .map(line => `${file}: ${line}`),
    )
    expect(unread).toEqual([])
  })

  it('is written with its kind, what it means and what to do', () => {
    expect(sources.flatMap(undocumented)).toEqual([])
  })

  it.each([
    [
      'without a definition',
      "throw new BackupError({\n  kind: 'input',\n  code: 'made-up',\n  hint: 'Fix it.',\n})",
    ],
    ['without a kind', "const MADE_UP = {\n  code: 'made-up',\n  meaning: 'It is.',\n  fix: 'Fix it.',\n}"],
  ])('would be missed if it were written %s', (_how, text) => {
    expect(undocumented({ file: 'a.ts', text })).toEqual(['a.ts: made-up'])
  })

  it('is not defined twice', () => {
    const one = {
      topic: 'pruning',
      code: 'made-up',
      kind: 'refusal',
      meaning: 'It is.',
      fix: 'Fix it.',
    } as const
    expect(() => eachOnce([one, { ...one, code: 'other' }, { ...one, kind: 'input' }])).toThrow(
      'the error code made-up is defined twice',
    )
  })

  it('can be raised: its definition is used, or is a row of a table of failures', () => {
    expect(unused(sources)).toEqual([])
    const named = sources.flatMap(definitions).map(({ code }) => code)
    const inTables = [...RESTORE_FAILURES, ...S3_FAILURES].map(({ code }) => code)
    expect([...known].filter(code => !named.includes(code) && !inTables.includes(code))).toEqual([])
    expect(named.length).toBeGreaterThan(180)
  })

  it('would be missed if nothing used its definition', () => {
    const text = "const MADE_UP = defineError({\n  topic: 'pruning',\n  code: 'made-up',\n})"
    const elsewhere = { file: 'b.ts', text: "import { MADE_UP } from './a.ts'" }
    expect(unused([{ file: 'a.ts', text }, elsewhere])).toEqual(['made-up'])
  })

  it('is the name of its definition', () => {
    const misnamed = sources.flatMap(definitions).filter(({ code, name }) => name !== nameOf(code))
    expect(misnamed).toEqual([])
  })

  it('exists wherever it is asked for', () => {
    const asked = sources.flatMap(({ text }) => [
      ...text.matchAll(/(?<!typeof [\w.]*)\bcode [!=]== '([a-z-]+)'/g),
      ...text.matchAll(/@throws BackupError[^`\n]*`([a-z]+(?:-[a-z]+)+)`/g),
    ])
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.map(([, code = '']) => code).filter(code => !known.has(code))).toEqual([])
  })
})

/** Several problems with keys become one sentence, which gets its period then. */
const OF_KEYS = ['encryption/age-identities.ts', 'encryption/age-recipients.ts', 'encryption/passphrase.ts']

/** What may begin a sentence in lower case: names that are written so. */
const NAMES = /^(?:pg_\w+|gpg|dpkg-deb|client-repository|compression|channel_binding|verify-ca)\b/

describe('the words of a failure', () => {
  const texts = places.flatMap(({ file, codes, texts: all }) =>
    [...all].map(([name, expression]) => ({ where: `${file} ${codes[0]} ${name}`, file, name, expression })),
  )

  it('are there', () => {
    expect(texts.length).toBeGreaterThan(300)
  })

  it('begin with a capital letter or a name', () => {
    const wrong = texts.filter(({ expression }) => {
      const [, begin] = /^(?:(?:\([^)]*\)|\w+) => )?\s*(?:sentence\(\s*)?['"`](.*)/s.exec(expression) ?? []
      return begin !== undefined && !/^(?:[A-Z"“]|\$\{)/.test(begin) && !NAMES.test(begin)
    })
    expect(wrong.map(({ where, expression }) => `${where}: ${expression}`)).toEqual([])
  })

  it('end with a period', () => {
    const wrong = texts.filter(({ file, name, expression }) => {
      const wanted = OF_KEYS.includes(file) && name === 'message' ? /[^.]['"`]$/ : /\.['"`]$/
      const endsWithSentences = expression.endsWith(".join(' ')}`")
      return /['"`]$/.test(expression) && !wanted.test(expression) && !endsWithSentences
    })
    expect(wrong.map(({ where, expression }) => `${where}: ${expression}`)).toEqual([])
  })
})
