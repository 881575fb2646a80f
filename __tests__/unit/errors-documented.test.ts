import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codedPlaces, sourcesIn } from '../support/error-texts.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const sources = sourcesIn(resolve(ROOT, 'src'))
const places = sources.flatMap(codedPlaces)

/** The one function that is reported its code by those who call it. */
const REPOSITORY_REFUSALS = [
  ...new Set(
    sources.flatMap(({ text }) =>
      [...text.matchAll(/repositoryRefused\(\s*\w+,\s*'([^']+)'/g)].map(([, code = '']) => code),
    ),
  ),
]

/** Every kind that src gives to each code. */
function kindsInSource(): Map<string, Set<string>> {
  const kinds = new Map(REPOSITORY_REFUSALS.map(code => [code, new Set(['integrity'])]))
  for (const { codes, kind } of places) {
    for (const code of codes) {
      const known = kinds.get(code) ?? new Set()
      kinds.set(code, known.add(kind ?? 'input'))
    }
  }
  return kinds
}

const rows = readFileSync(resolve(ROOT, 'docs/errors.md'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split(/(?<!\\)\|/).map(cell => cell.trim()))

describe('docs/errors.md', () => {
  it('lists the codes that src throws, all of them and no others, with their kinds', () => {
    const thrown = [...kindsInSource()].map(
      ([code, kinds]) => `${code} ${[...kinds].toSorted().join(' and ')}`,
    )
    const listed = rows.map(([, code = '', kind]) => `${code.slice(1, -1)} ${kind}`)
    expect(listed.toSorted()).toEqual(thrown.toSorted())
    expect(thrown.length).toBeGreaterThan(130)
  })

  it('says of each what it means and what to do, in sentences', () => {
    for (const [, code, , meaning, fix, ...rest] of rows) {
      expect(rest, code).toEqual([''])
      expect(meaning, code).toMatch(/^\S.*\.$/)
      expect(fix, code).toMatch(/^[A-Z].*\.$/)
    }
  })
})

describe('a failure in src', () => {
  it('has a code that is written out, so that a search for it finds the place', () => {
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

  it('has one kind only', () => {
    const several = [...kindsInSource()].filter(([, kinds]) => kinds.size > 1)
    expect(several).toEqual([])
    // Problems with keys get theirs where they are thrown.
    const without = places.filter(({ kind }) => kind === undefined).map(({ file }) => file)
    expect(new Set(without)).toEqual(
      new Set(['encryption/age-identities.ts', 'encryption/age-recipients.ts', 'encryption/passphrase.ts']),
    )
  })

  it('is called by a code that exists wherever others ask for it', () => {
    const known = kindsInSource()
    const asked = sources.flatMap(({ text }) => [
      ...text.matchAll(/(?<!typeof [\w.]*)\bcode [!=]== '([a-z-]+)'/g),
      ...text.matchAll(/@throws BackupError[^`\n]*`([a-z]+(?:-[a-z]+)+)`/g),
    ])
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.map(([, code = '']) => code).filter(code => !known.has(code))).toEqual([])
  })
})

/** What may begin a sentence in lower case: names that are written so. */
const NAMES = /^(?:pg_\w+|gpg|dpkg-deb|client-repository|compression|channel_binding|verify-ca)\b/

describe('the words of a failure', () => {
  const texts = places.flatMap(({ file, codes, kind, texts: all }) =>
    [...all].map(([name, expression]) => ({ where: `${file} ${codes[0]} ${name}`, name, kind, expression })),
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
    const wrong = texts.filter(({ name, kind, expression }) => {
      // Several problems with keys become one sentence, which gets its period then.
      const wanted = kind === undefined && name === 'message' ? /[^.]['"`]$/ : /\.['"`]$/
      const endsWithSentences = expression.endsWith(".join(' ')}`")
      return /['"`]$/.test(expression) && !wanted.test(expression) && !endsWithSentences
    })
    expect(wrong.map(({ where, expression }) => `${where}: ${expression}`)).toEqual([])
  })
})
