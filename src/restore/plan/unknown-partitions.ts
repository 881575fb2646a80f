import { BackupError, defineError } from '../../core/errors.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { TargetRelation } from '../../postgres/target/target-facts.ts'
import { isTable } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import type { ExistingTable } from './existing-tables.ts'
import { named } from './named.ts'
import type { RestoreContext } from './rules/skip-rule.ts'

/** It is emptied, and nothing fills it. */
const NEVER = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY }

/**
 * Partitions of the target that the backup does not know, of partitioned tables whose rows are replaced: what stays in them
 * would stay among the backup's rows. So they are emptied too, which has to be allowed where one may hold rows.
 * @throws BackupError `restore-partition-unknown`
 */
export function unknownPartitions(
  load: readonly TocEntry[],
  filled: readonly ExistingTable[],
  context: RestoreContext,
): ExistingTable[] {
  const { choices, target, toc } = context
  const replaced = new Set(replacedRoots(load, filled, context).map(keyOf))
  if (replaced.size === 0) return []
  const known = new Set([...filled.map(keyOf), ...toc.filter(isTable).map(keyOf)])
  const unknown = target.relations.filter(
    ({ kind, name, partition, partitioned, schema }) =>
      (kind === 'table' || kind === 'foreign table') &&
      !partitioned &&
      partition?.within.some(table => replaced.has(keyOf(table))) &&
      !known.has(keyOf({ schema, name })) &&
      !known.has(keyOf(entryName(schema, name))),
  )
  // Those of foreign tables are in another database: they are not deleted by a restore of this one.
  const kept = unknown.filter(
    relation => mayHoldRows(relation) && (!choices.allow.has('not-empty') || relation.kind !== 'table'),
  )
  if (kept.length > 0) throw partitionUnknown(kept)
  return unknown.map(relation => ({
    schema: relation.schema,
    name: relation.name,
    condition: undefined,
    filled: NEVER,
    mayHoldRows: relation.holdsRows !== false,
  }))
}

/** Those that may hold rows, in words. */
export function unknownPartitionsEmptied(
  partitions: readonly ExistingTable[],
  { target }: Pick<RestoreContext, 'target'>,
): string[] {
  const emptied = new Set(partitions.map(keyOf))
  const holding = target.relations.filter(relation => emptied.has(keyOf(relation)) && mayHoldRows(relation))
  if (holding.length === 0) return []
  return [
    `Deletes the rows of partitions that the backup does not know, with those of their tables: ${named(holding.map(qualifiedName), 10)}.`,
  ]
}

function mayHoldRows({ holdsRows, partition }: TargetRelation): boolean {
  return holdsRows !== false && partition?.storesNothing !== true
}

/** Partitioned tables whose rows are replaced as a whole, and that the load does not make. */
function replacedRoots(
  load: readonly TocEntry[],
  filled: readonly ExistingTable[],
  { choices, target }: RestoreContext,
): TargetRelation[] {
  const { selection } = choices
  const made = new Set(load.filter(isTable).map(keyOf))
  const partitioned = target.relations.filter(
    ({ name, partitioned: is, schema }) => is && !made.has(keyOf(entryName(schema, name))),
  )
  switch (selection.kind) {
    // Anyone who names entries one by one means these alone.
    case 'list':
      return []
    case 'tables': {
      const asked = new Set(selection.tables.map(keyOf))
      return partitioned.filter(table => asked.has(keyOf(table)))
    }
    case 'all': {
      const places = new Set(filled.map(keyOf))
      const roots = new Set(
        target.relations
          .filter(table => places.has(keyOf(table)))
          .flatMap(({ partition }) => partition?.within.map(keyOf) ?? []),
      )
      return partitioned.filter(table => roots.has(keyOf(table)))
    }
  }
}

const RESTORE_PARTITION_UNKNOWN = defineError({
  topic: 'restoring',
  code: 'restore-partition-unknown',
  kind: 'refusal',
  meaning:
    'Rows of a partitioned table are to be replaced, and the target has partitions of it that the backup does not know and that may hold rows: they would stay among those of the backup.',
  fix: 'Detach them to keep their rows, or write allow: not-empty to have them emptied too; foreign tables have to be detached.',
})

function partitionUnknown(partitions: readonly TargetRelation[]): BackupError {
  const foreign = partitions.some(({ kind }) => kind === 'foreign table')
  return new BackupError({
    ...RESTORE_PARTITION_UNKNOWN,
    message: `The target has partitions that the backup does not know, of tables whose rows are replaced, and rows in them would stay among the backup's: ${named(partitions.map(qualifiedName), 10)}.`,
    hint: `Detach them first (ALTER TABLE … DETACH PARTITION) to keep their rows, or ${foreign ? 'name the partitions that the backup has in tables' : 'write allow: not-empty to have them emptied too'}.`,
  })
}
