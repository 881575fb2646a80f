import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../../src/catalog/manifest.ts'
import { BackupError } from '../../../../src/core/errors.ts'
import type { TargetFacts } from '../../../../src/postgres/target/target-facts.ts'
import type { TocEntry } from '../../../../src/postgres/toc/toc-entry.ts'
import { planRestore } from '../../../../src/restore/plan/plan.ts'
import type { RestoreChoices, RestoreSelection } from '../../../../src/restore/plan/restore-choices.ts'
import type { RestorePlan } from '../../../../src/restore/plan/restore-plan.ts'
import { choicesOf, entryOf, manifestFor, relationOf, targetOf } from '../../../support/restore-example.ts'

/** A shop, numbered as below. */
const SHOP = [
  entryOf(1, 'SCHEMA - app'),
  entryOf(2, 'EXTENSION - hstore'),
  entryOf(3, 'COMMENT - EXTENSION hstore', [2]),
  entryOf(4, 'COMMENT - SCHEMA public'),
  entryOf(10, 'TABLE app orders', [1]),
  entryOf(11, 'SEQUENCE app orders_id_seq', [1, 10]),
  entryOf(12, 'SEQUENCE OWNED BY app orders_id_seq', [11]),
  entryOf(13, 'TABLE app tags', [1, 2]),
  entryOf(14, 'VIEW app tagged', [10, 13]),
  entryOf(15, 'DEFAULT app orders id', [10, 11]),
  entryOf(20, 'TABLE DATA app orders', [10]),
  entryOf(21, 'TABLE DATA app tags', [13]),
  entryOf(22, 'SEQUENCE SET app orders_id_seq', [11]),
  entryOf(30, 'CONSTRAINT app orders orders_pkey', [10]),
  entryOf(31, 'INDEX app by_note', [10]),
  entryOf(32, 'FK CONSTRAINT app tags tags_order_fkey', [13, 10, 30]),
  entryOf(33, 'POLICY app orders own', [10], { roles: ['clerk'] }),
  entryOf(34, 'ACL app TABLE orders', [10]),
  entryOf(35, 'EVENT TRIGGER - watching'),
]
const CLERK = { roles: ['postgres', 'clerk'] }
const relation = (name: string) => relationOf('app', name)

function plan(
  target: Partial<TargetFacts> = {},
  choices: Partial<RestoreChoices> = {},
  toc: readonly TocEntry[] = SHOP,
  manifest: Partial<Manifest> = {},
): RestorePlan {
  const context = {
    toc,
    manifest: manifestFor(toc, manifest),
    target: targetOf({ ...CLERK, ...target }),
  }
  return planRestore({ ...context, choices: choicesOf(choices) })
}
function refusal(...given: Parameters<typeof plan>): BackupError {
  try {
    plan(...given)
  } catch (error) {
    if (error instanceof BackupError && error.kind === 'refusal') return error
    throw error
  }
  throw new Error('was not refused')
}
const loaded = ({ load }: RestorePlan): number[] => load.map(({ id }) => id)
const skipped = ({ skip }: RestorePlan): Record<number, string> =>
  Object.fromEntries(skip.map(({ entry, why }) => [entry.id, why]))
const tables = (definitions: boolean, ...names: string[]): { selection: RestoreSelection } => ({
  selection: { kind: 'tables', tables: names.map(name => ({ schema: 'app', name })), definitions },
})

describe('the whole of a backup', () => {
  it('is loaded into a new database, except what was said to be left out', () => {
    const whole = plan()
    expect(Object.keys(skipped(whole))).toEqual(['34'])
    expect(whole).toMatchObject({ clean: false, drops: [], empties: [], before: '', extras: 'different' })
    expect(loaded(plan({}, { noAcl: false }))).toEqual(SHOP.map(({ id }) => id))
  })

  it('replaces what the target has of it, keeps its schemas and extensions, and says what stays', () => {
    const extensions = [{ name: 'hstore', version: '1.8', schema: 'public', owned: false }]
    const relations = [relation('orders'), relation('older')]
    const over = plan({ schemas: ['public', 'app'], extensions, relations })
    expect(over).toMatchObject({ clean: true, drops: ['table app.orders'], empties: [], extras: 'ignored' })
    expect(Object.keys(skipped(over))).toEqual(['1', '2', '3', '34'])
    expect(over.skip.filter(({ there }) => there).map(({ entry }) => entry.id)).toEqual([1, 2, 3])
    expect(over.warnings.join()).toContain('app.older')
  })

  it('expects the fingerprint of what is loaded, and of nothing else', () => {
    const { expected } = plan({ role: { ...targetOf().role, superuser: false } })
    expect(expected.objects.map(({ name }) => name)).not.toContain('watching')
    expect(expected.tables.map(({ name }) => name)).toEqual(['orders', 'tags'])
    expect(expected.sequences).toHaveLength(1)
    expect(plan({}, { selection: { kind: 'all', mode: 'schema' } }).expected).toMatchObject({
      tables: [],
      sequences: [],
    })
    expect(
      plan(
        { relations: [relation('orders'), relation('tags')] },
        { selection: { kind: 'all', mode: 'data' } },
      ).expected.objects,
    ).toEqual([])
  })
})

describe('an extension that the server does not have', () => {
  const without = { availableExtensions: new Map() }

  it('is refused, in words that name it', () => {
    expect(refusal(without)).toMatchObject({ code: 'restore-extension-missing' })
    expect(refusal(without).message).toContain('hstore')
  })

  it('is left out with all that needs it, where that is allowed, and reported', () => {
    const left = plan(without, { skipExtensions: ['hstore'] })
    expect(skipped(left)).toMatchObject({
      2: expect.any(String),
      13: 'needs extension hstore, which is skipped',
    })
    expect(loaded(left)).toEqual(expect.arrayContaining([10, 20, 30]))
    for (const id of [2, 13, 14, 21, 32]) expect(loaded(left)).not.toContain(id)
    expect(left.expected.tables.map(({ name }) => name)).toEqual(['orders'])
    expect(left.warnings.join()).toContain('hstore')
    // It may be skipped, and need not be.
    expect(loaded(plan({}, { skipExtensions: ['hstore'] }))).toContain(2)
  })
})

describe('roles', () => {
  it('that policies name must be there, or be created from the backup’s own', () => {
    expect(refusal({ roles: ['postgres'] })).toMatchObject({ code: 'restore-role-missing' })
    const globals = { key: 'roles', bytes: 1, sha256: 'a'.repeat(64) }
    expect(refusal({ roles: ['postgres'] }, {}, SHOP, { globals }).hint).toContain('create-roles: true')
    expect(plan({ roles: [] }, { createRoles: true }, SHOP, { globals }).createsRoles).toEqual(['clerk'])
    expect(plan({ roles: [] }, { selection: { kind: 'list', ids: [10] } }).createsRoles).toEqual([])
  })

  it('that own something must be there only where owners are restored', () => {
    expect(refusal({}, { noOwner: false }).message).toContain('owner')
    expect(plan({ roles: ['clerk', 'owner'] }, { noOwner: false }).createsRoles).toEqual([])
    const predefined = [entryOf(1, 'TABLE public t', [], { owner: 'pg_database_owner' })]
    expect(plan({ roles: [] }, { noOwner: false }, predefined).createsRoles).toEqual([])
  })
})

describe('rows alone', () => {
  const there = { relations: [relation('orders'), relation('tags')], schemas: ['app', 'public'] }

  it('go into tables that are there, and are emptied first', () => {
    const data = plan(there, { selection: { kind: 'all', mode: 'data' } })
    expect(loaded(data)).toEqual([20, 21, 22])
    expect(data).toMatchObject({ clean: false, empties: [{ name: 'orders' }, { name: 'tags' }] })
    expect(data.before).toBe('TRUNCATE ONLY "app"."orders", ONLY "app"."tags";')
    expect(data.sessionSettings).toEqual(['SET session_replication_role = replica'])
  })

  it('of one table set its sequence too', () => {
    expect(loaded(plan(there, tables(false, 'orders')))).toEqual([20, 22])
    expect(loaded(plan(there, tables(false, 'tags')))).toEqual([21])
  })

  it('are refused where a table is missing, unless it is an extension’s own', () => {
    const data = { selection: { kind: 'all', mode: 'data' } } as const
    expect(refusal({ relations: [relation('tags')] }, data).message).toContain('app.orders')
    const toc = [...SHOP, entryOf(40, 'TABLE DATA cron job', [2])]
    expect(plan(there, data, toc).empties).toHaveLength(2)
  })

  it('of jobs and queues stay out with disable-outbound, and subscriptions with them', () => {
    const toc = [
      entryOf(1, 'SUBSCRIPTION - sub'),
      entryOf(2, 'TABLE DATA cron job'),
      entryOf(3, 'COMMENT - SUBSCRIPTION sub', [1]),
    ]
    expect(loaded(plan({}, { disableOutbound: true }, toc))).toEqual([])
    expect(loaded(plan({}, {}, toc))).toEqual([1, 2, 3])
  })
})

describe('an edited list', () => {
  const list = (...ids: number[]) => ({ selection: { kind: 'list', ids } }) as const

  it('is loaded in the order of the archive', () => {
    expect(loaded(plan({}, list(20, 10, 11)))).toEqual([10, 11, 20])
  })

  it('is refused where it names what is not there, or a part of what is proven together', () => {
    expect(refusal({}, list(10, 99)).message).toContain('99')
    const blobs = [entryOf(1, 'BLOBS - 1..2'), entryOf(2, 'BLOBS - 3..4')]
    expect(refusal({}, list(1), blobs)).toMatchObject({ code: 'restore-list-partial' })
    const operators = [entryOf(1, 'OPERATOR app +'), entryOf(2, 'OPERATOR app +')]
    expect(refusal({}, list(2), operators)).toMatchObject({ code: 'restore-list-partial' })
    expect(loaded(plan({}, list(1, 2), operators))).toEqual([1, 2])
  })
})

describe('tables with their definitions', () => {
  it('come with all that hangs on them, and into an empty database with what they need', () => {
    expect(loaded(plan({}, tables(true, 'orders')))).toEqual([1, 10, 11, 12, 15, 20, 22, 30, 31, 33])
    const there = { relations: [relation('orders'), relation('tags')], schemas: ['app', 'public'] }
    expect(loaded(plan(there, tables(true, 'orders')))).toEqual([10, 11, 12, 14, 15, 20, 22, 30, 31, 32, 33])
  })

  it('are refused where another table would have to go too', () => {
    const toc = [...SHOP, entryOf(50, 'TABLE app child', [10])]
    const there = { relations: [relation('orders'), relation('child')] }
    expect(refusal(there, tables(true, 'orders'), toc).message).toContain('app.child')
    expect(loaded(plan(there, tables(true, 'orders', 'child'), toc))).toContain(50)
  })

  it('are those of that very name, where two differ by a line break only', () => {
    const twin = (id: number, name: string) => [
      entryOf(id, 'TABLE app new line'),
      entryOf(id + 1, 'TABLE DATA app new line', [id], {
        data: { of: 'table', table: { schema: 'app', name } },
      }),
    ]
    const toc = [...twin(1, 'new\nline'), ...twin(3, 'new line')]
    expect(loaded(plan({}, tables(true, 'new\nline'), toc))).toEqual([1, 2])
    const there = { relations: [relation('new\nline'), relation('new line')] }
    expect(plan(there, tables(false, 'new line'), toc).empties).toEqual([{ schema: 'app', name: 'new line' }])
  })
})

describe('any plan', () => {
  const kinds = [
    'TABLE',
    'VIEW',
    'INDEX',
    'TRIGGER',
    'TABLE DATA',
    'SCHEMA',
    'EXTENSION',
    'SUBSCRIPTION',
    'ACL',
  ]
  const toc = fc
    .array(fc.tuple(fc.constantFrom(...kinds), fc.array(fc.nat(20), { maxLength: 3 })), { maxLength: 20 })
    .map(list => list.map(([kind, needs], id) => entryOf(id + 1, `${kind} app name${id}`, needs)))
  const choices = fc.record({
    disableOutbound: fc.boolean(),
    noAcl: fc.boolean(),
    preset: fc.constantFrom(undefined, 'supabase' as const),
  })

  it('loads or skips each entry once, in the archive’s order, and never loads what needs what is left out', () => {
    fc.assert(
      fc.property(toc, choices, fc.boolean(), (entries, chosen, superuser) => {
        const names = entries.map(({ name }) => name)
        const draft = plan(
          { role: { ...targetOf().role, superuser }, relations: names.map(relation) },
          { ...chosen, skipExtensions: names },
          entries,
        )
        const all = [...loaded(draft), ...draft.skip.map(({ entry }) => entry.id)]
        expect(all.toSorted((one, other) => one - other)).toEqual(entries.map(({ id }) => id))
        expect(loaded(draft)).toEqual(loaded(draft).toSorted((one, other) => one - other))
        const out = draft.skip.filter(({ entry, there }) => !there && /^(EXT|SUB)/.test(entry.kind))
        const lost = new Set(out.map(({ entry }) => entry.id))
        expect(draft.load.filter(({ dependencies }) => dependencies.some(id => lost.has(id)))).toEqual([])
        for (const table of draft.expected.tables)
          expect(draft.load.some(({ kind, name }) => kind === 'TABLE DATA' && name === table.name)).toBe(true)
      }),
    )
  })
})
