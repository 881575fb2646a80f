import type { Manifest } from '../../catalog/manifest.ts'
import { closest } from '../../core/closest.ts'
import { BackupError } from '../../core/errors.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import { isEmpty } from './is-empty.ts'
import type { Refusal } from './refusal.ts'
import type { RestoreChoices } from './restore-choices.ts'
import { isDataOnly } from './select-entries.ts'

/** What is asked of a backup, and it cannot give. */
export const selectionRefusals: readonly Refusal[] = [
  (manifest, _target, { selection }) => {
    if (manifest.mode === 'full') return undefined
    const wantsAll = selection.kind === 'all' && selection.mode === 'full'
    const wantsRows = wantsAll || isDataOnly(selection, { mode: 'full' })
    const wantsDefinitions =
      wantsAll ||
      (selection.kind === 'all' && selection.mode === 'schema') ||
      (selection.kind === 'tables' && selection.definitions)
    if (manifest.mode === 'schema' ? !wantsRows : !wantsDefinitions) return undefined
    const [has, lacks] = manifest.mode === 'schema' ? ['definitions', 'rows'] : ['rows', 'definitions']
    return new BackupError({
      kind: 'refusal',
      code: 'restore-mode-missing',
      message: `${manifest.key} is a backup of mode ${manifest.mode}: it has ${has} only, and ${lacks} are asked for.`,
      hint: `Choose a backup of mode full, or restore what this one has with mode: ${manifest.mode}.`,
    })
  },

  (manifest, target, choices) => {
    const wanted = manifest.format === 'plain' ? beyondText(manifest, choices) : undefined
    if (wanted === undefined && (manifest.format !== 'plain' || isEmpty(target, choices.preset)))
      return undefined
    return new BackupError({
      kind: 'refusal',
      code: 'restore-plain-whole',
      message: `${manifest.key} is SQL text, which can only be restored whole and into an empty database: ${wanted ?? `${target.database} is not empty`}.`,
      hint: 'Restore all of it into a new database, or choose a backup of format custom.',
    })
  },

  ({ fingerprint, key }, _target, { selection }) => {
    if (selection.kind !== 'tables') return undefined
    const known = tablesOf(fingerprint)
    const names = [...known.values()]
    const unknown = selection.tables.filter(
      table => !known.has(keyOf(table)) && !known.has(keyOf(entryName(table.schema, table.name))),
    )
    if (unknown.length === 0) return undefined
    const lines = unknown.map(table => {
      if (table.schema === '') return withSchema(table.name, fingerprint)
      const name = qualifiedName(table)
      const near = closest(name, names)
      return near === undefined ? name : `${name} (did you mean ${near}?)`
    })
    return new BackupError({
      kind: 'refusal',
      code: 'restore-table-unknown',
      message: `${key} does not have ${unknown.length > 1 ? 'these tables' : 'this table'}: ${lines.join(', ')}.`,
      hint: 'Write tables as the database spells them, with their schema, such as public.orders; its manifest lists them.',
    })
  },
]

/** What SQL text cannot do; undefined where nothing of that is asked for. */
function beyondText({ mode }: Manifest, { preset, selection }: RestoreChoices): string | undefined {
  if (mode === 'data') return 'it has rows only, and an empty database has no tables for them'
  if (preset !== undefined) return `preset: ${preset} would leave out some of it`
  if (selection.kind === 'tables') return 'only some tables are asked for'
  if (selection.kind === 'list') return 'it has no table of contents that a list could name'
  if (selection.mode !== 'full' && selection.mode !== mode) return `only mode ${selection.mode} is asked for`
  return undefined
}

/** By their names as the database has them, and as the table of contents has them. */
function tablesOf({ objects, tables }: Manifest['fingerprint']): Map<string, string> {
  const defined = objects.filter(({ kind }) => isTableKind(kind))
  return new Map<string, string>(
    [...defined, ...tables].map((table: TableName) => [keyOf(table), qualifiedName(table)]),
  )
}

/** `orders (write sales.orders)`: a name alone could be another schema's. */
function withSchema(name: string, { objects, tables }: Manifest['fingerprint']): string {
  const all: readonly TableName[] = [...objects.filter(({ kind }) => isTableKind(kind)), ...tables]
  const meant = closest(
    name,
    all.map(each => each.name),
  )
  const found = all.filter(each => each.name === name)
  const same = (found.length > 0 ? found : all.filter(each => each.name === meant)).map(qualifiedName)
  const names = [...new Set(same)].slice(0, MOST_NAMES)
  if (names.length === 0) return name
  return `${name} (${found.length > 0 ? 'write' : 'did you mean'} ${names.join(' or ')}${found.length > 0 ? '' : '?'})`
}

const MOST_NAMES = 5

function isTableKind(kind: string): boolean {
  return kind === 'TABLE' || kind === 'FOREIGN TABLE'
}
