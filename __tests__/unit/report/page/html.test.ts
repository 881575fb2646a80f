import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, spelled } from '../../../../src/report/page/html.ts'
import { link } from '../../../../src/report/page/names.ts'

/** What a browser makes of a text without tags. */
function read(markup: string): string {
  return markup.replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))
}

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", '`', '/', '=', ' ', '\n', 'a', ';', '#', '\u202e'),
  }),
)

describe('text from outside', () => {
  it('can neither open a tag nor end an attribute, and is shown whole', () => {
    fc.assert(
      fc.property(anything, text => {
        const markup = html`${text}`.toString()
        expect(markup).not.toMatch(/[<>"']|&(?!#\d+;)/)
        expect(read(markup)).toBe(spelled(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('cannot turn or hide what stands beside it', () => {
    const turning = '\u202E\u2066\u200E\u061C\uFEFF\u200B\u0000\u001B\u2028'
    expect(spelled(`a${turning}b`)).toBe(
      'a\\u{202e}\\u{2066}\\u{200e}\\u{61c}\\u{feff}\\u{200b}\\u{0}\\u{1b}\\u{2028}b',
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(spelled(text)).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u)
        expect(spelled(text).isWellFormed()).toBe(true)
      }),
    )
  })

  it('keeps emoji, accents and scripts from right to left as they are', () => {
    expect(spelled('👩‍💻 Ünïcode עברית 数据库')).toBe('👩‍💻 Ünïcode עברית 数据库')
  })
})

describe('a template', () => {
  it('takes its own kind as it is, joins lists, and writes nothing for what is not there', () => {
    const items = ['a&b', 'c'].map(each => html`<li>${each}</li>`)
    expect(html`<ul>${items}${undefined}${false}${0}</ul>`.toString()).toBe(
      '<ul><li>a&#38;b</li><li>c</li>0</ul>',
    )
  })

  it('links to pages of the web only', () => {
    expect(link('https://example.com/?a=1&b="', 'run').toString()).toBe(
      '<a href="https://example.com/?a=1&#38;b=&#34;">run</a>',
    )
    for (const url of ['javascript:alert(1)', ' https://x', 'data:text/html,x', '//x', ''])
      expect(link(url, 'run').toString()).toBe('run')
  })
})
