import { describe, expect, it } from 'vitest'
import { selectedBy } from '../../../src/postgres/table-pattern.ts'

const nothing = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] }
const names = [
  'public.orders',
  'public.Order',
  'public.a.b',
  'auth.users',
  'author.books',
  'x$y.z',
  'public.a',
]
const found = names.map(each => {
  const [schema = '', ...name] = each.split('.')
  return { schema, name: name.join('.') }
})

function selected(selection: Partial<typeof nothing> | Record<string, readonly string[]>): string[] {
  const matches = selectedBy({ ...nothing, ...selection })
  return found.filter(matches).map(({ name, schema }) => `${schema}.${name}`)
}

/** As pg_dump selects by the patterns of psql's manual. */
describe('what a backup holds', () => {
  it.each([
    [{}, names],
    [{ schemas: ['auth'] }, ['auth.users']],
    [{ schemas: ['auth*'] }, ['auth.users', 'author.books']],
    [{ schemas: ['AUTH'] }, ['auth.users']],
    [{ schemas: ['x$y'] }, ['x$y.z']],
    [{ excludeSchemas: ['auth|author', 'public'] }, ['x$y.z']],
    [{ tables: ['orders'] }, ['public.orders']],
    [{ tables: ['Order'] }, []],
    [{ tables: ['"Order"'] }, ['public.Order']],
    [{ tables: ['public."a.b"'] }, ['public.a.b']],
    [{ tables: ['public.?'] }, ['public.a']],
    [{ tables: ['public.o*'], excludeSchemas: ['public'] }, ['public.orders']],
    [{ schemas: ['public'], excludeTables: ['*.a*', 'o*'] }, ['public.Order']],
    [{ tables: ['['] }, []],
  ])('is, of %j, %j', (selection, expected) => {
    expect(selected(selection)).toEqual(expected)
  })
})
