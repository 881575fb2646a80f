import { describe, expect, it } from 'vitest'
import { demandedPartSize, parsePartSize } from '../../../../src/storage/s3/part-size.ts'

const MiB = 1024 ** 2

describe('the one size of all parts', () => {
  it('is demanded by Cloudflare R2, in each of its jurisdictions, and by nobody else', () => {
    expect(demandedPartSize('https://0123abc.r2.cloudflarestorage.com')).toBe(64 * MiB)
    expect(demandedPartSize('https://0123abc.eu.r2.cloudflarestorage.com/')).toBe(64 * MiB)
    expect(demandedPartSize('https://r2.cloudflarestorage.com.example.com')).toBeUndefined()
    expect(demandedPartSize('https://s3.example.com')).toBeUndefined()
    expect(demandedPartSize(undefined)).toBeUndefined()
  })

  it('is read with its unit, within what S3 takes and what can be held in memory', () => {
    expect(parsePartSize('64MB')).toEqual({ ok: true, value: 64 * MiB })
    expect(parsePartSize('5MB')).toMatchObject({ ok: true })
    for (const text of ['4MB', '2GB'])
      expect(parsePartSize(text)).toEqual({
        ok: false,
        problem: `"${text}" is no size of a part; write one from 5 MB to 1.25 GB`,
      })
    expect(parsePartSize('big')).toMatchObject({ ok: false, problem: expect.stringContaining('not a size') })
  })
})
