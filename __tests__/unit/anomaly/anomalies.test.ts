import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findAnomalies, MOST_FINDINGS } from '../../../src/anomaly/anomalies.ts'
import type { AnomalyReport } from '../../../src/anomaly/finding.ts'
import { DEFAULT_THRESHOLDS, parsePercent } from '../../../src/anomaly/thresholds.ts'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { backup, definition, type Odd, told } from './example.ts'

const MB = 1024 * 1024
const BEFORE = [backup(1), backup(2), backup(3), backup(4)]

function evaluated(odd: Odd, before: readonly Manifest[] = BEFORE): AnomalyReport {
  return findAnomalies(backup(9, odd), before, DEFAULT_THRESHOLDS)
}
const each = (...odds: readonly Odd[]): Manifest[] => odds.map((odd, index) => backup(index + 1, odd))

describe('a backup like those before it', () => {
  it('has no anomaly, and its figures are reported all the same', () => {
    const report = evaluated({})
    expect(report).toMatchObject({ compared: 4, enough: true, findings: [], anomalies: 0, notCompared: [] })
    expect(report.figures).toEqual([
      {
        kind: 'size',
        what: 'Size of the dump',
        before: '100 MB',
        now: '100 MB',
        change: '±0 %',
        odd: false,
      },
      { kind: 'rows', what: 'Rows in all', before: '1,000', now: '1,000', change: '±0 %', odd: false },
      {
        kind: 'duration',
        what: 'Time to dump and store',
        before: '10 min 00 s',
        now: '10 min 00 s',
        change: '±0 %',
        odd: false,
      },
    ])
  })

  it('is the first one too: too little history is all that is said', () => {
    expect(evaluated({}, [])).toEqual({
      compared: 0,
      enough: false,
      figures: [],
      findings: [],
      anomalies: 0,
      notCompared: [],
    })
  })
})

describe('a backup whose own run failed for what was found', () => {
  const EMPTIED: Odd = { rows: { orders: 0 } }
  const failing = (what: 'anomaly' | 'drift', odd: Odd): Odd => ({
    ...odd,
    instead: { options: { ...backup(1).options, failOn: [what] } },
  })

  it('is no measure for the next one: a second and a third try find the same', () => {
    const first = backup(5, failing('anomaly', EMPTIED))
    const second = backup(6, failing('anomaly', EMPTIED))
    const anomalies = told(evaluated(EMPTIED))
    expect(anomalies).not.toEqual([])
    expect(told(evaluated(EMPTIED, [...BEFORE, first]))).toEqual(anomalies)
    expect(told(evaluated(EMPTIED, [...BEFORE, first, second]))).toEqual(anomalies)
  })

  it('and where there were fewer before than are looked at, neither', () => {
    const before = [backup(1), backup(2, failing('anomaly', EMPTIED))]
    expect(told(evaluated(EMPTIED, before))).toEqual(told(evaluated(EMPTIED, [backup(1)])))
  })

  it('is one once another was made that only warned of it', () => {
    const meant = backup(6, EMPTIED)
    const report = evaluated(EMPTIED, [...BEFORE, backup(5, failing('anomaly', EMPTIED)), meant])
    expect(told(report).filter(text => text.includes('is empty'))).toEqual([])
  })

  it('is one where nothing was found in it', () => {
    const usual = backup(5, failing('anomaly', {}))
    expect(evaluated({}, [usual])).toMatchObject({ compared: 1, anomalies: 0 })
  })

  it('is none for its changed schema either', () => {
    const objects = [definition('TABLE', 'orders')]
    const before = [...BEFORE, backup(5, failing('drift', { objects }))]
    expect(told(evaluated({ objects }, before), 'drift')).toHaveLength(1)
    expect(told(evaluated({ objects }, [...BEFORE, backup(5, { objects })]), 'drift')).toEqual([])
  })
})

describe('the size and the rows in all', () => {
  it('are odd further than 20 % from the mean of the last four, as the runbooks have it', () => {
    expect(told(evaluated({ dumpBytes: 79 * MB }))).toEqual([
      'Size of the dump: 79 MB, −21.0 % against 100 MB (the mean of the last 4).',
    ])
    expect(told(evaluated({ dumpBytes: 121 * MB }))).toEqual([
      'Size of the dump: 121 MB, +21.0 % against 100 MB (the mean of the last 4).',
    ])
    for (const bytes of [80 * MB, 120 * MB]) expect(told(evaluated({ dumpBytes: bytes }))).toEqual([])
    expect(evaluated({ dumpBytes: 80 * MB - 1 }).anomalies).toBe(1)
    const mixed = each(...[60, 100, 100, 140].map(size => ({ dumpBytes: size * MB })))
    expect(told(evaluated({ dumpBytes: 79 * MB }, mixed))).toHaveLength(1)
  })

  it('are compared with the last four only', () => {
    const shrunk = [backup(1, { dumpBytes: 900 * MB }), ...[2, 3, 4, 5].map(day => backup(day))]
    expect(evaluated({}, shrunk)).toMatchObject({ compared: 4, anomalies: 0 })
  })

  it('of one earlier backup are enough to compare with, and it is said how many there were', () => {
    const report = evaluated({ dumpBytes: 70 * MB }, [backup(1)])
    expect(report).toMatchObject({ compared: 1, enough: true })
    expect(told(report)).toEqual(['Size of the dump: 70 MB, −30.0 % against 100 MB (the one before).'])
  })

  it('do not alarm by the percentage of next to nothing', () => {
    const tiny = { dumpBytes: 20_000, rows: { orders: 60 } }
    expect(told(evaluated({ dumpBytes: 80_000, rows: { orders: 100 } }, each(tiny)))).toEqual([])
  })

  it('of dumps that are compressed otherwise are compared by what was in them', () => {
    const { options } = backup(1)
    const packed = { instead: { options: { ...options, compression: 'gzip:9' } } }
    const same = evaluated({ dumpBytes: 10 * MB, ...packed })
    expect(same.anomalies).toBe(0)
    expect(same.figures[0]).toMatchObject({ what: 'Size of the rows, uncompressed', change: '±0 %' })
    expect(evaluated({ dumpBytes: 10 * MB, instead: { format: 'plain' } }).anomalies).toBe(0)
    expect(evaluated({ dumpBytes: 10 * MB }, [...BEFORE, backup(5, packed)]).figures[0]).toMatchObject({
      what: 'Size of the dump',
      odd: true,
    })
  })

  it('may come from nothing, without a division by it', () => {
    const empty = each({ rows: {} }, { rows: {} })
    const report = evaluated({ rows: { orders: 500 } }, empty)
    expect(told(report)).toEqual(['Rows in all: 500, from nothing against 0 (the mean of the last 2).'])
    expect(evaluated({ rows: {} }, empty).figures.map(({ kind }) => kind)).toEqual(['size', 'duration'])
  })
})

describe('the time it takes', () => {
  const timed = (...minutes: readonly number[]): Manifest[] =>
    each(...minutes.map(count => ({ streamMs: count * 60_000 })))

  it('is odd when it is longer than ever, by more than a minute, and some were timed', () => {
    expect(told(evaluated({ streamMs: 15 * 60_000 }))).toEqual([
      'Time to dump and store: 15 min 00 s, +50.0 % against 10 min 00 s (the mean of the last 4).',
    ])
    expect(told(evaluated({ streamMs: 15 * 60_000 }, timed(10, 10)))).toEqual([])
    expect(told(evaluated({ streamMs: 15 * 60_000 }, timed(5, 16, 5, 5)))).toEqual([])
    expect(told(evaluated({ streamMs: 50_000 }, timed(0.1, 0.1, 0.1)))).toEqual([])
  })
})

describe('a table', () => {
  const rows = (orders: number, others: Readonly<Record<string, number>> = {}): Odd => ({
    rows: { orders, bulk: 1_000_000, ...others },
  })
  const before = each(rows(1000), rows(1000), rows(1000), rows(1000))

  it('that lost more than the threshold is named', () => {
    expect(told(evaluated(rows(789), before))).toEqual([
      'Rows of public.orders: 789, −21.1 % against 1,000 (the mean of the last 4).',
    ])
    expect(told(evaluated(rows(800), before))).toEqual([])
  })

  it('that is empty or gone is named before everything else, the one that held most first', () => {
    const many = each(rows(1000, { queue: 3, cities: 500, log: 900 }))
    expect(told(evaluated({ rows: { orders: 700, bulk: 1_000_000, cities: 0, queue: 0 } }, many))).toEqual([
      'Rows of public.log: the table is gone, with 900 rows in the backup before.',
      'Rows of public.cities: none left, against 500 (the one before).',
      'Rows of public.queue: none left, against 3 (the one before).',
      'Rows of public.orders: 700, −30.0 % against 1,000 (the one before).',
    ])
  })

  it('that is gone is reported once', () => {
    expect(evaluated(rows(1000), [...before, backup(5, rows(1000, { log: 50 }))]).anomalies).toBe(1)
    const since = [...each(rows(1000, { log: 50 }), rows(1000, { log: 50 })), backup(4, rows(1000))]
    expect(told(evaluated(rows(1000), since))).toEqual([])
  })

  it('that held nothing is no loss, nor is one that was empty before', () => {
    expect(told(evaluated(rows(1000), each(rows(1000, { log: 0 }))))).toEqual([])
    const queue = each(rows(1000, { queue: 4000 }), rows(1000, { queue: 0 }), rows(1000, { queue: 9000 }))
    expect(told(evaluated(rows(1000, { queue: 0 }), queue))).toEqual([])
  })

  it('that has had so few rows before is no news, and none that has few at all', () => {
    const waves = each(rows(1000), rows(400), rows(1000), rows(1000))
    expect(told(evaluated(rows(400), waves))).toEqual([])
    const few = each(rows(1000, { staff: 99 }))
    expect(told(evaluated(rows(1000, { staff: 20 }), few))).toEqual([])
  })

  it('that jumped is named when it is large, and not when it grows as it always did', () => {
    expect(told(evaluated(rows(1500), before))).toEqual([])
    const large = [10_000, 12_000, 14_400, 17_280].map(count => rows(count))
    expect(told(evaluated(rows(20_736), each(...large)))).toEqual([])
    expect(told(evaluated(rows(25_000), each(...large)))).toEqual([
      'Rows of public.orders: 25,000, +86.3 % against 13,420 (the mean of the last 4).',
    ])
  })

  it('that is a partition may go', () => {
    const attached = { objects: [definition('TABLE ATTACH', 'log_2026_10')] }
    const parted = [backup(1, { ...rows(1000, { log_2026_10: 5 }), ...attached })]
    expect(told(evaluated(rows(1000), parted))).toEqual([])
  })

  it('whose name needs quotes has them', () => {
    expect(told(evaluated({ rows: { 'a b': 0 } }, each({ rows: { 'a b': 7 } })))).toEqual([
      'Rows of public."a b": none left, against 7 (the one before).',
    ])
  })
})

describe('large objects', () => {
  it('count like rows', () => {
    expect(told(evaluated({ largeObjects: 0 }, each({ largeObjects: 12 })))).toEqual([
      'Large objects: none left, against 12 (the one before).',
    ])
    expect(evaluated({ largeObjects: 10 }, each({ largeObjects: 12 })).anomalies).toBe(0)
  })
})

describe('a changed schema', () => {
  const old = { objects: [definition('INDEX', 'by_name'), definition('TABLE', 'orders')] }
  const now = {
    objects: [
      definition('INDEX', 'by_day'),
      definition('TABLE', 'orders', 'b'),
      definition('VIEW', 'all_orders'),
    ],
  }

  it('is reported with what was added, removed and changed, and is no anomaly', () => {
    const report = evaluated(now, each(old, old))
    expect(report.anomalies).toBe(0)
    expect(told(report, 'drift')).toEqual([
      'The schema changed since the backup of 2026-11-02T03:00:00.000Z: 2 added (INDEX public.by_day, VIEW public.all_orders); 1 removed (INDEX public.by_name); 1 changed (TABLE public.orders).',
    ])
    expect(report.findings[0]).toMatchObject({
      kind: 'schema',
      before: '2',
      now: '3',
      change: '2 added, 1 removed, 1 changed',
      schema: {
        since: '2026-11-02T03:00:00.000Z',
        added: { count: 2 },
        changed: { first: ['TABLE public.orders'] },
      },
    })
  })

  it('is reported once: against the newest', () => {
    expect(told(evaluated(now, each(old, now)), 'drift')).toEqual([])
  })

  it('is not judged by what another pg_dump or another format wrote', () => {
    for (const other of [{ clientVersion: '16.10' }, { format: 'plain' as const }]) {
      const report = evaluated({ ...now, instead: other }, each(old, old))
      expect(told(report, 'drift')).toEqual([])
      expect(report.notCompared).toEqual([
        expect.stringMatching(/^The definitions: pg_dump 1[67] wrote none/),
      ])
    }
    const mixed = [...each(old, now), backup(4, { ...old, instead: { clientVersion: '18.0' } })]
    expect(told(evaluated(now, mixed), 'drift')).toEqual([])
  })

  it('names the first of many', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      definition('FUNCTION', `${'f'.repeat(300)}_${index}`),
    )
    const [text = ''] = told(evaluated({ objects: many }, each(old)), 'drift')
    expect(text).toContain('3,000 added (FUNCTION public.fff')
    expect(text).toContain(' and 2,995 more); 2 removed')
    expect(text.length).toBeLessThan(1_000)
  })

  it('of extensions is reported with their versions', () => {
    const report = evaluated(
      { extensions: { citext: '1.8', vector: '0.8' } },
      each({ extensions: { citext: '1.6', hstore: '1.8' } }),
    )
    expect(told(report, 'drift')).toEqual([
      'The extensions changed since the backup of 2026-11-01T03:00:00.000Z: citext 1.6 is now 1.8; hstore 1.8 removed; vector 0.8 added.',
    ])
  })
})

describe('what is compared', () => {
  const { options } = backup(1)
  it.each<[string, Partial<Manifest>]>([
    ['series', { series: 'crm' }],
    ['class', { class: 'daily' }],
    ['mode', { mode: 'data' }],
    ['selection', { options: { ...options, excludeTableData: ['log'] } }],
  ])('has the same %s', (_what, instead) => {
    expect(evaluated({}, each({ instead }))).toMatchObject({ compared: 0, enough: false })
  })

  it('is a selection by its patterns, regardless of their order', () => {
    const patterns = (...tables: readonly string[]): Odd => ({
      instead: { options: { ...options, tables: [...tables] } },
    })
    expect(evaluated(patterns('a', 'b'), each(patterns('b', 'a'))).compared).toBe(1)
  })

  it('is older: neither the backup itself nor a later one', () => {
    expect(evaluated({}, [backup(9), backup(10, { dumpBytes: 1 })]).compared).toBe(0)
  })
})

const figure = fc.integer({ min: 0, max: 5_000_000 })
const odd: fc.Arbitrary<Odd> = fc.record({
  dumpBytes: figure,
  rows: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), figure),
  streamMs: figure,
  largeObjects: fc.integer({ min: 0, max: 300 }),
})
const histories = fc.array(odd, { maxLength: 8 })

describe('for any history', () => {
  it('a backup that equals all before it has no anomaly', () => {
    fc.assert(
      fc.property(odd, fc.integer({ min: 1, max: 8 }), (same, count) => {
        expect(evaluated(same, each(...Array.from({ length: count }, () => same)))).toMatchObject({
          findings: [],
          anomalies: 0,
        })
      }),
    )
  })

  it('its order means nothing', () => {
    fc.assert(
      fc.property(odd, histories, fc.array(fc.nat(), { maxLength: 8 }), (now, before, order) => {
        const list = each(...before)
        const shuffled = list.toSorted((one, other) => rank(order, list, one) - rank(order, list, other))
        expect(evaluated(now, shuffled)).toEqual(evaluated(now, list))
      }),
    )
  })

  it('sizes and rows are judged alike up and down', () => {
    const base = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(base, fc.integer({ min: 0, max: 100 }), histories, (unit, percent, noise) => {
        const size = unit * 100
        const before = each(...noise.map(each => ({ ...each, dumpBytes: size, rows: { a: size } })), {
          dumpBytes: size,
          rows: { a: size },
        })
        const oddOnes = (part: number): (string | boolean)[] =>
          evaluated({ dumpBytes: unit * part, rows: { a: unit * part } }, before)
            .figures.filter(({ kind }) => kind !== 'duration')
            .map(({ odd: isOdd }) => isOdd)
        const [down, up] = [oddOnes(100 - percent), oddOnes(100 + percent)]
        expect(down).toEqual(up)
        expect(up.every(isOdd => isOdd === false) || percent > 20).toBe(true)
      }),
    )
  })

  it('no number is none: nothing is NaN or infinite', () => {
    fc.assert(
      fc.property(odd, histories, (now, before) => {
        const report = evaluated(now, each(...before))
        expect(JSON.stringify(report)).not.toMatch(/NaN|Infinity|null/)
        expect(report.anomalies).toBe(told(report).length)
        expect(report.enough).toBe(before.length > 0)
      }),
    )
  })
})

function rank(order: readonly number[], list: readonly Manifest[], one: Manifest): number {
  return order[list.indexOf(one)] ?? 0
}

it('of thousands of anomalies the worst are listed, and all are counted', () => {
  const names = Array.from({ length: 5000 }, (_, index) => [`table_${index}`, index + 1])
  const report = evaluated({ rows: {} }, each({ rows: Object.fromEntries(names) }))
  expect(report.findings).toHaveLength(MOST_FINDINGS)
  expect(report.anomalies).toBe(5001)
  expect(told(report)[0]).toContain('public.table_4999: the table is gone, with 5,000 rows')
  expect(report.totals).toBe('5,000 tables are gone, rows in all −100.0 %')
})

it('of many anomalies says what they come to, each kind counted apart', () => {
  const now = { a: 0, b: 0, c: 0, d: 50, kept: 500, large: 90_000 }
  const before = { a: 9, b: 9, c: 9, d: 500, kept: 500, large: 50_000, e: 5, f: 5 }
  const report = evaluated({ rows: now, largeObjects: 0 }, each({ rows: before, largeObjects: 7 }))
  expect(report.totals).toBe(
    '3 tables are empty, 2 are gone, 1 lost rows, 1 grew, rows in all +77.4 %, large objects emptied',
  )
  // Few are named each, which says all.
  expect(evaluated({ rows: { a: 0 } }, each({ rows: { a: 9 } })).totals).toBeUndefined()
})

it.each(['20', '20%', '20 %', '7.5%', '1000'])('%s is a threshold', text => {
  expect(parsePercent(text)).toEqual({ ok: true, value: Number.parseFloat(text) })
})

it.each(['0.2', '0', '-5', '1001', 'twenty', '20%%', '1e2'])('%s is none, and it is said what is', text => {
  expect(parsePercent(text)).toMatchObject({
    ok: false,
    problem: expect.stringContaining('such as 20 or 20%'),
  })
})
