import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { block, code, plain, table } from '../../../../src/action/summary/markdown.ts'
import { withinLimit } from '../../../../src/action/summary/within-limit.ts'

/** What a reader sees: entities decoded. */
function seen(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
}

describe('a name from outside', () => {
  it('is text, no matter what it is called', () => {
    expect(plain('<b>|x')).toBe('&#60;b&#62;&#124;x')
    expect(code('`*_a_*`')).toBe('<code>&#96;&#42;&#95;a&#95;&#42;&#96;</code>')
    expect(plain('snake_case stays readable')).toBe('snake_case stays readable')
    expect(plain('line\nbreak\tand \u202Ereversed\u0000')).toBe(
      'line&#92;nbreak&#92;tand &#92;u&#123;202e&#125;reversed&#92;u&#123;0&#125;',
    )
  })

  it('can neither open a tag, nor end a cell, nor start a line, and is shown whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        const markdown = plain(name)
        expect(markdown).not.toMatch(/[<>|`*[\]\\\r\n]/)
        if (!/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(name)) expect(seen(markdown)).toBe(name)
      }),
    )
  })

  it('is one cell of a table', () => {
    expect(table(['a'], [[plain('x | y')]])).toBe('| a |\n| --- |\n| x &#124; y |')
  })

  it('can not end a code block', () => {
    expect(block('bash', 'echo "```"')).toBe('````bash\necho "```"\n````')
  })
})

describe('a summary that is too long', () => {
  it('is cut at the end of a line, with a note', () => {
    const cut = withinLimit(Array.from({ length: 100 }, (_, index) => `line ${index} ü`).join('\n'), 400)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(400)
    expect(cut).toMatch(/^line 0 ü\nline 1 ü\n/)
    expect(cut).toMatch(/ü\n\n… cut off here: .*\n$/)
  })

  it('is cut even if it is one line', () => {
    expect(Buffer.byteLength(withinLimit('ü'.repeat(1000), 400))).toBeLessThanOrEqual(400)
  })

  it('is left alone when it fits', () => expect(withinLimit('short')).toBe('short'))
})
