import { sentence } from '../../core/sentence.ts'
import { type Failure, place } from './failure.ts'
import { alsoSqlstate, sqlstate, text } from './signs.ts'

/** What the role that restores may not do in the target. */
export const RESTORING_PRIVILEGES: readonly Failure[] = [
  {
    code: 'restore-replication-role-denied',
    kind: 'database',
    signs: [
      text(/ERROR:\s+permission denied to set parameter "(?<name>session_replication_role)"/),
      text(/: {2}[^\n]*\b(?<name>session_replication_role)\b/),
      alsoSqlstate('42501'),
    ],
    meaning:
      'Triggers and foreign keys are to rest while data is loaded (session_replication_role = replica), and the role may not set that.',
    message: scene =>
      `Role ${scene.role} may not set session_replication_role at ${place(scene)}, which keeps triggers quiet while data is loaded.`,
    fix: 'Restore as superuser, GRANT SET ON PARAMETER session_replication_role TO the role (PostgreSQL 15), or restore as the role that your provider gives this right (postgres at Supabase).',
  },
  {
    code: 'restore-owner-denied',
    kind: 'database',
    signs: [
      text(/ERROR:\s+must be (?<what>owner of [^\n]+)/),
      text(/ERROR:\s+must be (?<what>(?:member of role|able to SET ROLE) [^\n]+)/),
      alsoSqlstate('42501'),
    ],
    meaning: 'Something in the target belongs to another role, which alone may change it.',
    message: ({ role, found }) =>
      sentence(`Role ${role} would have to be ${found.what ?? 'the owner of what it replaces'}`),
    fix: 'Restore as that owner or as a member of it, or leave the object out with use-list; no-owner does without the owners of the backup.',
  },
  {
    code: 'restore-creation-denied',
    kind: 'database',
    signs: [
      text(/ERROR:\s+permission denied to (?<what>(?:create|alter|drop|comment|set) [^\n]+)/),
      text(/ERROR:\s+must be superuser to (?<what>[^\n]+)/),
      text(
        /ERROR:\s+permission denied for (?<what>(?:database|schema|language|foreign-data wrapper) [^\n]+)/,
      ),
      sqlstate('42501'),
    ],
    meaning:
      'The role may not do in the target what the backup asks for: event triggers, some extensions, publications of all tables and languages need a superuser, schemas the CREATE privilege of the database.',
    message: ({ database, found, role }) =>
      sentence(
        `Role ${role} lacks a privilege in ${database} that the restore needs${found.what ? `: ${found.what}` : ''}`,
      ),
    fix: 'Grant it, restore as a role that has it, or leave the object out with use-list.',
  },
  {
    code: 'restore-table-denied',
    kind: 'database',
    signs: [text(/ERROR:\s+permission denied for (?<what>\w[^\n]*)/), alsoSqlstate('42501')],
    meaning: 'The role may not write to something that the target has already.',
    message: ({ database, found, role }) =>
      sentence(
        `Role ${role} may not change what ${database} has already${found.what ? `: ${found.what}` : ''}`,
      ),
    fix: 'Restore as the owner of the tables, or grant the role what it needs.',
  },
  {
    code: 'restore-read-only',
    kind: 'database',
    signs: [
      text(/ERROR:\s+cannot (?:execute|assign) [^\n]+ (?:in a read-only transaction|during recovery)/),
      sqlstate('25006'),
    ],
    meaning: 'The target is a standby, or its transactions are read-only.',
    message: scene => `Database ${scene.database} at ${place(scene)} takes no writes.`,
    fix: 'Restore into the primary; a role or database with default_transaction_read_only has to be let write.',
  },
]
