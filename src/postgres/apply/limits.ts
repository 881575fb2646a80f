/*
 * What is run beside a dump or a user's SQL is read with the search_path that these have: every name is qualified, operators
 * too, since anyone who may create some in the database decides which ones are found.
 */

/** Whether a setting is the session's, or ends with the transaction. A connection of a pooler outlives its session. */
export type SettingScope = 'session' | 'transaction'

/** For SQL of ours that does look names up: it finds PostgreSQL's own. A dump's own SQL begins with the same. */
export function ownNames(scope: SettingScope): string {
  return `SET ${isLocal(scope) ? 'LOCAL' : 'SESSION'} search_path = pg_catalog, pg_temp;\n`
}

/**
 * A server whose client has gone goes on with its statement to the end, holding its locks: the index of a large table
 * takes long. From version 14 on it can look after its client; not on Windows.
 */
export function noticeOurEnd(scope: SettingScope): string {
  return `SELECT pg_catalog.set_config(name, '2s', ${isLocal(scope)}) FROM pg_catalog.pg_settings
  WHERE name OPERATOR(pg_catalog.=) 'client_connection_check_interval'
    AND pg_catalog.version() OPERATOR(pg_catalog.!~*) 'visual c|mingw|windows';\n`
}

/** A role's limits are for its everyday queries: pg_dump's own scripts lift them too. transaction_timeout is there from 17 on. */
export function liftLimits(scope: SettingScope): string {
  return `SELECT pg_catalog.set_config(name, '0', ${isLocal(scope)}) FROM pg_catalog.pg_settings
  WHERE name OPERATOR(pg_catalog.=) ANY (ARRAY['statement_timeout', 'lock_timeout',
    'idle_in_transaction_session_timeout', 'transaction_timeout']::pg_catalog.text[]);\n`
}

/**
 * Takes back what SQL has set for the session, which a commit would make last, as a dump does with search_path; the limits
 * stay lifted for the commit itself.
 */
export const FORGET_SETTINGS = `RESET ALL;\n${liftLimits('transaction')}`

function isLocal(scope: SettingScope): boolean {
  return scope === 'transaction'
}
