import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UnorderedRows } from '../../../src/fingerprint/copied-tables.ts'

type Row = readonly string[]

const COLUMNS = ['id', 'note', 'At', 'empty']
const KEY = Buffer.from('0123456789abcdef0123456789abcdef')

/** As COPY text has it: NULL, the empty string, what it escapes, and letters of several bytes. */
const field = fc.oneof(
  fc.constantFrom('\\N', '', 'N', '\\\\N', '0', '\\t', 'ä€😀'),
  fc.string({ unit: fc.constantFrom('a', 'b', '1', 'é', '\\n'), maxLength: 6 }),
)
const row = fc.tuple(field, field, field, field)
const rows = fc.array(row, { minLength: 1, maxLength: 12 })

const copyText = (all: readonly Row[]): string => all.map(fields => `${fields.join('\t')}\n`).join('')

function sumOf(text: string, { columns = COLUMNS, key = KEY, piece = Infinity } = {}): string {
  const bytes = Buffer.from(text)
  const sum = new UnorderedRows(columns, key)
  for (let at = 0; at < bytes.length; at += piece) {
    const cut = Buffer.from(bytes.subarray(at, at + piece))
    sum.update(cut)
    // Nothing that it was given may be needed any more.
    cut.fill(0)
  }
  return sum.hex()
}

const sum = (all: readonly Row[]): string => sumOf(copyText(all))
const sorted = (all: readonly Row[]): readonly string[] => all.map(fields => fields.join('\t')).toSorted()

describe('the sum of rows in any order', () => {
  it('is the same for the same rows in any order, wherever the stream is cut', () => {
    fc.assert(
      fc.property(
        rows.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.integer({ min: 1, max: 40 }),
        ([all, shuffled], piece) => {
          expect(sumOf(copyText(shuffled), { piece })).toBe(sum(all))
        },
      ),
    )
  })

  it('is the same for the same columns in any order', () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
    fc.assert(
      fc.property(rows, order, (all, to) => {
        const moved = all.map(fields => to.map(from => fields[from] ?? ''))
        expect(sumOf(copyText(moved), { columns: to.map(from => COLUMNS[from] ?? '') })).toBe(sum(all))
      }),
    )
  })

  it('is another one for other rows: exactly where they differ as a multiset', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        expect(sum(one) === sum(other)).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)))
      }),
    )
  })

  it.each<[string, (all: readonly Row[], at: number, to: number) => readonly Row[]]>([
    ['a row that is gone', (all, at) => all.toSpliced(at, 1)],
    ['a row that is there twice', (all, at) => [...all, all[at] ?? []]],
    ['a row that is there 256 times more', (all, at) => [...all, ...Array<Row>(256).fill(all[at] ?? [])]],
    ['a row in the place of another', (all, at, to) => all.with(at, all[to] ?? [])],
    ['a value that changed', (all, at) => all.with(at, (all[at] ?? []).with(1, 'other'))],
    ['NULL for an empty string', (all, at) => all.with(at, (all[at] ?? []).with(3, '\\N'))],
    [
      'a value that changed places with that of another row',
      (all, at, to) => {
        const [one = '', other = ''] = [all[at]?.[1], all[to]?.[1]]
        return all.with(at, (all[at] ?? []).with(1, other)).with(to, (all[to] ?? []).with(1, one))
      },
    ],
    [
      'two values of a row that changed places',
      (all, at) => all.with(at, (all[at] ?? []).with(0, all[at]?.[1] ?? '').with(1, all[at]?.[0] ?? '')),
    ],
    [
      'a tab that moved into the field before',
      (all, at) => all.with(at, [`${all[at]?.[0] ?? ''}x`, (all[at]?.[1] ?? '').slice(1), '', '']),
    ],
  ])('sees %s', (_what, change) => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.nat(), (all, one, other) => {
        const changed = change(all, one % all.length, other % all.length)
        fc.pre(JSON.stringify(sorted(changed)) !== JSON.stringify(sorted(all)))
        expect(sum(changed)).not.toBe(sum(all))
      }),
    )
  })

  it('depends on the key, so that nobody can look for rows beforehand', () => {
    const text = copyText([['1', 'a', '', '']])
    expect(sumOf(text, { key: Buffer.alloc(32, 1) })).not.toBe(sumOf(text, { key: Buffer.alloc(32, 2) }))
    expect(sumOf(text)).toBe(sumOf(text))
  })

  it('takes a table without columns for as many empty rows as it has', () => {
    const empty = (count: number): string => sumOf('\n'.repeat(count), { columns: [] })
    expect(empty(3)).toBe(empty(3))
    expect(empty(3)).not.toBe(empty(2))
  })

  it('holds no long row, and sees the same in it', () => {
    const long = (letter: string): Row => ['7', letter.repeat(3_000_000), `${letter}b`, '\\N']
    const short: Row = ['1', 'a', 'b', '\\N']
    const text = copyText([short, long('x'), long('y'), short])
    const expected = sumOf(text)
    expect(sumOf(copyText([long('y'), short, short, long('x')]), { piece: 65_536 })).toBe(expected)
    const columns = ['note', 'id', 'empty', 'At']
    const moved = [short, long('x'), long('y'), short].map(([id = '', note = '', at = '', none = '']) => [
      note,
      id,
      none,
      at,
    ])
    expect(sumOf(copyText(moved), { columns, piece: 1_000_003 })).toBe(expected)
    expect(sumOf(copyText([short, long('x'), long('x'), short]))).not.toBe(expected)
    const swapped = copyText([short, long('x').with(2, 'yb'), long('y').with(2, 'xb'), short])
    expect(sumOf(swapped, { piece: 65_536 })).not.toBe(expected)
    expect(sumOf(text.replace('\tyb\t', '\tyb\\t'), { piece: 65_536 })).not.toBe(expected)
  })
})
