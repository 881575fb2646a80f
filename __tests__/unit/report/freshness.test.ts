import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshness, newestBackup } from '../../../src/report/freshness.ts'

const NOW = new Date('2026-11-22T12:00:00Z')
const HOUR = 3_600_000
const ago = (ms: number): Date => new Date(NOW.getTime() - ms)

describe('the newest backup of a series', () => {
  it('is fresh up to its greatest age, and stale beyond it', () => {
    expect(freshness(ago(26 * HOUR), 26 * HOUR, NOW)).toEqual({
      kind: 'fresh',
      ageMs: 26 * HOUR,
      words: 'has a newest backup that is 26 h 00 min old, and max-age is 26 h 00 min',
    })
    expect(freshness(ago(26 * HOUR + 1), 26 * HOUR, NOW).kind).toBe('stale')
    expect(freshness(ago(9 * 24 * HOUR), 26 * HOUR, NOW).words).toBe(
      'has a newest backup that is 9 d 00 h old, and max-age is 26 h 00 min',
    )
  })

  it('may not be there', () => {
    expect(freshness(undefined, HOUR, NOW)).toEqual({
      kind: 'none',
      words: 'has no complete backup, and max-age is 1 h 00 min',
    })
  })

  it('from the future says that a clock is wrong, and keeps nothing fresh; a few minutes are normal', () => {
    expect(freshness(ago(-10 * 60_000), HOUR, NOW)).toMatchObject({ kind: 'fresh', ageMs: 0 })
    const ahead = freshness(ago(-72 * HOUR), HOUR, NOW)
    expect(ahead.kind).toBe('stale')
    expect(ahead.words).toContain('dated 3 d 00 h ahead: a clock is wrong')
  })

  it('only gets worse with time', () => {
    const spans = fc.nat({ max: 1000 * HOUR })
    fc.assert(
      fc.property(spans, spans, spans, (age, max, later) => {
        const isFresh = (ms: number): boolean => freshness(ago(ms), max, NOW).kind === 'fresh'
        expect(isFresh(age + later) && !isFresh(age)).toBe(false)
      }),
    )
  })

  it('is by when it was begun, and never what a restore kept of its target', () => {
    const begun = (day: number, kind: 'daily' | 'pre-restore') => ({
      class: kind,
      startedAt: `2026-11-${day}T03:00:00.000Z`,
    })
    const list = [begun(19, 'daily'), begun(20, 'daily'), begun(21, 'pre-restore'), begun(18, 'daily')]
    expect(newestBackup(list)).toEqual(new Date('2026-11-20T03:00:00Z'))
    expect(newestBackup([begun(21, 'pre-restore')])).toBeUndefined()
  })
})
