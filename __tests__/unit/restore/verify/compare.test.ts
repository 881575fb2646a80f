import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fingerprint } from '../../../../src/fingerprint/fingerprint.ts'
import { NOT_ASKED_FOR } from '../../../../src/restore/plan/plan.ts'
import { compareRestored, type Proof } from '../../../../src/restore/verify/compare.ts'
import { entryOf, manifestFor } from '../../../support/restore-example.ts'

const DATA = entryOf(3, 'TABLE DATA app orders', [1])
const TOC = [
  entryOf(1, 'TABLE app orders'),
  entryOf(2, 'SEQUENCE app counter'),
  DATA,
  entryOf(4, 'SEQUENCE SET app counter', [2]),
  entryOf(5, 'BLOBS - 1'),
  entryOf(6, 'INDEX app by_note', [1]),
]
const { fingerprint: EXPECTED } = manifestFor(TOC)
const PROOF: Proof = { extras: 'different', skipped: [], definitions: 'compared' }

const withTable = (rows: number, name = 'extra'): Fingerprint => ({
  ...EXPECTED,
  objects: [...EXPECTED.objects, { kind: 'TABLE', schema: 'app', name, sha256: 'f'.repeat(64) }],
  tables: [...EXPECTED.tables, { schema: 'app', name, rows, bytes: rows, sha256: 'f'.repeat(64) }],
})
const found = (actual: Fingerprint, proof: Partial<Proof> = {}, expected: Fingerprint = EXPECTED) =>
  compareRestored(expected, actual, { ...PROOF, ...proof })

describe('a restored database', () => {
  it('that has the same fingerprint is equal, table by table', () => {
    expect(found(EXPECTED)).toEqual({
      tables: [{ schema: 'app', name: 'orders', rows: 3, outcome: 'equal', what: undefined }],
      differences: [],
      skipped: [],
      notVerified: [],
      missing: 0,
    })
  })

  it('is different where a row, a definition, a sequence or a large object is, each by its name', () => {
    const [orders] = EXPECTED.tables
    if (!orders) throw new Error('no table')
    const fewer = found({ ...EXPECTED, tables: [{ ...orders, rows: 2 }] })
    expect(fewer.differences).toEqual(['app.orders has 2 rows, expected 3'])
    expect(fewer.tables).toMatchObject([{ outcome: 'different', what: 'has 2 rows, expected 3' }])
    expect(found({ ...EXPECTED, tables: [] }).differences).toEqual(['app.orders is missing'])
    const objects = EXPECTED.objects.filter(({ kind }) => kind !== 'INDEX')
    expect(found({ ...EXPECTED, objects }).differences).toEqual(['INDEX app.by_note is missing'])
    const at = (value: string, called: boolean) => [{ sequence: 'app.counter', value, called }]
    expect(found({ ...EXPECTED, sequences: at('9', true) }).differences).toEqual([
      'sequence app.counter is at 9, expected 1',
    ])
    expect(found({ ...EXPECTED, sequences: at('1', false) }).differences).toHaveLength(1)
    const largeObjects = { ...EXPECTED.largeObjects, sha256: 'e'.repeat(64) }
    expect(found({ ...EXPECTED, largeObjects }).differences).toHaveLength(1)
  })

  it('may hold more only where it held something before', () => {
    expect(found(withTable(1)).differences).toEqual(['app.extra is extra', 'TABLE app.extra is extra'])
    expect(found(withTable(1), { extras: 'ignored' })).toEqual(found(EXPECTED))
    const objects = [
      ...EXPECTED.objects,
      { kind: 'EXTENSION', schema: '-', name: 'citext', sha256: 'f'.repeat(64) },
    ]
    expect(found({ ...EXPECTED, objects }).differences).toEqual([])
  })

  it('has empty tables where definitions alone were restored, and no rows', () => {
    const expected = { ...EXPECTED, tables: [], sequences: [], objects: withTable(0).objects }
    const restored = { ...withTable(0), tables: withTable(0).tables.filter(({ name }) => name === 'extra') }
    expect(found({ ...restored, sequences: [] }, {}, expected).differences).toEqual([])
    expect(found({ ...withTable(5), sequences: [] }, {}, expected).differences).toHaveLength(2)
  })
})

describe('skipped, different and not verified', () => {
  it('are three words', () => {
    const skipped = [
      { entry: DATA, why: 'a reason', rows: 3 },
      { entry: entryOf(9, 'SCHEMA - app'), why: 'exists already', there: true },
      ...[11, 12].map(id => ({ entry: entryOf(id, 'TABLE app other'), why: NOT_ASKED_FOR })),
    ] as const
    const comparison = found(
      EXPECTED,
      { skipped, definitions: { notVerified: 'another major' } },
      { ...EXPECTED, tables: [] },
    )
    expect(comparison).toEqual({
      tables: [{ schema: 'app', name: 'orders', rows: 3, outcome: 'skipped', what: 'a reason' }],
      differences: [],
      skipped: ['rows of app.orders: a reason', '2 entries of the backup that were not asked for'],
      notVerified: ['3 definitions: another major'],
      missing: 0,
    })
  })

  it('are the first where what a platform was presumed to have is not there, or has rows of its own', () => {
    const index = entryOf(9, 'INDEX app by_email')
    const skipped = [
      { entry: index, why: 'is managed', there: 'presumed' },
      { entry: entryOf(10, 'ACL app TABLE orders'), why: 'is managed', there: 'presumed' },
      { entry: DATA, why: 'is managed', there: 'presumed', rows: 3 },
      { entry: entryOf(11, 'EVENT TRIGGER - watcher'), why: 'needs a superuser', missing: true },
    ] as const
    const lost = found(EXPECTED, { skipped, extras: 'ignored' })
    expect(lost).toMatchObject({ differences: [], missing: 3 })
    expect(lost.skipped).toEqual([
      'INDEX app.by_email: is managed; the target does not have it',
      'rows of app.orders: is managed',
      'EVENT TRIGGER watcher: needs a superuser',
    ])
    const objects = [
      ...EXPECTED.objects,
      { kind: 'INDEX', schema: 'app', name: 'by_email', sha256: 'f'.repeat(64) },
    ]
    const there = found({ ...EXPECTED, objects }, { skipped: skipped.slice(0, 2), extras: 'ignored' })
    expect(there).toMatchObject({ missing: 0, skipped: [] })
  })

  it('leave large objects unverified where the target has others', () => {
    const largeObjects = { count: 2, bytes: 2, sha256: 'e'.repeat(64) }
    const comparison = found({ ...EXPECTED, largeObjects }, { extras: 'ignored' })
    expect(comparison.differences).toEqual([])
    expect(comparison.notVerified).toHaveLength(1)
    const fewer = { count: 0, bytes: 0, sha256: '0'.repeat(64) }
    expect(found({ ...EXPECTED, largeObjects: fewer }, { extras: 'ignored' }).differences).toHaveLength(1)
  })

  it('never hide that something which was loaded is missing', () => {
    const part = fc.constantFrom('tables' as const, 'objects' as const, 'sequences' as const)
    const proof = fc.record({
      extras: fc.constantFrom('different' as const, 'ignored' as const),
      skipped: fc.constant([]),
      definitions: fc.constant('compared' as const),
    })
    fc.assert(
      fc.property(part, proof, (name, how) => {
        const missing = { ...EXPECTED, [name]: EXPECTED[name].slice(1) }
        expect(found(missing, how).differences.join()).toContain('is missing')
      }),
    )
  })
})
