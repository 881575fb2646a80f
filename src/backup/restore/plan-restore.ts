import { BackupError } from '../errors.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import { platformOf } from '../preset/preset.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import { detachPartitions } from './detach-partitions.ts'
import { deleteStatements, truncateStatement } from './empty-tables.ts'
import { isRelation } from './entry-kinds.ts'
import { expectedOf } from './expected.ts'
import { isEmpty } from './is-empty.ts'
import { named } from './named.ts'
import { rolesToCreate } from './needed-roles.ts'
import { planWarnings } from './plan-warnings.ts'
import type { RestorePlan, SkippedEntry } from './restore-plan.ts'
import { extensionWarnings, missingExtensions } from './rules/extensions.ts'
import type { Circumstances } from './rules/skip-rule.ts'
import { isDataOnly, selectEntries } from './select-entries.ts'
import { skipEntries } from './skip-entries.ts'
import { rowsOf } from './table-rows.ts'
import { tablesToEmpty } from './tables-to-empty.ts'
import type { TocEntry } from './toc-entry.ts'

export const NOT_ASKED_FOR = 'was not asked for'

/**
 * Settles what a restore will do. What can be refused without the table of contents was refused before (`refusals`); SQL text
 * has none (an empty `toc`) and is restored whole.
 * @throws BackupError of kind refusal: `restore-extension-missing`, `restore-role-missing`, `restore-table-missing`,
 * `restore-table-needed`, `restore-list-unknown`, `restore-list-partial`
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
  const { afterwards, sessionSettings } = sessionOf(load, circumstances)
  return {
    load,
    skip: [...skip, ...notAskedFor(selected, circumstances)],
    clean,
    drops: clean ? dropped(load, circumstances) : [],
    empties: tablesToEmpty(load, circumstances),
    before: beforeLoad(load, clean, circumstances),
    createsRoles: rolesToCreate(load, circumstances),
    sessionSettings,
    afterwards,
    expected: expectedOf(manifest.fingerprint, load),
    // A platform's own definitions are there before, and more of them with each of its versions.
    extras: empty && choices.preset === undefined ? 'different' : 'ignored',
    warnings: [
      ...warnings,
      ...extensionWarnings(selected, circumstances),
      ...planWarnings(load, circumstances),
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
  return {
    load: [],
    skip: [],
    clean: false,
    drops: [],
    empties: [],
    before: '',
    createsRoles: [],
    sessionSettings: [],
    afterwards: [],
    expected: manifest.fingerprint,
    extras: isEmpty(target, choices.preset) ? 'different' : 'ignored',
    warnings: planWarnings([], circumstances),
  }
}

function beforeLoad(load: readonly TocEntry[], clean: boolean, circumstances: Circumstances): string {
  const empties = tablesToEmpty(load, circumstances)
  return [
    clean ? detachPartitions(load, circumstances) : '',
    circumstances.choices.preset === undefined ? truncateStatement(empties) : deleteStatements(empties),
  ]
    .filter(statement => statement !== '')
    .join('\n')
}

/**
 * Rows are loaded as they are, in any order: no triggers and no checks of foreign keys, where the role may say so and the
 * target's own definitions, which have them, stay.
 */
function sessionOf(
  load: readonly TocEntry[],
  { choices, manifest, target }: Circumstances,
): Pick<RestorePlan, 'afterwards' | 'sessionSettings'> {
  const platform = platformOf(choices.preset)
  if (platform) return platform
  const rowsOnly = isDataOnly(choices.selection, manifest) && load.length > 0
  return {
    sessionSettings: rowsOnly && target.role.superuser ? ['SET session_replication_role = replica'] : [],
    afterwards: [],
  }
}

function notAskedFor(selected: readonly TocEntry[], { manifest, toc }: Circumstances): SkippedEntry[] {
  const asked = new Set(selected.map(({ id }) => id))
  const rows = rowsOf(manifest)
  return toc.filter(({ id }) => !asked.has(id)).map(entry => ({ entry, why: NOT_ASKED_FOR, ...rows(entry) }))
}

function dropped(load: readonly TocEntry[], { target }: Circumstances): string[] {
  const made = new Set(load.filter(isRelation).map(keyOf))
  return target.relations
    .filter(({ schema, name }) => made.has(keyOf(entryName(schema, name))))
    .map(relation => `${relation.kind} ${qualifiedName(relation)}`)
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
