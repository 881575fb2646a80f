import { describe, expect, it } from 'vitest'
import { parseParagraphs } from '../../../../../src/postgres/client/apt/deb822.ts'
import {
  parseDeb822Sources,
  parseMirrorList,
} from '../../../../../src/postgres/client/apt/machine-sources.ts'
import { parseOneLineSources } from '../../../../../src/postgres/client/apt/one-line.ts'
import { sourceLabel } from '../../../../../src/postgres/client/apt/source.ts'

describe('a source line of apt', () => {
  it('is read with its options', () => {
    const line =
      'deb [ arch=amd64,arm64 signed-by=/etc/keys/a.gpg check-valid-until=no ] https://host/apt noble main extra # why'
    expect(parseOneLineSources(line)).toEqual({
      wrong: [],
      sources: [
        {
          uris: ['https://host/apt'],
          suite: 'noble',
          components: ['main', 'extra'],
          architectures: ['amd64', 'arm64'],
          signedBy: [{ file: '/etc/keys/a.gpg' }],
          checkValidUntil: false,
          checkDate: true,
        },
      ],
    })
  })

  it('is one of several, among comments and sources of source code', () => {
    const text =
      '# mirrors\n\ndeb http://a/ bookworm main\ndeb-src http://a/ bookworm main\n  deb http://b/ flat/\n'
    const { sources, wrong } = parseOneLineSources(text)
    expect(sources.map(({ uris, suite }) => [...uris, suite])).toEqual([
      ['http://a/', 'bookworm'],
      ['http://b/', 'flat/'],
    ])
    expect(wrong).toEqual([])
  })

  it.each(['http://a/ bookworm main', 'deb http://a/', 'deb http://a/ bookworm', 'deb [x http://a/ b c'])(
    'is not “%s”',
    line => {
      expect(parseOneLineSources(line)).toEqual({ sources: [], wrong: [line] })
    },
  )

  it('is shown to people without its credentials', () => {
    const [source] = parseOneLineSources('deb https://user:secret@host/apt/ noble main').sources
    expect(source && sourceLabel(source)).toBe('https://host/apt noble')
  })
})

describe('a .sources file', () => {
  it('stands for every URI with every suite', () => {
    const text = [
      '# the archive',
      'Types: deb deb-src',
      'URIs: http://a/debian http://b/debian',
      'Suites: bookworm bookworm-updates',
      'Components: main',
      '# in the middle',
      'Signed-By: /usr/share/keyrings/a.gpg, 0123456789ABCDEF0123456789ABCDEF01234567!',
      '',
      'Types: deb',
      'Enabled: no',
      'URIs: http://c/',
      'Suites: off',
      'Components: main',
    ].join('\n')
    const sources = parseDeb822Sources(text)
    expect(sources.map(({ uris, suite }) => `${uris} ${suite}`)).toEqual([
      'http://a/debian bookworm',
      'http://a/debian bookworm-updates',
      'http://b/debian bookworm',
      'http://b/debian bookworm-updates',
    ])
    expect(sources[0]?.signedBy).toEqual([
      { file: '/usr/share/keyrings/a.gpg' },
      { fingerprint: '0123456789abcdef0123456789abcdef01234567' },
    ])
  })

  it('may hold the key itself', () => {
    const text =
      'Types: deb\nURIs: http://a/\nSuites: x\nComponents: main\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mDME\n -----END PGP PUBLIC KEY BLOCK-----\n'
    expect(parseDeb822Sources(text)[0]?.signedBy).toEqual([
      { armored: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n-----END PGP PUBLIC KEY BLOCK-----' },
    ])
  })
})

describe("Debian's control format", () => {
  it('keeps the lines of a value and ends a paragraph at an empty line', () => {
    const text = 'A: 1\nSHA256:\n x 1 a\n y 2 b\nB: 2\n \n\nA: 3\n'
    expect(parseParagraphs(text).map(each => Object.fromEntries(each))).toEqual([
      { a: '1', sha256: '\nx 1 a\ny 2 b', b: '2' },
      { a: '3' },
    ])
  })
})

describe('a list of mirrors', () => {
  it('is tried by priority', () => {
    const text = '# azure first\nhttp://c/ \nhttp://b/\tpriority:2\n\nhttp://a/\tpriority:1 type:index\n'
    expect(parseMirrorList(text)).toEqual(['http://a/', 'http://b/', 'http://c/'])
  })
})
