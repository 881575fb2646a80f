/** What a server needs at its start so that an extension can be created, and does nothing by itself afterwards. */
export interface ExtensionStart {
  /** For `shared_preload_libraries`, in the order in which they want to be loaded. */
  readonly libraries: readonly string[]
  readonly settings: Readonly<Record<string, string>>
}

interface Row {
  readonly extensions: readonly string[]
  /** Sets of Debian packages, `N` being the major version: of the first set that there is, all are installed. */
  readonly packages?: readonly (readonly string[])[]
  /** The library without which CREATE EXTENSION fails: it must be loaded with the server. */
  readonly preload?: string
  readonly settings?: (database: string) => Readonly<Record<string, string>>
}

const POSTGIS = ['postgresql-N-postgis-3', 'postgresql-N-postgis-3-scripts']

/**
 * Extensions whose package has another name than they, or that need more than their files. Names as in Debian and
 * PGDG (their package lists), timescaledb-2 as in Timescale's own repository; what has to be preloaded is each
 * project's README's word.
 */
const ROWS: readonly Row[] = [
  { extensions: ['vector'], packages: [['postgresql-N-pgvector']] },
  {
    extensions: ['postgis', 'postgis_raster', 'postgis_sfcgal', 'postgis_topology'],
    packages: [POSTGIS],
  },
  // Packages of their own since PostGIS 3.6, before that a part of it.
  {
    extensions: ['postgis_tiger_geocoder'],
    packages: [[...POSTGIS, 'postgresql-N-postgis-tiger-geocoder'], POSTGIS],
  },
  {
    extensions: ['address_standardizer', 'address_standardizer_data_us'],
    packages: [['postgresql-N-address-standardizer'], POSTGIS],
  },
  {
    extensions: ['pgrouting'],
    packages: [['postgresql-N-pgrouting', 'postgresql-N-pgrouting-scripts', ...POSTGIS]],
  },
  {
    extensions: ['pg_cron'],
    packages: [['postgresql-N-cron']],
    preload: 'pg_cron',
    // Its jobs are restored too: none of them may run here.
    settings: database => ({
      'cron.database_name': database,
      'cron.launch_active_jobs': 'off',
      'cron.max_running_jobs': '0',
    }),
  },
  {
    extensions: ['timescaledb'],
    packages: [['timescaledb-2-postgresql-N'], ['postgresql-N-timescaledb']],
    preload: 'timescaledb',
    settings: () => ({ 'timescaledb.telemetry_level': 'off' }),
  },
  { extensions: ['pgaudit'], preload: 'pgaudit' },
  { extensions: ['pg_squeeze'], preload: 'pg_squeeze' },
  {
    extensions: ['pg_stat_kcache'],
    preload: 'pg_stat_statements,pg_stat_kcache',
  },
  { extensions: ['pg_wait_sampling'], preload: 'pg_wait_sampling' },
  { extensions: ['pg_qualstats'], preload: 'pg_qualstats' },
  { extensions: ['pglogical', 'pglogical_origin'], packages: [['postgresql-N-pglogical']] },
  { extensions: ['set_user'], preload: 'set_user' },
  { extensions: ['credcheck'], preload: 'credcheck' },
  {
    extensions: [
      'plperl',
      'plperlu',
      'bool_plperl',
      'bool_plperlu',
      'hstore_plperl',
      'hstore_plperlu',
      'jsonb_plperl',
      'jsonb_plperlu',
    ],
    packages: [['postgresql-plperl-N']],
  },
  {
    extensions: ['plpython3u', 'hstore_plpython3u', 'jsonb_plpython3u', 'ltree_plpython3u'],
    packages: [['postgresql-plpython3-N']],
  },
  { extensions: ['pltcl', 'pltclu'], packages: [['postgresql-pltcl-N']] },
  { extensions: ['h3', 'h3_postgis'], packages: [['postgresql-N-h3']] },
  { extensions: ['pldbgapi'], packages: [['postgresql-N-pldebugger']] },
  { extensions: ['pg_sphere'], packages: [['postgresql-N-pgsphere']] },
  { extensions: ['table_log'], packages: [['postgresql-N-tablelog']] },
  { extensions: ['http'], packages: [['postgresql-N-http'], ['postgresql-N-pgsql-http']] },
]

const BY_EXTENSION = new Map(ROWS.flatMap(row => row.extensions.map(name => [name, row] as const)))

/**
 * Sets of packages that may hold an extension, the likelier first; all of a set belong together. For an extension that
 * is not in the table, what Debian's rule makes of its name: `hypopg` → `postgresql-17-hypopg`, `pg_ivm` →
 * `postgresql-17-pg-ivm`, else without `pg-`. Whether a package holds the extension must be looked at: this is a guess.
 */
export function packagesFor(extension: string, major: number): string[][] {
  const known = BY_EXTENSION.get(extension)?.packages
  const sets = known ?? guesses(extension).map(name => [`postgresql-N-${name}`])
  return sets.map(set => set.map(name => name.replace(/\bN\b/, String(major))))
}

/** Package names hold small letters, digits and `+-.` only (Debian policy 5.6.1). */
function guesses(extension: string): string[] {
  const name = extension.toLowerCase().replaceAll('_', '-')
  if (!/^[a-z0-9][a-z0-9+.-]*$/.test(name)) return []
  return [...new Set([name, name.replace(/^pg-(?=[a-z0-9])/, '')])]
}

/** @param database the one that the extensions are created in */
export function startFor(extensions: readonly string[], database: string): ExtensionStart {
  const rows = extensions.flatMap(name => BY_EXTENSION.get(name) ?? [])
  const libraries = rows.flatMap(({ preload }) => preload?.split(',') ?? [])
  // TimescaleDB asks to be the first.
  const ordered = libraries.toSorted((a, b) => Number(b === 'timescaledb') - Number(a === 'timescaledb'))
  return {
    libraries: [...new Set(ordered)],
    settings: Object.assign({}, ...rows.map(({ settings }) => settings?.(database) ?? {})),
  }
}
