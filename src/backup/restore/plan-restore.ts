import { BackupError } from '../../core/errors.ts'
import { isDataEntry } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { platformOf } from '../../presets/preset.ts'
import { detachPartitions } from './detach-partitions.ts'
import { dropped, droppedRelations } from './drops.ts'
import { emptyTables } from './empty-tables.ts'
import { type ExistingTable, existingTables } from './existing-tables.ts'
import { expectedOf } from './expected.ts'
import { isEmpty } from './is-empty.ts'
import { named } from './named.ts'
import { lackingRoles } from './needed-roles.ts'
import { planWarnings } from './plan-warnings.ts'
import { refuseWithoutRights } from './refused-rights.ts'
import { releaseSubscriptions } from './release-subscriptions.ts'
import { restartSequences } from './restart-sequences.ts'
import type { RestorePlan, SkippedEntry } from './restore-plan.ts'
import { extensionWarnings, missingExtensions } from './rules/extensions.ts'
import type { Circumstances } from './rules/skip-rule.ts'
import { isDataOnly, selectEntries } from './select-entries.ts'
import { skipEntries } from './skip-entries.ts'
import { queuesOfText, switchOffQueues } from './switch-off-queues.ts'
import { rowsOf } from './table-rows.ts'
import { loadsAs, pointingFromElsewhere, refuseHinderedRows, triggersThatFire } from './unhindered-rows.ts'
import { unknownPartitions, unknownPartitionsEmptied } from './unknown-partitions.ts'
import { replacedLargeObjects, unlinkLargeObjects } from './unlink-large-objects.ts'

export const NOT_ASKED_FOR = 'was not asked for'

/**
 * Settles what a restore will do. What can be refused without the table of contents was refused before (`refusals`); SQL text
 * has none (an empty `toc`) and is restored whole.
 * @throws BackupError of kind refusal: `restore-extension-missing`, `restore-role-missing`, `restore-table-missing`,
 * `restore-large-objects-there`, `restore-partition-unknown`, `restore-table-needed`, `restore-list-unknown`, `restore-list-partial`, `restore-right-missing`, `restore-rows-hindered`
 */
export function planRestore(circumstances: Circumstances): RestorePlan {
  const { choices, manifest, target } = circumstances
  if (manifest.format === 'plain') return planOfText(circumstances)
  const selected = selectEntries(circumstances)
  const missing = missingExtensions(selected, circumstances)
  if (missing.length > 0) throw extensionMissing(missing)
  const { load, skip, warnings } = skipEntries(selected, circumstances)
  const empty = isEmpty(target, choices.preset)
  const clean = !empty && !isDataOnly(choices.selection, manifest)
  const filled = existingTables(load, circumstances)
  const unknown = unknownPartitions(load, filled, circumstances)
  const existing = [...filled, ...unknown]
  const tables = existing.filter(({ mayHoldRows }) => mayHoldRows)
  if (empty && tables.length > 0) throw new Error('rows would be lost of a target that counts as empty')
  const createsRoles = lackingRoles(load, circumstances)
  refuseWithoutRights(
    {
      definitions: load.filter(entry => !isDataEntry(entry)),
      drops: clean ? droppedRelations(load, circumstances) : [],
      roles: createsRoles,
    },
    circumstances,
  )
  refuseHinderedRows(existing, circumstances)
  const { afterwards, sessionSettings } = sessionOf(existing, circumstances)
  const { restart, setForGood } = restartSequences(load, target)
  return {
    load,
    skip: [...skip, ...notAskedFor(selected, circumstances)],
    clean,
    drops: clean ? dropped(load, circumstances) : replacedLargeObjects(load, circumstances),
    empties: tables.map(({ name, schema }) => ({ schema, name })),
    before: [...(empty ? [] : beforeLoad(load, { clean, existing, tables }, circumstances)), restart]
      .filter(statement => statement !== '')
      .join('\n'),
    last: '',
    setForGood,
    createsRoles,
    sessionSettings,
    afterwards,
    expected: expectedOf(manifest.fingerprint, load),
    // A platform's own definitions are there before, and more of them with each of its versions.
    extras: empty && choices.preset === undefined ? 'different' : 'ignored',
    warnings: [
      ...warnings,
      ...unknownPartitionsEmptied(unknown, circumstances),
      ...extensionWarnings(selected, circumstances),
      ...planWarnings({ load, clean, existing, setForGood }, circumstances),
    ],
  }
}

function planOfText(circumstances: Circumstances): RestorePlan {
  const { choices, manifest, target } = circumstances
  const missing = manifest.contents.extensions
    .map(({ name }) => name)
    .filter(name => !target.availableExtensions.has(name))
    .filter(name => !target.extensions.some(installed => installed.name === name))
  if (missing.length > 0) throw extensionMissing(missing)
  refuseWithoutRights({ definitions: manifest.fingerprint.objects, drops: [], roles: [] }, circumstances)
  return {
    load: [],
    skip: [],
    clean: false,
    drops: [],
    empties: [],
    before: '',
    last: switchOffQueues(queuesOfText(manifest, choices)),
    setForGood: [],
    createsRoles: [],
    sessionSettings: [],
    afterwards: [],
    expected: manifest.fingerprint,
    extras: isEmpty(target, choices.preset) ? 'different' : 'ignored',
    warnings: planWarnings({ load: [], clean: false, existing: [], setForGood: [] }, circumstances),
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
  circumstances: Circumstances,
): string[] {
  const { choices, target } = circumstances
  const { foreignKeys, triggers } = target
  // What the deletion of an extension's rows would set off is the user's, and not to be touched: rows that point to them.
  const sparing =
    target.role.setsReplicationRole &&
    loadsAs(existing, circumstances) === 'origin' &&
    (pointingFromElsewhere(foreignKeys, tables).length > 0 ||
      triggersThatFire('origin', tables, triggers).length > 0)
  return [
    ...(clean
      ? [releaseSubscriptions(load), detachPartitions(load, circumstances)]
      : [unlinkLargeObjects(load)]),
    // A platform grants no TRUNCATE, and a newer version of its software may point to what is emptied.
    emptyTables(tables, { foreignKeys, deleting: choices.preset !== undefined, sparing }),
  ]
}

/** Rows go as they are, in any order, into tables of the target: no triggers and no checks, where the role may say so. */
function sessionOf(
  tables: readonly ExistingTable[],
  circumstances: Circumstances,
): Pick<RestorePlan, 'afterwards' | 'sessionSettings'> {
  const platform = platformOf(circumstances.choices.preset)
  if (platform) return platform
  return {
    sessionSettings:
      loadsAs(tables, circumstances) === 'replica' ? ['SET session_replication_role = replica'] : [],
    afterwards: [],
  }
}

function notAskedFor(selected: readonly TocEntry[], { manifest, toc }: Circumstances): SkippedEntry[] {
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
