import type { DocumentedError } from './documented-error.ts'

/** src/backup/drill, src/operations/drill*, and the scratch database of a given server. */
export const DRILL_ERRORS: readonly DocumentedError[] = [
  {
    code: 'drill-different',
    kind: 'integrity',
    meaning:
      'The backup was restored, and what came out is not what its manifest says: each difference is named.',
    fix: 'Do not trust this backup; restore an older one, and find out what changed it.',
  },
  {
    code: 'drill-broken',
    kind: 'integrity',
    meaning:
      'The restored database would fail its users, and not all of it compared equal: a sequence behind its column, an invalid index, or a foreign key that is switched off.',
    fix: 'Look for it in the source database, and fix it there; if it is not there, do not trust this backup.',
  },
  {
    code: 'drill-check-failed',
    kind: 'integrity',
    meaning: 'A statement of checks returned something else than true, or rows, in the restored database.',
    fix: 'Run it in the source database: what holds there and not in the drill was not backed up.',
  },
  {
    code: 'drill-too-slow',
    kind: 'refusal',
    meaning:
      'Download, preparation and load took longer than rto-budget allows. The backup itself may be proven.',
    fix: 'Give the drill a larger machine or more jobs, make the database smaller, or plan for a longer outage with rto-budget.',
  },
  {
    code: 'drill-age-unknown',
    kind: 'refusal',
    meaning:
      'The backup is dated after the drill began, so that max-age cannot be checked: a clock is or was wrong.',
    fix: 'Find out whose clock is wrong, that of this machine or of the one that made the backup, and back up again once it is right.',
  },
  {
    code: 'drill-too-old',
    kind: 'refusal',
    meaning:
      'The backup was older than max-age allows when the drill began. The backup itself may be proven.',
    fix: 'Look at why no newer backup was made, and back up more often; or say with max-age that so much may be lost.',
  },
  {
    code: 'drill-database-left',
    kind: 'database',
    meaning:
      'The scratch database of the drill, with all rows of the backup in it, could not be dropped from the server of server-url. The backup itself may be proven.',
    fix: 'Run DROP DATABASE … WITH (FORCE) with the name that the message gives, unless the end of the job says that it was dropped after all.',
  },
  {
    code: 'drill-locale-missing',
    kind: 'environment',
    meaning:
      'The backup could not be loaded into a database that sorts text otherwise than its source, whose locale the server of the drill lacks: a constraint or a partition may hold in one order only.',
    fix: 'Install that locale on the machine before the step, or give a server that has it as server-url.',
  },
  {
    code: 'drill-not-loaded',
    kind: 'integrity',
    meaning:
      "The server of the drill, which lacks nothing and forbids nothing, refused a statement of the backup; its words are left out, since what the backup's own functions raise may hold values of rows.",
    fix: 'Restore it into an empty database by hand to read them: often it is a function in a constraint or an index that looks at other tables.',
  },
  {
    code: 'drill-extension-unsupported',
    kind: 'refusal',
    meaning:
      'The backup needs TimescaleDB, which takes steps of its own around a load (timescaledb_pre_restore, timescaledb_post_restore) that a drill does not know.',
    fix: 'Read such a backup with verify, and restore it by hand with these steps to prove it.',
  },
  {
    code: 'drill-disk-too-small',
    kind: 'environment',
    meaning: "The disk of the runner has less room than the opened dump takes, by the backup's manifest.",
    fix: 'Free disk space before the step, or run the drill on a machine with a larger disk.',
  },
  {
    code: 'drill-database-not-created',
    kind: 'database',
    meaning: 'The server of server-url could not create the scratch database; the message quotes why.',
    fix: 'Fix what the server says, or leave server-url empty: the drill then starts a server of its own.',
  },
  {
    code: 'drill-not-recorded',
    kind: 'storage',
    meaning: 'The drill is done, and its record could not be written beside the backup.',
    fix: 'Allow writing beside the backups, or write record: false.',
  },
  {
    code: 'drill-rows-only',
    kind: 'refusal',
    meaning:
      'The backup was taken with mode: data, and its rows restore into nothing but the tables that they come from.',
    fix: 'Drill a backup of mode: full, named with from or class; verify reads any backup.',
  },
  {
    code: 'drill-extensions-missing',
    kind: 'environment',
    meaning: 'The backup needs extensions that the server lacks and that cannot be installed.',
    fix: 'Give a repository that has them as client-repository, or a server that has them as server-url, or write missing-extensions: skip to leave out what needs them as not verified (not for SQL text).',
  },
  {
    code: 'drill-server-older',
    kind: 'refusal',
    meaning: 'The server of server-url is of an older major version than the pg_dump that made the backup.',
    fix: 'Give a server of that version or newer, or leave server-url empty: the drill then starts one of its own.',
  },
  {
    code: 'drill-superuser-needed',
    kind: 'refusal',
    meaning:
      "The backup holds what only a superuser may make: functions in C or in untrusted languages, LEAKPROOF functions, base types, operator classes, casts of the system's own types. A drill loads as a role without those rights, so that no code of a backup runs with them.",
    fix: 'Write trusted: true only if you trust everybody who may create objects in that database, or write to the store, with the runner of the drill.',
  },
  {
    code: 'drill-object-not-made',
    kind: 'environment',
    meaning:
      'The server of the drill refused an extension, or another object that its superuser makes beside the load.',
    fix: 'Look at what the server says: often an extension lacks a package or another extension; missing-extensions: skip leaves out extensions that cannot be had.',
  },
  {
    code: 'drill-server-superuser',
    kind: 'refusal',
    meaning:
      'The role of server-url is a superuser, and so would be what functions, triggers and views of the backup do on that server.',
    fix: 'Give a role that is none, made with CREATE ROLE … LOGIN CREATEDB; or write trusted: true if you trust everybody who may create objects in the database, or write to the store, with that server.',
  },
  {
    code: 'drill-server-standby',
    kind: 'refusal',
    meaning: 'The server of server-url is a standby, on which no database can be created.',
    fix: 'Give a primary server, or leave server-url empty: the drill then starts one of its own.',
  },
  {
    code: 'drill-may-not-create',
    kind: 'database',
    meaning: 'The role of server-url may not create databases.',
    fix: 'ALTER ROLE … CREATEDB there, or leave server-url empty: the drill then starts a server of its own.',
  },
]
