/** What becomes of a connection parameter that a URL, a service or the environment sets. */
export type Treatment =
  /** Interpreted here, and handed to libpq's programs in the environment variable. */
  | { readonly use: 'own'; readonly env: string }
  /** Only handed on. */
  | { readonly use: 'passed'; readonly env: string }
  /** libpq has no environment variable for it: handed on in a conninfo argument. Never a secret. */
  | { readonly use: 'argument' }
  | { readonly use: 'ignored'; readonly why: string }
  | { readonly use: 'refused'; readonly why: string }

const own = (env: string): Treatment => ({ use: 'own', env })
const passed = (env: string): Treatment => ({ use: 'passed', env })
const argument: Treatment = { use: 'argument' }
const driver: Treatment = { use: 'ignored', why: "an application driver's own setting" }
const ours = (why: string): Treatment => ({ use: 'ignored', why })

/** libpq's parameters (“Parameter Key Words” in the PostgreSQL manual, 18), and those that drivers add to URLs. */
export const PARAMETERS: Readonly<Record<string, Treatment>> = {
  host: own('PGHOST'),
  hostaddr: own('PGHOSTADDR'),
  port: own('PGPORT'),
  dbname: own('PGDATABASE'),
  user: own('PGUSER'),
  password: own('PGPASSWORD'),
  passfile: own('PGPASSFILE'),
  service: own('PGSERVICE'),
  servicefile: own('PGSERVICEFILE'),
  sslmode: own('PGSSLMODE'),
  sslrootcert: own('PGSSLROOTCERT'),
  sslcert: own('PGSSLCERT'),
  sslkey: own('PGSSLKEY'),
  sslnegotiation: own('PGSSLNEGOTIATION'),
  channel_binding: own('PGCHANNELBINDING'),
  require_auth: own('PGREQUIREAUTH'),
  options: own('PGOPTIONS'),
  connect_timeout: own('PGCONNECT_TIMEOUT'),
  application_name: own('PGAPPNAME'),
  target_session_attrs: own('PGTARGETSESSIONATTRS'),

  sslcompression: passed('PGSSLCOMPRESSION'),
  sslcertmode: passed('PGSSLCERTMODE'),
  sslcrl: passed('PGSSLCRL'),
  sslcrldir: passed('PGSSLCRLDIR'),
  sslsni: passed('PGSSLSNI'),
  ssl_min_protocol_version: passed('PGSSLMINPROTOCOLVERSION'),
  ssl_max_protocol_version: passed('PGSSLMAXPROTOCOLVERSION'),
  min_protocol_version: passed('PGMINPROTOCOLVERSION'),
  max_protocol_version: passed('PGMAXPROTOCOLVERSION'),
  requirepeer: passed('PGREQUIREPEER'),
  gssencmode: passed('PGGSSENCMODE'),
  gsslib: passed('PGGSSLIB'),
  gssdelegation: passed('PGGSSDELEGATION'),
  krbsrvname: passed('PGKRBSRVNAME'),
  load_balance_hosts: passed('PGLOADBALANCEHOSTS'),

  keepalives: argument,
  keepalives_idle: argument,
  keepalives_interval: argument,
  keepalives_count: argument,
  tcp_user_timeout: argument,

  client_encoding: ours("a backup keeps the database's own encoding"),
  fallback_application_name: ours('application_name is used'),
  replication: { use: 'refused', why: 'a backup needs an ordinary connection; remove it' },
  sslpassword: { use: 'refused', why: 'an encrypted client key is not supported; store the key decrypted' },
  sslkeylogfile: { use: 'refused', why: 'it writes the keys of the session to a file; remove it' },
  requiressl: { use: 'refused', why: 'libpq no longer has it; write sslmode=require' },

  autosave: driver,
  binarytransfer: driver,
  charset: driver,
  connection_limit: driver,
  currentschema: driver,
  encoding: driver,
  loadbalancehosts: driver,
  max_idle_connection_lifetime: driver,
  pgbouncer: driver,
  pool: driver,
  pool_max_conns: driver,
  pool_mode: driver,
  pool_size: driver,
  pool_timeout: driver,
  preparethreshold: driver,
  prepared_statements: driver,
  rewritebatchedinserts: driver,
  schema: driver,
  search_path: driver,
  single_use_connections: driver,
  socket_timeout: driver,
  sockettimeout: driver,
  sslaccept: driver,
  sslidentity: driver,
  statement_cache_size: driver,
  stringtype: driver,
  supa: driver,
  tcpkeepalive: driver,
  uselibpqcompat: driver,
  workaround: driver,
}

/** How a parameter is treated; undefined: nobody is known to have one of this name. */
export function treatmentOf(name: string): Treatment | undefined {
  const known = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined
  if (known) return known
  // Drivers spell theirs in camelCase; libpq's own are lower case, and libpq insists on it.
  const lower = name.toLowerCase()
  const driverOwn = Object.hasOwn(PARAMETERS, lower) ? PARAMETERS[lower] : undefined
  return driverOwn === driver ? driver : undefined
}
