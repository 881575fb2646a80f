import type { TableName } from '../../fingerprint/copy-statement.ts'
import { isTable } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { sanitized } from './sanitized.ts'

/**
 * The numbers of the entries that define these tables, and their partitions: a partitioned table has its rows in them. By
 * the very names that the tables' data says where two differ by a line break only.
 */
export function definitionsOf(tables: readonly TableName[], toc: readonly TocEntry[]): Set<number> {
  const wanted = new Set(tables.map(keyOf))
  const alike = new Set(tables.map(({ schema, name }) => keyOf(entryName(schema, name))))
  const filled = new Map(
    toc.flatMap(({ data, dependencies }) =>
      data?.of === 'table' ? dependencies.map(id => [id, keyOf(data.table)] as const) : [],
    ),
  )
  const found = new Set(
    toc
      .filter(entry => isTable(entry) && alike.has(keyOf(entry)))
      .map(({ id }) => id)
      .filter(id => wanted.has(filled.get(id) ?? '') || !filled.has(id)),
  )
  const partitions = partitionsIn(toc)
  for (const id of found) for (const partition of partitions.get(id) ?? []) found.add(partition)
  return found
}

/** The numbers of the entries that fill these tables and their partitions, and set the sequences of their columns. */
export function dataOfTables(tables: readonly TableName[], toc: readonly TocEntry[]): Set<number> {
  const definitions = definitionsOf(tables, toc)
  const named = new Set(tables.map(keyOf))
  const sequences = new Set(
    toc
      .filter(({ dependencies, kind }) => kind === 'SEQUENCE' && dependencies.some(id => definitions.has(id)))
      .map(({ id }) => id),
  )
  const isMeant = ({ data, dependencies }: TocEntry): boolean => {
    if (data?.of === 'sequence') return dependencies.some(id => sequences.has(id))
    // By name too: an archive of rows only defines no tables.
    return (
      data?.of === 'table' && (named.has(keyOf(data.table)) || dependencies.some(id => definitions.has(id)))
    )
  }
  return new Set(toc.filter(isMeant).map(({ id }) => id))
}

/** The partitions of each partitioned table, by their numbers. A TABLE ATTACH is named after the partition. */
function partitionsIn(toc: readonly TocEntry[]): Map<number, number[]> {
  const tables = new Map(toc.filter(isTable).map(entry => [entry.id, entry]))
  const partitions = new Map<number, number[]>()
  for (const { dependencies, kind, name, schema } of toc) {
    if (kind !== 'TABLE ATTACH') continue
    const ends = new Set(dependencies.filter(id => tables.has(id)))
    const partition = [...ends].find(id => {
      const table = tables.get(id)
      return table?.schema === schema && table.name === name
    })
    if (partition === undefined) continue
    for (const parent of ends)
      if (parent !== partition) partitions.set(parent, [...(partitions.get(parent) ?? []), partition])
  }
  return partitions
}

export function keyOf({ schema, name }: TableName): string {
  return JSON.stringify([schema, name])
}

/** As the table of contents has it. */
export function entryName(schema: string, name: string): TableName {
  return { schema: sanitized(schema), name: sanitized(name) }
}
