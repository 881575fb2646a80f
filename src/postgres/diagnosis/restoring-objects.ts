import { sentence } from '../../core/sentence.ts'
import { firstOf } from '../../core/words.ts'
import { type Failure, place } from './failure.ts'
import { comesTooLate, reliesOnSearchPath } from './missing-objects.ts'
import { alsoSqlstate, sqlstate, text } from './signs.ts'

/** What the target has already, or lacks. */
export const RESTORING_OBJECTS: readonly Failure[] = [
  {
    code: 'restore-extension-unavailable',
    kind: 'database',
    signs: [
      text(/ERROR:\s+extension "(?<name>[^"\n]+)" is not available/),
      text(/[/\\](?<name>[\w-]+)\.control\b/),
      text(/could not open extension control file "[^"\n]*?(?<name>[^"/\n]+)\.control"/),
      text(/ERROR:\s+extension "(?<name>[^"\n]+)" has no installation script/),
      text(/ERROR:\s+required extension "(?<name>[^"\n]+)" is not installed/),
      text(/ERROR:\s+(?<name>\w+) (?:must|can only) be loaded via shared_preload_libraries/),
      alsoSqlstate('0A000', '58P01', '55000', '42704', '22023'),
    ],
    meaning: "The backup needs an extension that the target's server does not have.",
    message: scene =>
      `${place(scene)} does not have ${scene.found.name ? `the extension ${scene.found.name}` : 'an extension of the backup'}.`,
    fix: "Install the extension's package at the server (or allow it at your provider); where it may be missing, name it in skip-extensions.",
  },
  {
    code: 'restore-object-exists',
    kind: 'database',
    signs: [
      text(/ERROR:\s+(?<what>\w[^\n]*?) already exists/),
      text(/ERROR:\s+(?<what>multiple primary keys for table [^\n]+) are not allowed/),
      sqlstate('42P07', '42710', '42P06', '42723', '42701', '42P04', '42P16'),
    ],
    meaning: 'Something of the backup is in the target already.',
    message: ({ database, found }) =>
      sentence(`Database ${database} has already what is restored${found.what ? `: ${found.what}` : ''}`),
    fix: 'Restore into an empty database, with mode full (which drops what it replaces), or leave the object out with use-list.',
  },
  {
    code: 'restore-object-needed',
    kind: 'database',
    signs: [
      text(
        /ERROR:\s+(?<what>cannot drop [^\n]+?) because (?:other objects depend on it|extension [^\n]+ requires it)(?:\nDETAIL:\s+(?<names>[^\n]+(?:\n[^\n]+ depends on [^\n]+)*))?/,
      ),
      text(/ERROR:\s+(?<what>cannot drop [^\n]+)/),
      text(/ERROR:\s+(?<what>cannot truncate a table referenced in a foreign key constraint)/),
      sqlstate('2BP01'),
      alsoSqlstate('0A000'),
    ],
    meaning:
      'Something in the target that is to be replaced is needed by something else there, which the backup does not hold.',
    message: ({ database, found: { names, what } }) =>
      sentence(
        `Something else in ${database} stands in the way of the restore${what ? `: ${what}` : ''}${names === undefined ? '' : `, since ${dependents(names)}`}`,
      ),
    fix: 'Drop what depends on it, restore into an empty database, or leave the object out with use-list.',
  },
  {
    code: 'restore-role-unknown',
    kind: 'database',
    signs: [text(/ERROR:\s+role "(?<name>[^\n]+)" does not exist/), alsoSqlstate('42704')],
    meaning: 'The backup names a role (an owner, a grantee, one in a policy) that the server lacks.',
    message: scene =>
      `${place(scene)} has no role ${scene.found.name ? `${scene.found.name}, which` : 'that'} the backup names.`,
    fix: 'Create the role, let create-roles do it from a backup with globals, or restore with no-owner and no-acl.',
  },
  {
    code: 'restore-tablespace-missing',
    kind: 'database',
    signs: [
      text(/ERROR:\s+tablespace "(?<name>[^\n]+)" does not exist/),
      text(/ERROR:\s+invalid value for parameter "default_tablespace": "(?<name>[^\n]+)"/),
      alsoSqlstate('42704', '22023'),
    ],
    meaning: 'The backup puts a table into a tablespace that the server lacks.',
    message: scene =>
      `${place(scene)} has no tablespace ${scene.found.name ? `${scene.found.name}, which` : 'that'} the backup names.`,
    fix: 'Create the tablespace at the server; what is in it would be in the default one otherwise.',
  },
  {
    code: 'restore-collation-missing',
    kind: 'database',
    signs: [
      text(/ERROR:\s+(?<what>collation "[^\n]+" (?:for encoding "[^\n]+" )?does not exist)/),
      text(/ERROR:\s+(?<what>could not (?:create|open) (?:locale|collator)[^\n]*)/),
      text(/ERROR:\s+(?<what>ICU is not supported in this build)/),
      alsoSqlstate('42704', '22023', '42602', '0A000'),
    ],
    meaning:
      "The target's server lacks a collation: its operating system has no such locale, or it has no ICU.",
    message: scene =>
      sentence(
        `${place(scene)} lacks a collation of the backup${scene.found.what ? `: ${scene.found.what}` : ''}`,
      ),
    fix: "Install the locale in the server's operating system (locale-gen) and restart it, or restore into a server that has it.",
  },
  {
    code: 'restore-search-path',
    kind: 'database',
    signs: [reliesOnSearchPath()],
    meaning:
      'Something in the backup (a function in an index, a generated column, a CHECK, a materialized view) names what it needs without its schema, and so relies on search_path. A dump is loaded with an empty one (CVE-2018-1058), so that it is not found.',
    message: ({ database, found: { entry, what } }) =>
      `${entry ?? 'Something in the backup'} relies on search_path: it needs ${what ?? 'something'} without naming its schema, and is loaded into ${database} with an empty search_path.`,
    fix: 'In the source, name the schema in the function or query, or run ALTER FUNCTION … SET search_path = … for it, then take a new backup. PostgreSQL itself could not load this dump either.',
  },
  {
    code: 'restore-circular',
    kind: 'database',
    signs: [comesTooLate()],
    meaning:
      'Something in the backup needs another object of it that cannot be created before: they need each other, as a view that was replaced by one that selects from itself.',
    message: ({ database, found: { entry, what } }) =>
      `${entry ?? 'Something in the backup'} needs ${what}, which is in the backup but cannot be created in ${database} before it: they need each other.`,
    fix: 'Redefine one of them in the source without the circle (CREATE OR REPLACE VIEW), then take a new backup; to restore this one, leave it out with use-list.',
  },
  {
    code: 'restore-object-missing',
    kind: 'database',
    signs: [
      text(/ERROR:\s+(?<what>data type \S+ has no default operator class for access method "[^"\n]+")/),
      text(/ERROR:\s+(?<what>(?!unrecognized)\w[^\n]*? does not exist)(?=\s*(?:\n|$))/),
      sqlstate('42P01', '42883', '42704', '42703', '3F000'),
    ],
    meaning: 'What is loaded needs something that is neither in the target nor loaded before.',
    message: ({ database, found }) =>
      sentence(`Database ${database} lacks what the backup needs${found.what ? `: ${found.what}` : ''}`),
    fix: 'Load it too: mode full, or the table with its definition; data alone needs the same tables and columns there.',
    hint: ({ extensions = [] }) =>
      extensions.length === 0
        ? undefined
        : `Load it too (mode full, or the table with its definition), or create the extensions of the backup that the target lacks before: ${extensions.join(', ')}.`,
  },
]

/** How many of the things that depend on another are named. */
const MOST_DEPENDENTS = 5

function dependents(detail: string): string {
  return firstOf(detail.split('\n'), MOST_DEPENDENTS, { separator: '; ' })
}
