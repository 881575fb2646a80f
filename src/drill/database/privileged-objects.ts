import { BackupError, defineError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import { quoteIdentifier, quoteLiteral } from '../../core/sql-quoting.ts'
import type { Connection } from '../../postgres/connection/connection.ts'
import { inSession } from '../../postgres/probe/in-session.ts'
import type { Session } from '../../postgres/probe/session.ts'
import { type StatementError, statementError } from '../../postgres/statement-error.ts'

interface Options {
  readonly signal: AbortSignal
}

/** An extension may take its time: PostGIS' tables take seconds. Nothing here may take longer. Milliseconds. */
const STATEMENT_LIMIT_MS = 300_000
/** From which on event triggers can be kept from firing, and may fire at logins. */
const EVENT_TRIGGERS_OFF = 17

/**
 * A session of the superuser in a database that others have written into, or will: what they may set for all sessions of a
 * database that is theirs (ALTER DATABASE … SET) has no effect on it. Strings end where the definitions that were recognised
 * say that they end.
 */
function guarded(connection: Connection, major: number): Connection {
  const settings = [
    ...['search_path=', 'local_preload_libraries=', 'role=none', 'session_replication_role=origin'],
    ...['standard_conforming_strings=on', 'client_encoding=UTF8', 'default_transaction_read_only=off'],
    ...[`statement_timeout=${STATEMENT_LIMIT_MS}`, 'lock_timeout=0'],
    ...(major >= EVENT_TRIGGERS_OFF ? ['event_triggers=off'] : []),
  ]
  return { ...connection, options: settings.map(setting => `-c ${setting}`).join(' ') }
}

/** Some of what is run refuses to be run in a transaction. */
const BEGINNING = { kind: 'no transaction' } as const

/**
 * What only the superuser may make, in a database where nothing was loaded yet, for the role that will load: extensions,
 * foreign-data wrappers, casts. Extensions become that role's, and it may fill their tables.
 * @param connection as the superuser
 * @throws BackupError `drill-object-not-made`
 */
export async function makeBefore(
  connection: Connection,
  {
    major,
    owner,
    statements,
    tablespaces,
  }: {
    readonly major: number
    readonly owner: string
    readonly statements: readonly string[]
    readonly tablespaces: readonly string[]
  },
  { signal }: Options,
): Promise<void> {
  const role = quoteIdentifier(owner)
  await inSession(guarded(connection, major), { signal, beginning: BEGINNING }, async session => {
    for (const statement of statements) await runOne(session, statement)
    for (const { statement } of await session.rows<{ statement: string }>(GRANTS))
      await session.rows(`GRANT ${statement} TO ${role}`)
    for (const name of tablespaces)
      await session.rows(`GRANT CREATE ON TABLESPACE ${quoteIdentifier(name)} TO ${role}`)
    // There is no ALTER EXTENSION … OWNER. Its owner may comment on it, which archives do.
    await session.alone('SET allow_system_table_mods = on')
    await session.rows(
      `UPDATE pg_catalog.pg_extension
          SET extowner = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) ${quoteLiteral(owner)})`,
    )
  })
}

/**
 * What only the superuser may make, once everything else is loaded: event triggers, publications, subscriptions. Event
 * triggers are the last, so that none of them fires in this session: their functions are the backup's.
 * @param connection as the superuser
 * @throws BackupError `drill-object-not-made`
 */
export async function makeAfter(
  connection: Connection,
  { major, statements }: { readonly major: number; readonly statements: readonly string[] },
  { signal }: Options,
): Promise<void> {
  if (statements.length === 0) return
  const isEvents = (statement: string): boolean => /^(?:CREATE|COMMENT ON) EVENT TRIGGER /.test(statement)
  const ordered = statements.toSorted((a, b) => Number(isEvents(a)) - Number(isEvents(b)))
  await inSession(guarded(connection, major), { signal, beginning: BEGINNING }, async session => {
    for (const statement of ordered) await runOne(session, statement)
  })
}

/** Of extensions, what a role that loads rows into their tables and makes objects beside them needs; and every wrapper. */
const GRANTS = `
  SELECT pg_catalog.format('ALL ON %s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname) AS statement
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) d.objid
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
   WHERE d.classid OPERATOR(pg_catalog.=) 1259::pg_catalog.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
     AND c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,S,v,m,f}')
     AND n.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'
   UNION
  SELECT pg_catalog.format('ALL ON SCHEMA %I', n.nspname)
    FROM pg_catalog.pg_extension e
    JOIN pg_catalog.pg_depend d ON d.refobjid OPERATOR(pg_catalog.=) e.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) d.objid
   WHERE d.classid OPERATOR(pg_catalog.=) 2615::pg_catalog.oid
   UNION
  SELECT pg_catalog.format('ALL ON SCHEMA %I', n.nspname)
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
   WHERE n.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'
   UNION
  SELECT pg_catalog.format('USAGE ON FOREIGN DATA WRAPPER %I', w.fdwname) FROM pg_catalog.pg_foreign_data_wrapper w`

async function runOne(session: Session, statement: string): Promise<void> {
  try {
    await session.alone(statement)
  } catch (error) {
    const refusal = statementError(error)
    throw refusal ? notMade(statement, refusal) : error
  }
}

const DRILL_OBJECT_NOT_MADE = defineError({
  topic: 'drills',
  code: 'drill-object-not-made',
  kind: 'environment',
  meaning:
    'The server of the drill refused an extension, or another object that its superuser makes beside the load.',
  fix: 'Look at what the server says: often an extension lacks a package or another extension; missing-extensions: skip leaves out extensions that cannot be had.',
})

/** Over a database without rows, and about names only: the server's words hold no value. */
function notMade(statement: string, cause: StatementError): BackupError {
  const [what = 'an object'] =
    /^(?:CREATE|ALTER|COMMENT ON) [A-Z ]+?(?: IF NOT EXISTS)? (?:"(?:[^"]|"")+"|[^\s";]+)/.exec(statement) ??
    []
  return new BackupError(
    {
      ...DRILL_OBJECT_NOT_MADE,
      message: sentence(`The server of the drill refused ${what.slice(0, 120)}: ${cause.message}`),
      hint: 'Look at what the server says: often an extension lacks a package or another extension. missing-extensions: skip leaves out extensions that cannot be had.',
    },
    cause,
  )
}
