import { describe, expect, it } from 'vitest'
import { parseUseList, useList } from '../../../../src/restore/plan/use-list.ts'

const problemIn = (text: string): string => {
  const list = parseUseList(text)
  return list.ok ? `no problem: ${list.value.join()}` : list.problem
}

describe('an edited list', () => {
  it('is read in its order, without what is commented out', () => {
    const text = [
      '\uFEFF;',
      '; Archive created at 2026-11-23 07:04:00 UTC',
      ';',
      '7; 2615 16385 SCHEMA - app postgres',
      ';8; 1259 16386 TABLE app orders postgres',
      '  21; 0 16386 TABLE DATA app orders; all of them postgres\r',
      '3 ; by hand',
      '4',
      '',
    ].join('\n')
    expect(parseUseList(text)).toEqual({ ok: true, value: [7, 21, 3, 4] })
  })

  it('comes back from the text that pg_restore is given', () => {
    expect(parseUseList(useList([12, 3, 2147483647]))).toEqual({ ok: true, value: [12, 3, 2147483647] })
  })

  it('is refused where a line is no entry, by its number', () => {
    expect(problemIn('1; TABLE\n\n\nTABLE public orders\n')).toMatch(/^line 4 is "TABLE public orders"; /)
    expect(problemIn('1; TABLE\n12abc; TABLE DATA')).toMatch(/^line 2 is "12abc; TABLE DATA"; /)
    expect(problemIn('0;')).toMatch(/^line 1 is /)
    expect(problemIn('-1;')).toMatch(/^line 1 is /)
  })

  it('is refused where an entry stands twice, since its place would be anybody’s guess', () => {
    expect(problemIn('5;\n;6;\n5;')).toBe('lines 1 and 3 both name entry 5; remove one')
  })

  it('is refused where nothing is left of it', () => {
    for (const text of ['', '\n\n', ';5; TABLE\n; x\n'])
      expect(problemIn(text)).toMatch(/^no line names an entry, so nothing would be restored; /)
  })
})
