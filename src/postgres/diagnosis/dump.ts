import { sentence } from '../../core/sentence.ts'
import type { Failure } from './failure.ts'
import { own, sqlstate, text } from './signs.ts'

/** The server stops pg_dump from reading: privileges, policies, locks, and selections that match nothing. */
export const DUMP: readonly Failure[] = [
  {
    code: 'row-security-applies',
    kind: 'database',
    signs: [text(/query would be affected by row-level security policy for table (?<table>"[^\n]*")/)],
    meaning:
      'Row-level security hides rows of a table from the role: pg_dump refuses, since the backup would be incomplete.',
    message: ({ role, found }) =>
      `Row-level security of table ${found.table} applies to role ${role}, so that a dump would miss rows.`,
    fix: "Back up as a role with BYPASSRLS (ALTER ROLE … BYPASSRLS), as the tables' owner or as superuser.",
  },
  {
    code: 'roles-denied',
    kind: 'database',
    signs: [text(/permission denied for (?:table|relation|view) pg_(?:authid|shadow)/)],
    meaning: 'Only a superuser may read the passwords of roles.',
    message: ({ role }) => `Role ${role} may not read the passwords of roles.`,
    fix: 'Turn globals off, or back up as superuser; managed servers have none for you.',
  },
  {
    code: 'table-denied',
    kind: 'database',
    signs: [
      text(
        /permission denied for (?:table|relation|view|materialized view|foreign table) (?<table>\S[^\n]*?)\s*(?:\n|$)/,
      ),
    ],
    meaning: 'The role may not read one of the tables in the dump.',
    message: ({ role, found }) => `Role ${role} may not read table ${found.table}.`,
    fix: 'GRANT SELECT on the table (or pg_read_all_data, PostgreSQL 14) to the role, or leave it out with exclude-tables.',
    hint: ({ role, found }) =>
      `GRANT pg_read_all_data TO ${role} (PostgreSQL 14 or later), or GRANT SELECT ON ${found.table}; or leave it out with exclude-tables.`,
  },
  {
    code: 'sequence-denied',
    kind: 'database',
    signs: [text(/permission denied for sequence (?<sequence>\S[^\n]*?)\s*(?:\n|$)/)],
    meaning: 'The role may not read one of the sequences in the dump.',
    message: ({ role, found }) => `Role ${role} may not read sequence ${found.sequence}.`,
    fix: 'GRANT SELECT ON ALL SEQUENCES IN SCHEMA … to the role, or pg_read_all_data (PostgreSQL 14).',
  },
  {
    code: 'schema-denied',
    kind: 'database',
    signs: [text(/permission denied for schema (?<schema>\S[^\n]*?)\s*(?:\n|$)/)],
    meaning: 'The role may not look into one of the schemas in the dump.',
    message: ({ role, found }) => `Role ${role} may not use schema ${found.schema}.`,
    fix: 'GRANT USAGE ON SCHEMA … to the role (or pg_read_all_data, PostgreSQL 14), or leave it out with exclude-schemas.',
  },
  {
    code: 'large-object-denied',
    kind: 'database',
    signs: [text(/permission denied for large object (?<oid>\d+)/)],
    meaning: 'The role may not read one of the large objects, which a full dump includes.',
    message: ({ role, found }) => `Role ${role} may not read large object ${found.oid}.`,
    fix: 'GRANT SELECT ON LARGE OBJECT … to the role, or back up as their owner.',
  },
  {
    code: 'object-denied',
    kind: 'database',
    signs: [
      text(/permission denied for (?<what>[^\n]+)/),
      text(/(?<what>must be (?:superuser|owner of)[^\n]*)/),
      text(/permission denied to (?<what>[^\n]+)/),
      sqlstate('42501'),
    ],
    meaning: 'The role lacks a privilege that the dump needs.',
    message: ({ role, found }) =>
      sentence(`Role ${role} lacks a privilege${found.what ? `: ${found.what}` : ''}`),
    fix: 'Grant it, leave the object out, or back up as its owner.',
  },
  {
    code: 'lock-timeout',
    kind: 'database',
    signs: [
      // pg_dump's --lock-wait-timeout is a statement_timeout around LOCK TABLE.
      text(
        /canceling statement due to (?:statement|lock) timeout[\s\S]*?LOCK TABLE (?:ONLY )?(?<table>[^\n,]{1,200}?)(?: IN ACCESS SHARE|,|\n|$)/,
      ),
      text(/canceling statement due to lock timeout/),
      sqlstate('55P03'),
    ],
    meaning: 'Something, usually a migration, kept a lock on a table for longer than lock-timeout.',
    message: ({ found, database }) =>
      `A lock on ${found.table ? `table ${found.table} (or one listed with it)` : 'a table'} of ${database} was not to be had within lock-timeout.`,
    fix: 'Run the backup when no migration runs, or raise lock-timeout; pg_blocking_pids() says who holds the lock.',
  },
  {
    code: 'statement-timeout',
    kind: 'database',
    signs: [text(/canceling statement due to statement timeout/)],
    meaning: "A statement_timeout, of the server or of a pooler, ended one of pg_dump's queries.",
    message: ({ role, database }) => `A query of role ${role} in ${database} was ended by statement_timeout.`,
    fix: "ALTER ROLE … SET statement_timeout = 0 for the backup's role, or connect past the pooler that sets it.",
  },
  {
    code: 'standby-conflict',
    kind: 'database',
    signs: [text(/due to conflict with recovery/), sqlstate('40001')],
    meaning: "A standby ended the dump because it held up the replay of its primary's changes.",
    message: ({ host }) => `The standby ${host} ended the dump, which was in the way of its recovery.`,
    fix: 'Raise max_standby_streaming_delay or turn hot_standby_feedback on at the standby, or back up the primary.',
  },
  {
    code: 'query-cancelled',
    kind: 'database',
    signs: [text(/canceling statement due to user request/), sqlstate('57014')],
    meaning: 'Somebody, or a timeout, cancelled a query of the dump at the server.',
    message: ({ role, host }) => `A query of role ${role} was cancelled at ${host}.`,
    fix: 'Ask who cancelled it (pg_cancel_backend, a watchdog, statement_timeout), and run the backup again.',
  },
  {
    code: 'nothing-matched',
    kind: 'input',
    signs: [
      text(
        /no matching (?<what>tables|schemas|extensions) were found(?: for pattern "(?<pattern>[^"\n]*)")?/,
      ),
    ],
    meaning: 'A pattern of tables or schemas matches nothing in the database.',
    message: ({ found, database }) =>
      `No ${found.what} of ${database} match${found.pattern ? ` the pattern "${found.pattern}"` : ' what the inputs select'}.`,
    fix: 'Check tables and schemas: a pattern is schema.table, upper case needs double quotes, * stands for anything.',
  },
  {
    code: 'catalog-broken',
    kind: 'database',
    signs: [
      // A schema cannot be dropped while something is in it: only a damaged catalog refers to one that is not there.
      text(/(?<what>schema with OID (?<oid>\d+) does not exist)/),
      own(/(?<what>schema with OID (?<oid>\d+) does not exist)/),
      own(/(?<what>failed sanity check, [^\n]*OID \d+[^\n]*not found)/),
    ],
    meaning:
      "The database's own catalog refers to something that is not there: rows of it were removed by hand, or lost by a crash or a broken disk.",
    message: ({ database, found }) =>
      `The catalog of ${database} is damaged: it refers to something that is not there (${found.what}).`,
    fix: 'Keep every older backup. Look for what refers to that OID (pg_depend, pg_proc.pronamespace, pg_class.relnamespace), run pg_amcheck, and REINDEX SYSTEM in case it is only an index that is damaged.',
  },
  {
    code: 'schema-changed',
    kind: 'database',
    signs: [
      text(
        /(?<what>could not open relation with OID \d+|cache lookup failed for \w+ \d+|(?:relation|type) with OID \d+ does not exist)/,
      ),
      text(/ERROR:\s+relation "(?<name>[^\n]*)" does not exist/),
    ],
    meaning: 'A table was dropped or rebuilt while pg_dump was reading the catalog.',
    message: ({ database, found }) =>
      `The schema of ${database} changed while it was being dumped${found.what ? ` (${found.what})` : ''}.`,
    fix: 'Run the backup again, not during a migration. If it fails again with the same number, the catalog is damaged: keep every older backup, and run pg_amcheck.',
  },
]
