import type { DocumentedError } from './documented-error.ts'

const OTHER_TABLES = 'Write tables as the database spells them, with their schema, such as public.orders.'

/** What a restore refuses before anything is changed, from src/backup/restore. */
export const RESTORE_ERRORS: readonly DocumentedError[] = [
  {
    code: 'restore-into-source',
    kind: 'refusal',
    meaning:
      'The target is the very database that the backup was taken of: the same cluster by its system identifier, or the same host where that is unknown, and the same name.',
    fix: 'Restore into another database and look at it first; allow: source overwrites this one.',
  },
  {
    code: 'restore-maybe-source',
    kind: 'refusal',
    meaning:
      'The target has contents and the name, or the oid, of the database that was backed up, at another host or port, and the identifiers of the two clusters are not both known: one database may be reached by several names. Or it has its name and address in a cluster of another identifier, as pg_upgrade gives one.',
    fix: 'Restore into an empty database; or make sure that it is another one, or is meant to be overwritten, and write allow: source. GRANT EXECUTE ON FUNCTION pg_control_system() to the role on both servers lets it be reported, for backups taken from then on.',
  },
  {
    code: 'restore-running',
    kind: 'refusal',
    meaning: 'Another restore into the same database is running. Nothing was changed.',
    fix: 'Wait until that one is done, look at what it came to, and then restore again.',
  },
  {
    code: 'restore-through-pooler',
    kind: 'refusal',
    meaning:
      'The target is reached through a transaction pooler, and the restore would not be one transaction (jobs, single-transaction: false): what it sets for its sessions would stay in those that the pooler lends to others.',
    fix: "Leave jobs and single-transaction at auto, or connect to the server's own port.",
  },
  {
    code: 'restore-target-not-empty',
    kind: 'refusal',
    meaning:
      "The target has relations, other objects or schemas besides public, or rows in tables of extensions or of a preset's platform, which the backup's replace; extensions themselves do not count, nor does what a platform makes.",
    fix: 'Restore into a new database; allow: not-empty replaces what the backup has too, and leaves the rest.',
  },
  {
    code: 'restore-not-confirmed',
    kind: 'refusal',
    meaning:
      "The target has contents that would be overwritten, and confirm is not its database's name; or confirm names another database than the target.",
    fix: 'Make sure that target-url means the right database, then write its name into confirm.',
  },
  {
    code: 'restore-server-too-old',
    kind: 'refusal',
    meaning:
      "The target's server is of an older major version than the pg_dump that made the backup, whose SQL it may not know.",
    fix: 'Restore into a server of that version or a newer one; allow: older-server tries it nevertheless.',
  },
  {
    code: 'restore-target-standby',
    kind: 'refusal',
    meaning: 'The target is a standby, which takes no changes.',
    fix: 'Give the address of its primary.',
  },
  {
    code: 'restore-mode-missing',
    kind: 'refusal',
    meaning:
      'Rows are asked for of a backup of definitions only, or definitions of a backup of rows only; mode: full asks for both.',
    fix: 'Choose a backup of mode full, or restore what this one has, with its own mode.',
  },
  {
    code: 'restore-plain-whole',
    kind: 'refusal',
    meaning:
      'The backup is SQL text (format: plain), which can only be restored whole and into an empty database.',
    fix: 'Restore all of it into a new database, or choose a backup of format custom.',
  },
  {
    code: 'restore-table-unknown',
    kind: 'refusal',
    meaning: 'A table is asked for that the backup does not have.',
    fix: OTHER_TABLES,
  },
  {
    code: 'restore-table-missing',
    kind: 'refusal',
    meaning: 'Rows alone are to be restored, and the target lacks the tables that they belong to.',
    fix: 'Create them first, such as by a restore with mode: schema, or restore tables with definitions: true.',
  },
  {
    code: 'restore-partition-unknown',
    kind: 'refusal',
    meaning:
      'Rows of a partitioned table are to be replaced, and the target has partitions of it that the backup does not know and that may hold rows: they would stay among those of the backup.',
    fix: 'Detach them to keep their rows, or write allow: not-empty to have them emptied too; foreign tables have to be detached.',
  },
  {
    code: 'restore-table-needed',
    kind: 'refusal',
    meaning:
      'A table cannot be dropped and made again alone, since another one of the target inherits from it or uses it.',
    fix: 'Name that one in tables too, or restore rows only.',
  },
  {
    code: 'restore-large-objects-there',
    kind: 'refusal',
    meaning:
      'Rows alone are to be restored, with large objects, and the target has large objects of the same numbers, which would be replaced.',
    fix: 'Make sure that those are the same objects, as they are in the database that was backed up, and write allow: not-empty; or restore tables, which leaves large objects alone.',
  },
  {
    code: 'restore-list-unknown',
    kind: 'refusal',
    meaning: 'The edited list names entries that the backup does not have: it is probably of another one.',
    fix: 'Take the list that a dry run of this very backup writes.',
  },
  {
    code: 'restore-list-partial',
    kind: 'refusal',
    meaning:
      'The edited list has some, and not all, of what the manifest sums up together: the large objects, or entries of the same name.',
    fix: 'Name all of them in the list, or none.',
  },
  {
    code: 'restore-extension-missing',
    kind: 'refusal',
    meaning: "The target's server does not have an extension that the backup needs.",
    fix: 'Install it on the server; skip-extensions restores without it, and without all that needs it.',
  },
  {
    code: 'restore-role-missing',
    kind: 'refusal',
    meaning:
      'The backup names roles that the target does not have: owners (unless no-owner), or those that policies and user mappings are for.',
    fix: 'Create them, or write create-roles: true where the backup was made with globals: true.',
  },
  {
    code: 'restore-right-missing',
    kind: 'refusal',
    meaning:
      'The role that restores may not create what the backup has, or drop what it replaces: the message names what it lacks.',
    fix: 'Restore as the owner of the database and of what is in it, or grant the role what it lacks.',
  },
  {
    code: 'restore-rows-hindered',
    kind: 'refusal',
    meaning:
      'Rows are to be loaded into tables whose triggers or foreign keys would change them, reach out, or refuse them, and the role may not switch those off (session_replication_role); or triggers that always fire are there, or yours on a table of an extension, with disable-outbound.',
    fix: 'Let a superuser GRANT SET ON PARAMETER session_replication_role to the role (PostgreSQL 15 and newer), or disable or drop what the message names; restore the tables that point to those as well.',
  },
]
