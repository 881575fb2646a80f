import { describe, expect, it } from 'vitest'
import type { TableName } from '../../../../src/fingerprint/copy-statement.ts'
import type { TocEntry } from '../../../../src/postgres/toc/toc-entry.ts'
import { editableList } from '../../../../src/restore/plan/editable-list.ts'
import { emptyTables } from '../../../../src/restore/plan/empty-tables.ts'
import type { ExistingTable } from '../../../../src/restore/plan/existing-tables.ts'
import { parseTableNames } from '../../../../src/restore/plan/table-names.ts'
import { parseUseList } from '../../../../src/restore/plan/use-list.ts'

describe('names of tables', () => {
  it('are taken as the database spells them', () => {
    const text = 'public.orders\nsales.Order, "My Schema"."a.b ""c"""\n'
    expect(parseTableNames(text)).toEqual({
      ok: true,
      value: [
        { schema: 'public', name: 'orders' },
        { schema: 'sales', name: 'Order' },
        { schema: 'My Schema', name: 'a.b "c"' },
      ],
    })
  })

  it.each([
    ['orders*', 'is a pattern'],
    ['public.*', 'is a pattern'],
    ['a.b.c', 'is not schema.table'],
    ['public.', 'is not schema.table'],
  ])('%s is refused', (text, why) => {
    expect(parseTableNames(text)).toMatchObject({ ok: false, problem: expect.stringContaining(why) })
  })
})

const existing = (table: TableName): ExistingTable => ({
  ...table,
  condition: undefined,
  mayHoldRows: true,
  filled: { first: 0, last: 0 },
})

describe('emptying tables', () => {
  it('touches these and no others', () => {
    const tables = [
      { schema: 'public', name: 'orders' },
      { schema: 'My "S"', name: 'x; y' },
    ]
    const none = { foreignKeys: [], deleting: false }
    expect(emptyTables(tables.map(existing), none)).toBe(
      'TRUNCATE ONLY "public"."orders", ONLY "My ""S"""."x; y";',
    )
    expect(emptyTables([], none)).toBe('')
  })

  it('deletes where TRUNCATE would refuse: what others point to, and then what that points to', () => {
    const [a, b, c, other] = ['a', 'b', 'c', 'other'].map(name => ({ schema: 'public', name }))
    if (!(a && b && c && other)) throw new Error('no tables')
    const foreignKeys = [
      { name: 'b_a', table: b, references: a },
      { name: 'other_b', table: other, references: b },
      { name: 'c_other', table: c, references: other },
    ]
    const sql = emptyTables([a, b, c].map(existing), { foreignKeys, deleting: false })
    expect(sql.split('\n')).toEqual([
      'TRUNCATE ONLY "public"."c";',
      "SELECT pg_catalog.set_config('search_path', '', false);",
      'SET row_security = off;',
      'DELETE FROM ONLY "public"."a";',
      'DELETE FROM ONLY "public"."b";',
    ])
  })

  it('keeps the rows that an extension does not give away', () => {
    const jobs = { ...existing({ schema: 'cron', name: 'job' }), condition: 'WHERE mine' }
    const sql = emptyTables([jobs], { foreignKeys: [], deleting: false })
    expect(sql.split('\n').at(-1)).toBe('DELETE FROM ONLY "cron"."job" WHERE mine;')
  })
})

describe('the list of a plan', () => {
  const entry = (id: number, name: string): TocEntry => ({
    id,
    kind: 'TABLE',
    schema: 'public',
    name,
    owner: 'me',
    dependencies: [],
    data: undefined,
    roles: [],
  })

  it('can be given back, and what is skipped stands in it as a comment', () => {
    const skip = [{ entry: entry(9, 'gone\n12; trap'), why: 'is installed\nalready', there: true as const }]
    const text = editableList({ load: [entry(3, 'a; b'), entry(7, 'line\nbreak\n8')], skip })
    expect(text).toContain(';9; TABLE public gone 12; trap me (is installed already)')
    expect(parseUseList(text)).toEqual({ ok: true, value: [3, 7] })
  })
})
