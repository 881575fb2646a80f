import { describe, expect, it } from 'vitest'
import { rowsLeftOut } from '../../../src/backup/prepare.ts'

const ALL = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] }
const unlogged = ['cache', 'jobs'].map(name => ({ schema: 'app', name, kind: 'table' as const }))

describe('the unlogged tables of a standby', () => {
  it('are those of the backup whose rows it would have from the primary', () => {
    expect(rowsLeftOut({ unlogged }, { mode: 'full', selection: ALL })).toEqual(unlogged)
    expect(rowsLeftOut({ unlogged }, { mode: 'schema', selection: ALL })).toEqual([])
    const without = { ...ALL, excludeTableData: ['app.cache'], excludeTables: ['app.jobs'] }
    expect(rowsLeftOut({ unlogged }, { mode: 'full', selection: without })).toEqual([])
  })
})
