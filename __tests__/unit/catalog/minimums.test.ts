import { describe, expect, it } from 'vitest'
import { checkMinimums } from '../../../src/catalog/minimums.ts'

const tables = [
  { schema: 'public', name: 'orders' },
  { schema: 'Odd.schema', name: 'a b' },
]
const contents = { tables, defined: [...tables, { schema: 'public', name: 'events' }] }
const minimums = { bytes: 1, tables: 1, expectTables: [] }

describe('the minimums of a backup', () => {
  it('hold for a dump that has what it must, partitioned tables included', () => {
    const expectTables = ['orders', 'public.orders', '"Odd.schema"."a b"', 'Odd.schema.a b', 'public.events']
    expect(() =>
      checkMinimums({ bytes: 10, tables: 2, expectTables }, { dumpBytes: 10, contents }),
    ).not.toThrow()
  })

  it('name everything that is short at once, and what to change', () => {
    const check = (): void =>
      checkMinimums({ bytes: 100, tables: 3, expectTables: ['users', 'orders'] }, { dumpBytes: 10, contents })
    expect(check).toThrow(
      'The dump holds less than it must: 10 bytes, min-size is 100; 2 tables, min-tables is 3; expect-tables names users, not in the dump.',
    )
  })

  it('refuse an empty database unless reported otherwise', () => {
    expect(() =>
      checkMinimums(minimums, { dumpBytes: 1_000, contents: { tables: [], defined: [] } }),
    ).toThrow('0 tables, min-tables is 1')
    expect(() =>
      checkMinimums({ ...minimums, tables: 0 }, { dumpBytes: 1_000, contents: { tables: [], defined: [] } }),
    ).not.toThrow()
  })
})
