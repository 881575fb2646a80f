import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CopyData } from '../../../src/fingerprint/copy-data.ts'

/** Rows as COPY writes them: a backslash alone on a line with a dot never occurs, everything close to it does. */
const row = fc
  .array(fc.constantFrom('\\', '.', 'a', '\\\\.', '\\.x', 'x\\.', '\t', '\\N', 'é'), { maxLength: 6 })
  .map(pieces => pieces.join(''))
  .filter(text => text !== '\\.')

function cutAt(data: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map(cut => cut % (data.length + 1)).sort((a, b) => a - b), data.length]
  return places.slice(1).map((end, index) => data.subarray(places[index], end))
}

describe('the sum of a COPY stream', () => {
  it('is the same however the stream is cut, and ends exactly behind the closing line', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 8 }), (rows, cuts) => {
        const data = Buffer.from(rows.map(text => `${text}\n`).join(''))
        const copy = new CopyData()
        let ended: number | undefined
        let seen = 0
        for (const piece of cutAt(Buffer.concat([data, Buffer.from('\\.\nnext')]), cuts)) {
          if (ended !== undefined) break
          const end = copy.write(piece, 0)
          if (end !== undefined) ended = seen + end
          seen += piece.length
        }
        expect(ended).toBe(data.length + 3)
        expect(copy.sum()).toEqual({
          rows: rows.length,
          bytes: data.length,
          sha256: createHash('sha256').update(data).digest('hex'),
        })
      }),
      { numRuns: 2_000 },
    )
  })

  it('of an empty table is zero rows and the hash of nothing', () => {
    const copy = new CopyData()
    expect(copy.write(Buffer.from('\\.\n'), 0)).toBe(3)
    expect(copy.sum()).toEqual({ rows: 0, bytes: 0, sha256: createHash('sha256').digest('hex') })
  })
})
