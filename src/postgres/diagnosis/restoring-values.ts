import { type Failure, place } from './failure.ts'
import { alsoSqlstate, builtFromRows, sqlstate, text } from './signs.ts'

/** Rows that the target does not take, and SQL that it does not understand. Values are never quoted. */
export const RESTORING_VALUES: readonly Failure[] = [
  {
    code: 'restore-rows-not-unique',
    kind: 'database',
    signs: [
      text(/ERROR:\s+could not create unique index "(?<name>[^\n]+)"/),
      text(/ERROR:\s+could not create exclusion constraint "(?<name>[^\n]+)"/),
      builtFromRows(),
    ],
    meaning:
      'Rows of the backup collide with each other: in the source they are behind a unique index that is corrupt (after an upgrade of the operating system’s collations, or a crash).',
    message: ({ found }) =>
      `The source holds rows that a unique index${found.name ? ` (${found.name})` : ''}${found.table ? ` of ${found.table}` : ''} should have kept apart: that index is corrupt there.`,
    fix: 'In the source: find the duplicates without the index (SET enable_indexscan = off; SET enable_indexonlyscan = off), remove them, REINDEX, and run pg_amcheck; then take a new backup. To restore this one, leave the index out with use-list.',
  },
  {
    code: 'restore-rows-exist',
    kind: 'database',
    signs: [
      text(/ERROR:\s+duplicate key value violates unique constraint "(?<name>[^\n]+)"/),
      text(/ERROR:\s+conflicting key value violates exclusion constraint "(?<name>[^\n]+)"/),
      sqlstate('23505', '23P01'),
    ],
    meaning: 'A row of the backup collides with one that the table has already.',
    message: ({ database, found }) =>
      `A row of the backup collides with another one in ${database}${found.name ? ` (constraint ${found.name})` : ''}.`,
    fix: 'Restore into empty tables, or let the restore empty them first (allow not-empty, confirm). If they were empty, the source holds the row twice behind a corrupt index: REINDEX it there.',
  },
  {
    code: 'restore-foreign-key-violated',
    kind: 'database',
    signs: [
      text(
        /ERROR:\s+insert or update on table "(?<table>[^\n]+)" violates foreign key constraint "(?<name>[^\n]+)"/,
      ),
      text(
        /ERROR:\s+update or delete on table "(?<table>[^\n]+)" violates [^\n]*foreign key constraint "(?<name>[^\n"]+)"/,
      ),
      sqlstate('23503'),
    ],
    meaning:
      'A row refers to one that is not there: not in the backup, not in the target, or not loaded yet (data alone is loaded table by table).',
    message: ({ found }) =>
      `A row${found.table ? ` of table ${found.table}` : ''} refers to one that is not there${found.name ? ` (foreign key ${found.name})` : ''}.`,
    fix: 'Restore the referenced table too, or with mode full, which adds foreign keys after all rows; rows that cannot match were wrong in the source already.',
  },
  {
    code: 'restore-check-violated',
    kind: 'database',
    signs: [
      text(/ERROR:\s+new row for relation "(?<table>[^\n]+)" violates check constraint "(?<name>[^\n]+)"/),
      text(/ERROR:\s+value for domain (?<table>[^\n]+) violates check constraint "(?<name>[^\n]+)"/),
      text(/ERROR:\s+check constraint "(?<name>[^\n]+)" of relation "(?<table>[^\n]+)" is violated/),
      text(
        /ERROR:\s+null value in column "(?<name>[^\n]+)" of relation "(?<table>[^\n]+)" violates not-null/,
      ),
      sqlstate('23514', '23502'),
    ],
    meaning: 'A row breaks a rule of its table: often a function in a CHECK that looks at other tables.',
    message: ({ found }) =>
      `A row breaks ${found.name ? `the rule ${found.name}` : 'a rule'}${found.table ? ` of ${found.table}` : ''}.`,
    fix: 'If the rule is NOT VALID in the source, drop it in the target, restore, and add it NOT VALID again; if it looks at other tables or at the time, make it a trigger or NOT VALID in the source. Data alone needs tables with the same rules.',
  },
  {
    code: 'restore-setting-unknown',
    kind: 'database',
    signs: [
      text(/ERROR:\s+unrecognized configuration parameter "(?<name>[^"\n]+)"/),
      // A tablespace that is missing is reported as such.
      text(/ERROR:\s+invalid value for parameter "(?<name>(?!default_tablespace")[^"\n]+)"/),
      alsoSqlstate('42704', '22023'),
    ],
    meaning:
      'The target does not know a setting of the backup: the dump comes from a newer version (transaction_timeout: 17), or an extension that brings it is missing.',
    message: scene =>
      `${place(scene)} does not know ${scene.found.name ? `the setting ${scene.found.name}` : 'a setting'} of the backup.`,
    fix: "Restore into a server of the backup's major version or a newer one, with the same extensions.",
    hint: ({ found }) =>
      found.name === 'transaction_timeout'
        ? 'Restore into PostgreSQL 17 or newer: what a client of 17 dumps, no older server loads.'
        : undefined,
  },
  {
    code: 'restore-encoding-differs',
    kind: 'database',
    signs: [
      text(/ERROR:\s+character with byte sequence [^\n]*has no equivalent in encoding "(?<name>[^"\n]+)"/),
      text(/ERROR:\s+invalid byte sequence for encoding "(?<name>[^"\n]+)"/),
      text(/ERROR:\s+conversion between (?<name>\S+) and \S+ is not supported/),
      sqlstate('22P05', '22021'),
    ],
    meaning: "A text of the backup cannot be written in the target's encoding.",
    message: ({ database, found }) =>
      `A text of the backup cannot be written in ${database}: its encoding is not that of the source${found.name ? ` (${found.name})` : ''}.`,
    fix: "Create the target database with the source's encoding (CREATE DATABASE … ENCODING … TEMPLATE template0).",
  },
  {
    code: 'restore-column-differs',
    kind: 'database',
    signs: [
      text(
        /ERROR:\s+column "(?<name>[^\n]+)" (?:of relation "(?<table>[^\n]+)" )?(?:is a generated column|can only be updated to DEFAULT)/,
      ),
      text(/ERROR:\s+cannot insert a non-DEFAULT value into column "(?<name>[^\n]+)"/),
      text(/ERROR:\s+missing data for column "(?<name>[^\n]+)"/),
      text(/ERROR:\s+(?<name>extra data after last expected column)/),
      text(/ERROR:\s+value too long for type (?<name>[^\n]+)/),
      sqlstate('428C9', '42P10', '22P04', '22001'),
    ],
    meaning: "A table of the target has other columns than the backup's rows.",
    message: ({ database, found }) =>
      `A table of ${database} has other columns than the rows of the backup${found.name ? `: ${found.name}` : ''}.`,
    fix: 'Restore with the definitions (mode full), or bring the table into the shape that it has in the backup.',
  },
  {
    code: 'restore-value-refused',
    kind: 'database',
    signs: [
      text(/ERROR:\s+invalid input syntax for type (?<name>[\w ]+)/),
      text(/ERROR:\s+(?<name>(?:date\/time field )?value)[^\n]* (?:is )?out of range/),
      text(/ERROR:\s+invalid input value for enum (?<name>[^:\n]+)/),
      sqlstate('22P02', '22003', '22007', '22008'),
    ],
    meaning: 'The target does not take a value of the backup: its column has another type.',
    message: ({ database, found }) =>
      `Database ${database} does not take a value of the backup${found.name ? ` (${found.name})` : ''}.`,
    fix: 'Restore with the definitions (mode full): data alone needs columns of the same types.',
  },
  {
    code: 'restore-parameter-unknown',
    kind: 'database',
    signs: [
      text(/ERROR:\s+unrecognized parameter(?: namespace)? "(?<name>[A-Za-z_.]{1,63})"/),
      alsoSqlstate('22023'),
    ],
    meaning:
      'The target does not know an option of a table, column or index of the backup: a newer version of PostgreSQL wrote it, be it only a newer minor version (pg_attver: the servers of November 2026).',
    message: scene =>
      `${place(scene)} does not know the option ${scene.found.name} of the backup: a newer version of the server wrote it, be it only a newer minor version.`,
    fix: 'Restore into a server of the version that was backed up or a newer one, minor version included; back up with a client as new as the server.',
  },
  {
    code: 'restore-syntax',
    kind: 'database',
    signs: [
      text(/ERROR:\s+syntax error at or near/),
      text(/ERROR:\s+unrecognized (?<name>\w[^\n]*)/),
      sqlstate('42601'),
    ],
    meaning: "The target's server does not understand the SQL of the backup.",
    message: scene => `${place(scene)} does not understand the SQL of the backup.`,
    fix: "Restore into a server of the backup's major version or a newer one.",
  },
]
