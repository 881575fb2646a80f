import { describe, expect, it } from 'vitest'
import { editableList } from '../../../src/backup/restore/editable-list.ts'
import { truncateStatement } from '../../../src/backup/restore/empty-tables.ts'
import { parseTableNames } from '../../../src/backup/restore/table-names.ts'
import type { TocEntry } from '../../../src/backup/restore/toc-entry.ts'
import { parseUseList } from '../../../src/backup/restore/use-list.ts'

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
    ['orders', 'is not schema.table'],
    ['public.*', 'is a pattern'],
    ['a.b.c', 'is not schema.table'],
    ['public.', 'is not schema.table'],
  ])('%s is refused', (text, why) => {
    expect(parseTableNames(text)).toMatchObject({ ok: false, problem: expect.stringContaining(why) })
  })
})

describe('emptying tables', () => {
  it('touches these and no others', () => {
    const tables = [
      { schema: 'public', name: 'orders' },
      { schema: 'My "S"', name: 'x; y' },
    ]
    expect(truncateStatement(tables)).toBe('TRUNCATE ONLY "public"."orders", ONLY "My ""S"""."x; y";')
    expect(truncateStatement([])).toBe('')
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
