import { BackupError, defineError } from '../../core/errors.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { TargetRelation } from '../../postgres/target/target-facts.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { keyOf } from './data-of-tables.ts'
import { named } from './named.ts'
import type { RestoreContext } from './rules/skip-rule.ts'

/** A table of the target that the load fills and does not make; never a partitioned one, but its partitions. */
export interface ExistingTable extends TableName {
  /** Of an extension's: which rows the backup has, `WHERE …`, or empty for all. Undefined for what is no extension's. */
  readonly condition: string | undefined
  /** False where it is known to have no rows. */
  readonly mayHoldRows: boolean
  /** Where the load fills it, first and last, by the place of its entries. */
  readonly filled: { readonly first: number; readonly last: number }
}

interface Filled {
  readonly table: TableName
  readonly entry: TocEntry
  readonly filled: ExistingTable['filled']
}

/**
 * The tables whose rows are replaced.
 * @throws BackupError `restore-table-missing` where the target does not have one
 */
export function existingTables(load: readonly TocEntry[], context: RestoreContext): ExistingTable[] {
  const { target } = context
  const relations = new Map(
    target.relations.filter(({ kind }) => kind === 'table').map(relation => [keyOf(relation), relation]),
  )
  const ofExtensions = new Map(target.extensionTables.map(table => [keyOf(table), table]))
  const missing: TableName[] = []
  const found = filledByLoad(load).flatMap(({ entry, filled, table }): ExistingTable[] => {
    const relation = relations.get(keyOf(table))
    if (relation) {
      return withRowsOf(relation, target.relations).map(({ holdsRows, name, schema }) => ({
        schema,
        name,
        filled,
        condition: undefined,
        mayHoldRows: holdsRows !== false,
      }))
    }
    const own = ofExtensions.get(keyOf(table))
    if (own) return [{ ...table, filled, condition: own.condition, mayHoldRows: own.holdsRows }]
    if (!isOfExtension(entry, table, context)) missing.push(table)
    return []
  })
  if (missing.length > 0) throw tableMissing(missing.map(qualifiedName))
  return [...new Map(found.map(table => [keyOf(table), table])).values()]
}

function filledByLoad(load: readonly TocEntry[]): Filled[] {
  const made = new Set(load.filter(({ kind }) => kind === 'TABLE').map(({ id }) => id))
  const found = new Map<string, Filled>()
  for (const [place, entry] of load.entries()) {
    if (entry.data?.of !== 'table' || entry.dependencies.some(id => made.has(id))) continue
    const { table } = entry.data
    const first = found.get(keyOf(table))?.filled.first ?? place
    found.set(keyOf(table), { table, entry, filled: { first, last: place } })
  }
  return [...found.values()]
}

/**
 * Where rows of a table are. Rows that are loaded through a partitioned table belong into those of its partitions that
 * pg_dump dumps so; the others have entries of their own, if the backup knows them.
 */
function withRowsOf(relation: TargetRelation, all: readonly TargetRelation[]): TargetRelation[] {
  if (!relation.partitioned) return [relation]
  const partitions = all.filter(
    ({ kind, partition, partitioned }) =>
      kind === 'table' && !partitioned && partition && keyOf(partition.root) === keyOf(relation),
  )
  const through = partitions.filter(({ partition }) => partition?.throughRoot)
  return through.length > 0 ? through : partitions
}

/**
 * Rows of an extension's own table, such as cron.job or spatial_ref_sys, come without a definition: the extension makes it.
 * An archive of rows only has no definitions to say by; there such a table may be in the schema of any extension.
 */
function isOfExtension({ dependencies }: TocEntry, table: TableName, context: RestoreContext): boolean {
  const { manifest, target, toc } = context
  if (manifest.mode !== 'data')
    return !toc.some(({ id, kind }) => kind === 'TABLE' && dependencies.includes(id))
  return (
    target.extensions.some(({ schema }) => schema === table.schema) || !target.schemas.includes(table.schema)
  )
}

const RESTORE_TABLE_MISSING = defineError({
  topic: 'restoring',
  code: 'restore-table-missing',
  kind: 'refusal',
  meaning: 'Rows alone are to be restored, and the target lacks the tables that they belong to.',
  fix: 'Create them first, such as by a restore with mode: schema, or restore tables with definitions: true.',
})

function tableMissing(names: readonly string[]): BackupError {
  return new BackupError({
    ...RESTORE_TABLE_MISSING,
    message: `Only rows are restored, and the target lacks the tables that they belong to: ${named(names, 10)}.`,
  })
}
