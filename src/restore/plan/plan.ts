import { BackupError } from '../../core/errors.ts'
import { isDataEntry } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { platformOf } from '../../presets/preset.ts'
import { expectedOf } from '../verify/expected.ts'
import { detachPartitions } from './detach-partitions.ts'
import { dropped, droppedRelations } from './drops.ts'
import { emptyTables } from './empty-tables.ts'
import { type ExistingTable, existingTables } from './existing-tables.ts'
import { isEmpty } from './is-empty.ts'
import { named } from './named.ts'
import { refuseWithoutRights } from './refused-rights.ts'
import { releaseSubscriptions } from './release-subscriptions.ts'
import { restartSequences } from './restart-sequences.ts'
import type { RestorePlan, SkippedEntry } from './restore-plan.ts'
import { extensionWarnings, missingExtensions } from './rules/extensions.ts'
import type { RestoreContext } from './rules/skip-rule.ts'
import { isDataOnly, selectEntries } from './select-entries.ts'
import { skipEntries } from './skip-entries.ts'
import { queuesOfText, switchOffQueues } from './switch-off-queues.ts'
import { rowsOf } from './table-rows.ts'
import { loadsAs, pointingFromElsewhere, refuseHinderedRows, triggersThatFire } from './trigger-conflicts.ts'
import { unknownPartitions, unknownPartitionsEmptied } from './unknown-partitions.ts'
import { planWarnings } from './warnings.ts'

export const NOT_ASKED_FOR = 'was not asked for'

/**
 * Settles what a restore will do. What can be refused without the table of contents was refused before (`refusals`); SQL text
 * has none (an empty `toc`) and is restored whole.
 * @throws BackupError of kind refusal: `restore-extension-missing`, `restore-role-missing`, `restore-table-missing`,
 * `restore-large-objects-there`, `restore-partition-unknown`, `restore-table-needed`, `restore-list-unknown`, `restore-list-partial`, `restore-right-missing`, `restore-rows-hindered`
 */
export function planRestore(context: RestoreContext): RestorePlan {
  const { choices, manifest, target } = context
  if (manifest.format === 'plain') return planOfText(context)
  const selected = selectEntries(context)
  const missing = missingExtensions(selected, context)
  if (missing.length > 0) throw extensionMissing(missing)
  const { load, skip, warnings } = skipEntries(selected, context)
  const empty = isEmpty(target, choices.preset)
  const clean = !empty && !isDataOnly(choices.selection, manifest)
  const filled = existingTables(load, context)
  const unknown = unknownPartitions(load, filled, context)
  const existing = [...filled, ...unknown]
  const tables = existing.filter(({ mayHoldRows }) => mayHoldRows)
  if (empty && tables.length > 0) throw new Error('rows would be lost of a target that counts as empty')
  const createsRoles = missingRoles(load, context)
  refuseWithoutRights(
    {
      definitions: load.filter(entry => !isDataEntry(entry)),
      drops: clean ? droppedRelations(load, context) : [],
      roles: createsRoles,
    },
    context,
  )
  refuseHinderedRows(existing, context)
  const { afterwards, sessionSettings } = sessionOf(existing, context)
  const { restart, nonTransactionalSequences } = restartSequences(load, target)
  return {
    load,
    skip: [...skip, ...notAskedFor(selected, context)],
    clean,
    drops: clean ? dropped(load, context) : replacedLargeObjects(load, context),
    empties: tables.map(({ name, schema }) => ({ schema, name })),
    before: [...(empty ? [] : beforeLoad(load, { clean, existing, tables }, context)), restart]
      .filter(statement => statement !== '')
      .join('\n'),
    last: '',
    nonTransactionalSequences,
    createsRoles,
    sessionSettings,
    afterwards,
    expected: expectedOf(manifest.fingerprint, load),
    // A platform's own definitions are there before, and more of them with each of its versions.
    extras: empty && choices.preset === undefined ? 'different' : 'ignored',
    warnings: [
      ...warnings,
      ...unknownPartitionsEmptied(unknown, context),
      ...extensionWarnings(selected, context),
      ...planWarnings({ load, clean, existing, nonTransactionalSequences }, context),
    ],
  }
}

function planOfText(context: RestoreContext): RestorePlan {
  const { choices, manifest, target } = context
  const missing = manifest.contents.extensions
    .map(({ name }) => name)
    .filter(name => !target.availableExtensions.has(name))
    .filter(name => !target.extensions.some(installed => installed.name === name))
  if (missing.length > 0) throw extensionMissing(missing)
  refuseWithoutRights({ definitions: manifest.fingerprint.objects, drops: [], roles: [] }, context)
  return {
    load: [],
    skip: [],
    clean: false,
    drops: [],
    empties: [],
    before: '',
    last: switchOffQueues(queuesOfText(manifest, choices)),
    nonTransactionalSequences: [],
    createsRoles: [],
    sessionSettings: [],
    afterwards: [],
    expected: manifest.fingerprint,
    extras: isEmpty(target, choices.preset) ? 'different' : 'ignored',
    warnings: planWarnings({ load: [], clean: false, existing: [], nonTransactionalSequences: [] }, context),
  }
}

/** What is run first: in the load's own transaction, where it has one. */
function beforeLoad(
  load: readonly TocEntry[],
  {
    clean,
    existing,
    tables,
  }: {
    readonly clean: boolean
    readonly existing: readonly ExistingTable[]
    readonly tables: readonly ExistingTable[]
  },
  context: RestoreContext,
): string[] {
  const { choices, target } = context
  const { foreignKeys, triggers } = target
  // What the deletion of an extension's rows would set off is the user's, and not to be touched: rows that point to them.
  const sparing =
    target.role.setsReplicationRole &&
    loadsAs(existing, context) === 'origin' &&
    (pointingFromElsewhere(foreignKeys, tables).length > 0 ||
      triggersThatFire('origin', tables, triggers).length > 0)
  return [
    ...(clean ? [releaseSubscriptions(load), detachPartitions(load, context)] : [unlinkLargeObjects(load)]),
    // A platform grants no TRUNCATE, and a newer version of its software may point to what is emptied.
    emptyTables(tables, { foreignKeys, deleting: choices.preset !== undefined, sparing }),
  ]
}

/** Rows go as they are, in any order, into tables of the target: no triggers and no checks, where the role may say so. */
function sessionOf(
  tables: readonly ExistingTable[],
  context: RestoreContext,
): Pick<RestorePlan, 'afterwards' | 'sessionSettings'> {
  const platform = platformOf(context.choices.preset)
  if (platform) return platform
  return {
    sessionSettings: loadsAs(tables, context) === 'replica' ? ['SET session_replication_role = replica'] : [],
    afterwards: [],
  }
}

function notAskedFor(selected: readonly TocEntry[], { manifest, toc }: RestoreContext): SkippedEntry[] {
  const asked = new Set(selected.map(({ id }) => id))
  const rows = rowsOf(manifest)
  return toc.filter(({ id }) => !asked.has(id)).map(entry => ({ entry, why: NOT_ASKED_FOR, ...rows(entry) }))
}

function extensionMissing(names: readonly string[]): BackupError {
  const list = named(names, 10)
  return new BackupError({
    kind: 'refusal',
    code: 'restore-extension-missing',
    message: `The target's server does not have ${names.length > 1 ? 'these extensions' : 'this extension'}, which the backup needs: ${list}.`,
    hint: `Install ${list} on the server, or restore without and lose what needs ${names.length > 1 ? 'them' : 'it'}, with skip-extensions: ${names.join(', ')}.`,
  })
}

/** SQL that removes the large objects that the load makes, whose numbers would collide; empty where it makes none. */
function unlinkLargeObjects(load: readonly TocEntry[]): string {
  const numbers = load.flatMap(({ largeObjects = [] }) => largeObjects)
  if (numbers.length === 0) return ''
  return `SELECT pg_catalog.count(pg_catalog.lo_unlink(oid)) FROM pg_catalog.pg_largeobject_metadata
 WHERE oid = ANY ('{${numbers.join(',')}}'::pg_catalog.oid[]);`
}

/**
 * Those of the target that are removed, in words. A number says nothing of what is in a large object: in another database
 * than the one that was backed up it is another one.
 * @throws BackupError `restore-large-objects-there`
 */
function replacedLargeObjects(
  load: readonly TocEntry[],
  { choices, target }: Pick<RestoreContext, 'choices' | 'target'>,
): string[] {
  const there = load.flatMap(({ largeObjects = [] }) =>
    largeObjects.filter(number => target.largeObjects.has(number)),
  )
  if (there.length === 0) return []
  const words = `${there.length} large ${there.length === 1 ? 'object' : 'objects'}: ${named(there, 10)}`
  if (choices.allow.has('not-empty')) return [words]
  throw new BackupError({
    kind: 'refusal',
    code: 'restore-large-objects-there',
    message: `The target has large objects of the same numbers as the backup, which would be replaced, no matter what is in them: ${words}.`,
    hint: 'If those are the same objects, as in the database that was backed up, write allow: not-empty; tables restores rows and leaves large objects alone.',
  })
}

/**
 * Roles that the entries name and the target lacks: owners where they are restored, and whom policies and user mappings are
 * for, always.
 * @throws BackupError `restore-role-missing` where they can't be created from the backup's own roles
 */
function missingRoles(load: readonly TocEntry[], { choices, manifest, target }: RestoreContext): string[] {
  const definitions = load.filter(entry => !isDataEntry(entry))
  const needed = new Set([
    ...load.flatMap(({ roles }) => roles),
    ...(choices.noOwner ? [] : definitions.map(({ owner }) => owner)),
  ])
  const missing = [...needed]
    .filter(role => role !== '' && !isPredefined(role) && !target.roles.includes(role))
    .toSorted()
  if (missing.length === 0 || (choices.createRoles && manifest.globals)) return missing
  throw new BackupError({
    kind: 'refusal',
    code: 'restore-role-missing',
    message: `The backup needs ${missing.length > 1 ? 'roles' : 'a role'} that the target does not have: ${named(missing, 10)}.`,
    hint: `Create ${missing.length > 1 ? 'them' : 'it'} on the target${manifest.globals ? ', or write create-roles: true: the backup has its roles' : ''}${choices.noOwner ? '' : '; no-owner: true needs only those that policies name'}.`,
  })
}

/** The names that begin so are PostgreSQL's own. */
function isPredefined(role: string): boolean {
  return role.startsWith('pg_')
}
