import { describe, expect, it } from 'vitest'
import { packagesFor, startFor } from '../../../../src/postgres/server/extension-packages.ts'

describe('the packages of an extension', () => {
  it.each([
    ['vector', [['postgresql-17-pgvector']]],
    ['pg_cron', [['postgresql-17-cron']]],
    ['postgis_topology', [['postgresql-17-postgis-3', 'postgresql-17-postgis-3-scripts']]],
    ['plpython3u', [['postgresql-plpython3-17']]],
    ['timescaledb', [['timescaledb-2-postgresql-17'], ['postgresql-17-timescaledb']]],
  ])('are known for %s', (extension, packages) => {
    expect(packagesFor(extension, 17)).toEqual(packages)
  })

  it.each([
    ['hypopg', [['postgresql-15-hypopg']]],
    ['pg_partman', [['postgresql-15-pg-partman'], ['postgresql-15-partman']]],
    ['pg_ivm', [['postgresql-15-pg-ivm'], ['postgresql-15-ivm']]],
    ['pg_', [['postgresql-15-pg-']]],
  ])("follow Debian's rule for %s", (extension, packages) => {
    expect(packagesFor(extension, 15)).toEqual(packages)
  })

  it('are none for what cannot be in the name of one', () => {
    for (const name of ['', '"odd"', '../etc', 'two words', '-x']) expect(packagesFor(name, 17)).toEqual([])
  })
})

describe('what extensions need at the start of a server', () => {
  it('is nothing for most', () => {
    expect(startFor(['vector', 'hstore', 'unheard_of'], 'drill')).toEqual({ libraries: [], settings: {} })
  })

  it('is each library once, with TimescaleDB first', () => {
    const { libraries } = startFor(['pgaudit', 'pg_stat_kcache', 'timescaledb', 'pgaudit'], 'drill')
    expect(libraries).toEqual(['timescaledb', 'pgaudit', 'pg_stat_statements', 'pg_stat_kcache'])
  })

  it('keeps restored cron jobs from running', () => {
    expect(startFor(['pg_cron'], 'drill')).toEqual({
      libraries: ['pg_cron'],
      settings: {
        'cron.database_name': 'drill',
        'cron.launch_active_jobs': 'off',
        'cron.max_running_jobs': '0',
      },
    })
  })
})
