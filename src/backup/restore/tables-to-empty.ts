import { BackupError } from '../errors.ts'
import type { TableName } from '../fingerprint/copy-statement.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import { keyOf } from './data-of-tables.ts'
import { named } from './named.ts'
import type { Circumstances } from './rules/skip-rule.ts'
import type { TocEntry } from './toc-entry.ts'

/**
 * Tables whose rows are replaced: the load fills them, and does not make them.
 * @throws BackupError `restore-table-missing` where the target does not have one
 */
export function tablesToEmpty(load: readonly TocEntry[], circumstances: Circumstances): TableName[] {
  const { target } = circumstances
  const made = new Set(load.filter(({ kind }) => kind === 'TABLE').map(({ id }) => id))
  const filled = load.flatMap(entry =>
    entry.data?.of === 'table' && !entry.dependencies.some(id => made.has(id))
      ? [{ entry, table: entry.data.table }]
      : [],
  )
  const there = new Set(target.relations.filter(({ kind }) => kind === 'table').map(keyOf))
  const missing = filled.filter(
    ({ entry, table }) => !there.has(keyOf(table)) && !isOfExtension(entry, table, circumstances),
  )
  if (missing.length > 0) throw tableMissing(missing.map(({ table }) => qualifiedName(table)))
  return filled.flatMap(({ table }) => (there.has(keyOf(table)) ? [table] : []))
}

/**
 * Rows of an extension's own table, such as cron.job or spatial_ref_sys, come without a definition: the extension makes it.
 * An archive of rows only has no definitions to tell by; there such a table may be in the schema of any extension.
 */
function isOfExtension({ dependencies }: TocEntry, table: TableName, circumstances: Circumstances): boolean {
  const { manifest, target, toc } = circumstances
  if (manifest.mode !== 'data')
    return !toc.some(({ id, kind }) => kind === 'TABLE' && dependencies.includes(id))
  return (
    target.extensions.some(({ schema }) => schema === table.schema) || !target.schemas.includes(table.schema)
  )
}

function tableMissing(names: readonly string[]): BackupError {
  return new BackupError({
    kind: 'refusal',
    code: 'restore-table-missing',
    message: `Only rows are restored, and the target lacks the tables that they belong to: ${named(names, 10)}.`,
    hint: 'Create them first, such as by a restore with mode: schema, or restore tables with definitions: true.',
  })
}
