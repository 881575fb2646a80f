import { describe, expect, it } from 'vitest'
import { managedSchema, platformOf, withoutManaged } from '../../../src/presets/preset.ts'
import { PRESETS } from '../../../src/presets/preset-name.ts'
import { read } from '../action/inputs/run-with.ts'

const NOTHING = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] }

describe.each(PRESETS)('preset: %s', preset => {
  const schemas = platformOf(preset)?.schemas ?? []

  it('says of each schema what happens to it, once, and where that is known from', () => {
    expect(schemas.length).toBeGreaterThan(10)
    expect(new Set(schemas.map(({ name }) => name)).size).toBe(schemas.length)
    for (const { backup, name, restore, source } of schemas) {
      expect(source, name).toMatch(/\.go: /)
      // What is not in a backup cannot be restored from it.
      expect(backup === 'left out', name).toBe(restore === 'left alone')
    }
  })

  it('never manages the user’s own schema public', () => {
    expect(managedSchema(preset, 'public')).toBeUndefined()
    expect(managedSchema(undefined, 'auth')).toBeUndefined()
  })

  it('joins what is left out to what the user leaves out, each once', () => {
    const { excludeSchemas } = withoutManaged({ ...NOTHING, excludeSchemas: ['scrap', 'vault'] }, preset)
    expect(excludeSchemas.slice(0, 2)).toEqual(['scrap', 'vault'])
    expect(new Set(excludeSchemas).size).toBe(excludeSchemas.length)
  })

  it('adds nothing where tables are named, since pg_dump would ignore it', () => {
    const tables = { ...NOTHING, tables: ['public.orders'] }
    expect(withoutManaged(tables, preset)).toEqual(tables)
  })
})

describe('the input preset of a backup', () => {
  it('leaves schemas out, and nothing by default', () => {
    expect(read({}).request.selection.excludeSchemas).toEqual([])
    const { excludeSchemas, excludeTables } = read({
      preset: 'supabase',
      'exclude-schemas': 'scrap',
    }).request.selection
    expect(excludeSchemas).toEqual(expect.arrayContaining(['scrap', 'realtime', 'vault', 'graphql_public']))
    expect(excludeSchemas).not.toContain('auth')
    expect(excludeTables).toContain('storage.vector_indexes')
  })
})
