import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../../src/catalog/manifest.ts'
import type { TargetFacts } from '../../../../src/postgres/target/target-facts.ts'
import { isEmpty } from '../../../../src/restore/plan/is-empty.ts'
import { isSource } from '../../../../src/restore/plan/is-source.ts'
import { refusals } from '../../../../src/restore/plan/refusals.ts'
import { ALLOWANCES, type RestoreChoices } from '../../../../src/restore/plan/restore-choices.ts'
import { choicesOf, entryOf, manifestFor, relationOf, targetOf } from '../../../support/restore-example.ts'

const TOC = [entryOf(1, 'TABLE public orders'), entryOf(2, 'TABLE DATA public orders', [1])]
const ORDERS = relationOf('public', 'orders')
const FULL = { relations: [ORDERS] }

function codes(
  target: Partial<TargetFacts>,
  choices: Partial<RestoreChoices> = {},
  manifest: Partial<Manifest> = {},
): string[] {
  return refusals(manifestFor(TOC, manifest), targetOf(target), choicesOf(choices)).map(({ code }) => code)
}
const tables = (name: string, definitions = false) =>
  ({ kind: 'tables', tables: [{ schema: 'public', name }], definitions }) as const

describe('an empty target', () => {
  it('has no relations, no other objects and no schema but public; extensions do not count', () => {
    expect(
      isEmpty(
        targetOf({ extensions: [{ name: 'x', version: '1', schema: 'public', owned: true }] }),
        undefined,
      ),
    ).toBe(true)
    expect(isEmpty(targetOf({ schemas: [] }), undefined)).toBe(true)
    expect(isEmpty(targetOf(FULL), undefined)).toBe(false)
    expect(isEmpty(targetOf({ otherObjects: ['function public.f()'] }), undefined)).toBe(false)
    expect(isEmpty(targetOf({ schemas: ['public', 'app'] }), undefined)).toBe(false)
  })

  it('may have what a platform makes in each project, and nothing else', () => {
    const project = {
      schemas: ['auth', 'public', 'storage'],
      relations: [relationOf('auth', 'users', { holdsRows: false })],
      otherObjects: ['event trigger pgrst_ddl_watch', 'function auth.uid()', 'publication supabase_realtime'],
    }
    expect(isEmpty(targetOf(project), 'supabase')).toBe(true)
    expect(isEmpty(targetOf(project), undefined)).toBe(false)
    for (const words of [
      'event trigger mine',
      'function public.f(auth.kind)',
      'cast (auth as text)',
      '2 large objects',
    ])
      expect(isEmpty(targetOf({ ...project, otherObjects: [words] }), 'supabase'), words).toBe(false)
  })
})

describe('the source', () => {
  const { source } = manifestFor(TOC)
  const { systemIdentifier: _, ...unknown } = source
  const of = (target: Partial<TargetFacts>, known = true): string =>
    isSource({ source: known ? source : unknown }, targetOf({ database: 'shop', ...target }))

  it('is reported by the cluster and the name, else by the host; and by neither not at all', () => {
    expect(of({ systemIdentifier: '1' })).toBe('yes')
    expect(of({ systemIdentifier: '1', database: 'other' })).toBe('no')
    expect(of({ systemIdentifier: '2' })).toBe('no')
    expect(of({ systemIdentifier: '2', host: source.host })).toBe('unknown')
    expect(of({ systemIdentifier: undefined, host: source.host.toUpperCase() })).toBe('yes')
    expect(of({ systemIdentifier: undefined })).toBe('unknown')
    expect(of({ host: source.host }, false)).toBe('yes')
    expect(of({ database: 'other' }, false)).toBe('no')
  })
})

describe('the source of a manifest that says port and oid', () => {
  const source = manifestFor(TOC).source
  const known = { ...source, systemIdentifier: '1', databaseOid: '16385', port: 5432 }
  const { systemIdentifier: _, ...unlisted } = known
  const target = { host: source.host, port: 5432, database: source.database, databaseOid: '16385' }
  const is = (from: Manifest['source'], instead: Partial<TargetFacts>) =>
    isSource(manifestFor(TOC, { source: from }), targetOf({ ...target, ...instead }))

  it.each([
    ['the same cluster and name', known, { systemIdentifier: '1', host: 'other' }, 'yes'],
    ['renamed', known, { systemIdentifier: '1', database: 'renamed' }, 'yes'],
    ['made again', known, { systemIdentifier: '1', databaseOid: '2' }, 'yes'],
    ['another one of its cluster', known, { systemIdentifier: '1', database: 'x', databaseOid: '2' }, 'no'],
    ['another cluster at the same address, as after pg_upgrade', known, { systemIdentifier: '2' }, 'unknown'],
    ['another name in another cluster there', known, { systemIdentifier: '2', database: 'x' }, 'no'],
    ['another cluster elsewhere', known, { systemIdentifier: '2', host: 'other' }, 'no'],
    ['the same address and name', unlisted, {}, 'yes'],
    ['renamed at the same address', unlisted, { database: 'renamed' }, 'yes'],
    ['the same name at another port, as of a pooler', unlisted, { port: 6543 }, 'unknown'],
    ['the same name at another host', unlisted, { host: 'alias' }, 'unknown'],
    ['at another host, with another oid', unlisted, { host: 'alias', databaseOid: '2' }, 'no'],
    [
      'the same oid at another host, as of one that was renamed',
      unlisted,
      { host: 'alias', database: 'x' },
      'unknown',
    ],
    ['another name at another host', unlisted, { host: 'alias', database: 'x', databaseOid: '2' }, 'no'],
  ] as const)('%s', (_name, from, instead, outcome) => {
    expect(is(from, { systemIdentifier: undefined, ...instead })).toBe(outcome)
  })
})

describe('refused is', () => {
  it('the address of the source in a cluster of another identifier, as pg_upgrade gives one, unless that is allowed', () => {
    const { database, host, port = 5432, ...rest } = manifestFor(TOC).source
    const source = { ...rest, database, host, port, systemIdentifier: '1' }
    const target = { ...FULL, database, host, port, systemIdentifier: '2' }
    const allow = new Set(['not-empty'] as const)
    expect(codes(target, { allow, confirm: database }, { source })).toEqual(['restore-maybe-source'])
    const meant = { allow: new Set(['not-empty', 'source'] as const), confirm: database }
    expect(codes(target, meant, { source })).toEqual([])
  })

  it('nothing of a whole backup into a new database', () => {
    expect(codes({})).toEqual([])
    expect(codes({ major: 18 })).toEqual([])
  })

  it.each([
    ['a standby', { isInRecovery: true }, {}, 'restore-target-standby'],
    ['an older server', { major: 16, version: '16.4' }, {}, 'restore-server-too-old'],
    ['a wrong confirmation, even of nothing', {}, { confirm: 'shop' }, 'restore-not-confirmed'],
    ['a table that is not there', {}, { selection: tables('order') }, 'restore-table-unknown'],
    ['the source', { database: 'shop', systemIdentifier: '1' }, {}, 'restore-into-source'],
  ] as const)('%s', (_what, target, choices, code) => {
    expect(codes(target, choices)).toEqual([code])
  })

  it('a database that holds something, until both its overwriting is allowed and its name is written', () => {
    expect(codes(FULL)).toEqual(['restore-target-not-empty', 'restore-not-confirmed'])
    expect(codes(FULL, { allow: new Set(['not-empty']) })).toEqual(['restore-not-confirmed'])
    expect(codes(FULL, { confirm: 'staging' })).toEqual(['restore-target-not-empty'])
    expect(codes(FULL, { allow: new Set(['not-empty']), confirm: 'staging' })).toEqual([])
    const data = { selection: { kind: 'all', mode: 'data' } } as const
    expect(codes(FULL, data)).toEqual(['restore-not-confirmed'])
    expect(codes(FULL, { ...data, confirm: 'staging' })).toEqual([])
    expect(codes(FULL, { ...data, confirm: 'staging' }, { mode: 'data' })).toEqual([])
  })

  it('what a backup cannot give', () => {
    const schema = { mode: 'schema' } as const
    const data = { mode: 'data' } as const
    expect(codes({}, { selection: { kind: 'all', mode: 'data' } }, schema)).toEqual(['restore-mode-missing'])
    expect(codes({}, { selection: tables('orders') }, schema)).toEqual(['restore-mode-missing'])
    expect(codes({}, { selection: { kind: 'all', mode: 'schema' } }, data)).toEqual(['restore-mode-missing'])
    expect(codes({}, { selection: tables('orders', true) }, data)).toEqual(['restore-mode-missing'])
    expect(codes({}, { selection: { kind: 'all', mode: 'schema' } }, schema)).toEqual([])
    expect(codes({}, { selection: { kind: 'all', mode: 'data' } }, data)).toEqual([])
    expect(codes({}, {}, schema)).toEqual(['restore-mode-missing'])
    expect(codes({}, {}, data)).toEqual(['restore-mode-missing'])
  })

  it('no matter what SQL text is not made for', () => {
    const plain = { format: 'plain' } as const
    expect(codes({}, {}, plain)).toEqual([])
    expect(codes({}, { selection: { kind: 'all', mode: 'schema' } }, { ...plain, mode: 'schema' })).toEqual(
      [],
    )
    for (const choices of [
      { selection: tables('orders') },
      { selection: { kind: 'list', ids: [1] } as const },
      { selection: { kind: 'all', mode: 'data' } as const },
      { preset: 'supabase' as const },
    ])
      expect(codes({}, choices, plain)).toEqual(['restore-plain-whole'])
    expect(codes({}, { selection: { kind: 'all', mode: 'data' } }, { ...plain, mode: 'data' })).toEqual([
      'restore-plain-whole',
    ])
    const allowed = { allow: new Set(['not-empty'] as const), confirm: 'staging' }
    expect(codes(FULL, allowed, plain)).toEqual(['restore-plain-whole'])
  })

  it('with a name that is near, where a table is misspelled', () => {
    const [refused] = refusals(manifestFor(TOC), targetOf(), choicesOf({ selection: tables('oders') }))
    expect(refused?.message).toContain('public.oders (did you mean public.orders?)')
  })

  it('with the schemas that have such a table, where its name is alone', () => {
    const lines = (name: string): string | undefined => {
      const selection = { kind: 'tables', tables: [{ schema: '', name }], definitions: false } as const
      const [refused] = refusals(manifestFor(TOC), targetOf(), choicesOf({ selection }))
      expect(refused?.code).toBe('restore-table-unknown')
      return refused?.message
    }
    expect(lines('orders')).toContain('orders (write public.orders)')
    expect(lines('oders')).toContain('oders (did you mean public.orders?)')
    expect(lines('invoices')).toContain('this table: invoices.')
  })

  it('never less for being asked for something odd: only the three allowances let anything through', () => {
    const anything = fc.record({
      allow: fc.subarray([...ALLOWANCES]).map(words => new Set(words)),
      confirm: fc.constantFrom(undefined, 'staging', 'shop', ''),
      mode: fc.constantFrom('full' as const, 'schema' as const),
      major: fc.constantFrom(15, 17, 18),
      source: fc.boolean(),
      holds: fc.boolean(),
    })
    fc.assert(
      fc.property(anything, ({ allow, confirm, holds, major, mode, source }) => {
        const database = source ? 'shop' : 'staging'
        const found = codes(
          { database, major, systemIdentifier: source ? '1' : '2', relations: holds ? [ORDERS] : [] },
          { allow, confirm, selection: { kind: 'all', mode } },
        )
        expect(found.includes('restore-into-source')).toBe(source && !allow.has('source'))
        expect(found.includes('restore-server-too-old')).toBe(major < 17 && !allow.has('older-server'))
        expect(found.includes('restore-target-not-empty')).toBe(holds && !allow.has('not-empty'))
        expect(found.includes('restore-not-confirmed')).toBe(
          confirm !== database && (holds || confirm !== undefined),
        )
      }),
    )
  })
})
