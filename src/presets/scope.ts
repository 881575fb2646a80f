import { quoteIdentifier } from '../core/sql-quoting.ts'
import { firstOf } from '../core/words.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import type { Mode, Selection } from '../postgres/dump-choices.ts'
import { askRelations, type DumpableRelation, type Need, type Relations } from '../postgres/relations.ts'
import { schemaMatcher, selectedBy, tableMatcher } from '../postgres/table-pattern.ts'
import { isOfPlatform } from './preset.ts'

/** Which part of a database is dumped. */
export interface Chosen {
  readonly mode: Mode
  readonly selection: Selection
}

/** What the patterns of a selection mean in a database. */
export interface Scope {
  /** With the partitions and inheriting tables of each table that a pattern names: pg_dump takes tables by their own names alone. */
  readonly selection: Selection
  /** What is odd about it, one sentence each. */
  readonly warnings: readonly string[]
}

const MOST_NAMED = 5

/** The scope of a selection in a database; nothing is asked if nothing is chosen, since pg_dump takes everything then. */
export async function findScope(
  request: Chosen,
  connection: Connection,
  signal: AbortSignal,
): Promise<Scope> {
  const { selection } = request
  const isWhole = Object.values(selection).every(patterns => patterns.length === 0)
  return isWhole ? { selection, warnings: [] } : scopeOf(request, await askRelations(connection, signal))
}

/**
 * Reads a selection as pg_dump would, over the relations that there are.
 */
export function scopeOf({ mode, selection }: Chosen, found: Relations): Scope {
  const { relations } = found
  const descendants = descendantsIn(relations)
  const withDescendants = (patterns: readonly string[]): readonly string[] => {
    const matchers = patterns.map(tableMatcher)
    const named = relations.filter(each => matchers.some(matches => matches(each)))
    const more = new Set(named.flatMap(({ oid }) => descendants(oid)))
    for (const each of named) more.delete(each)
    return [...patterns, ...[...more].map(exactPattern)]
  }
  const resolved: Selection = {
    ...selection,
    tables: withDescendants(selection.tables),
    excludeTables: withDescendants(selection.excludeTables),
    excludeTableData: withDescendants(selection.excludeTableData),
  }
  return {
    selection: resolved,
    warnings: [...unmatched(selection, found), ...missing({ mode, selection: resolved }, found)],
  }
}

/** A pattern of what is to be left out, and that leaves out nothing: what it was meant for is in the backup. */
function unmatched(selection: Selection, { relations, schemas }: Relations): string[] {
  const tables = (pattern: string): boolean => relations.some(tableMatcher(pattern))
  const inSchemas = (pattern: string): boolean =>
    schemas.some(schema => schemaMatcher(pattern)({ schema, name: '' }))
  const leftOut = [
    ['exclude-tables', selection.excludeTables.filter(pattern => !tables(pattern))],
    ['exclude-table-data', selection.excludeTableData.filter(pattern => !tables(pattern))],
    ['exclude-schemas', selection.excludeSchemas.filter(pattern => !inSchemas(pattern))],
  ] as const
  return leftOut.flatMap(([input, patterns]) => {
    const odd = patterns.filter(pattern => !isOfPlatform(pattern))
    if (odd.length === 0) return []
    return [
      `${input}: nothing in the database matches ${firstOf(odd, MOST_NAMED)}, so nothing is left out for it. Write one pattern a line, as pg_dump takes it: public.orders, or "Orders" for capitals`,
    ]
  })
}

/** What the backup has refers to what it leaves out: by itself it does not restore into an empty database. */
function missing({ mode, selection }: Chosen, { needs, relations }: Relations): string[] {
  const byOid = new Map(relations.map(each => [each.oid, each]))
  const isSelected = selectedBy(selection)
  const selected = new Map(relations.filter(isSelected).map(each => [each.oid, each]))
  const definitions =
    mode === 'data' ? [] : undefinedIn(selection, [...needs, ...parentsOf(relations)], selected)
  const withoutRows = selection.excludeTableData.map(tableMatcher)
  const hasRows = (oid: string): boolean => {
    const found = selected.get(oid)
    return found !== undefined && !withoutRows.some(matches => matches(found))
  }
  const rows =
    mode === 'schema' ? [] : needs.filter(({ by, byKey, oid }) => byKey && hasRows(by) && !hasRows(oid))
  return [
    ...sentence('definitions', definitions, byOid),
    ...sentence(
      'rows',
      rows.filter(({ oid }) => selected.has(oid)),
      byOid,
    ),
  ]
}

/** pg_dump makes types and functions with their schemas, and none of them for a choice of tables. */
function undefinedIn(
  selection: Selection,
  needs: readonly Need[],
  selected: ReadonlyMap<string, DumpableRelation>,
): Need[] {
  const inSchemas = selectedBy({ ...selection, excludeTables: [] })
  return needs.filter(need => {
    if (!selected.has(need.by)) return false
    return need.kind === 'relation'
      ? !selected.has(need.oid)
      : selection.tables.length > 0 || !inSchemas(need)
  })
}

function parentsOf(relations: readonly DumpableRelation[]): Need[] {
  const byOid = new Map(relations.map(each => [each.oid, each]))
  return relations.flatMap(({ oid, parents }) =>
    parents.flatMap((parent): Need[] => {
      const found = byOid.get(parent)
      return found ? [{ ...found, by: oid, kind: 'relation', byKey: false }] : []
    }),
  )
}

function sentence(
  what: 'definitions' | 'rows',
  needs: readonly Need[],
  byOid: ReadonlyMap<string, DumpableRelation>,
): string[] {
  const pairs = needs.flatMap(need => {
    const by = byOid.get(need.by)
    return by
      ? [
          `${qualifiedName(by)} needs ${need.kind === 'relation' ? '' : `the ${need.kind} `}${qualifiedName(need)}`,
        ]
      : []
  })
  const found = [...new Set(pairs)]
  if (found.length === 0) return []
  return [
    `The backup leaves out ${what} that others in it need, so it does not restore by itself into an empty database: ${firstOf(found, MOST_NAMED, { separator: '; ' })}`,
  ]
}

function descendantsIn(relations: readonly DumpableRelation[]): (oid: string) => readonly DumpableRelation[] {
  const children = new Map<string, DumpableRelation[]>()
  for (const each of relations)
    for (const parent of each.parents) children.set(parent, [...(children.get(parent) ?? []), each])
  const below = (oid: string): readonly DumpableRelation[] =>
    (children.get(oid) ?? []).flatMap(child => [child, ...below(child.oid)])
  return below
}

/** Between double quotes pg_dump takes every character of a pattern as it is, but a double quote. */
function exactPattern({ name, schema }: DumpableRelation): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
}
