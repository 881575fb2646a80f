import { BackupError } from '../../core/errors.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import { isRelation, isTable } from '../../postgres/toc/entry-kinds.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { definitionsOf, entryName, keyOf } from './data-of-tables.ts'
import { isEmpty } from './is-empty.ts'
import { named } from './named.ts'
import type { RestoreContext } from './rules/skip-rule.ts'

/** What needs a table and is no part of its definition. */
const NOT_PARTS = new Set(['PUBLICATION TABLE'])

/**
 * The numbers of all entries that must come along so that these tables can be dropped and made again: their columns'
 * sequences, constraints, indexes, triggers, policies and data, views and functions that need them, and foreign keys of
 * others that point to them; into an empty target also no matter what they need themselves.
 * @throws BackupError `restore-table-needed` where another table of the target would have to be dropped too
 */
export function definitionsOfTables(
  tables: readonly TableName[],
  context: RestoreContext,
): ReadonlySet<number> {
  const { choices, target, toc } = context
  const own = definitionsOf(tables, toc)
  const found = new Set(own)
  const there = new Set(target.relations.map(({ schema, name }) => keyOf(entryName(schema, name))))
  const inReach = tablesInReach(toc, found, there)
  const needed: TocEntry[] = []
  const add = (entry: TocEntry): void => {
    if (own.has(entry.id) || NOT_PARTS.has(entry.kind)) return
    if (!isTable(entry)) found.add(entry.id)
    else if (there.has(keyOf(entry))) needed.push(entry)
  }
  walk(own, dependents(toc), entry => {
    if (inReach(entry)) add(entry)
    return found.has(entry.id)
  })
  if (needed.length > 0) throw tableNeeded(needed)
  return withNeeds(found, toc, entry =>
    isEmpty(target, choices.preset)
      ? !isTable(entry)
      : (entry.kind === 'SCHEMA' && !target.schemas.includes(entry.name)) || entry.kind === 'EXTENSION',
  )
}

/** Whether all tables that an entry needs are restored or there: a foreign key to one that is neither cannot be made. */
function tablesInReach(
  toc: readonly TocEntry[],
  restored: ReadonlySet<number>,
  there: ReadonlySet<string>,
): (entry: TocEntry) => boolean {
  const relations = new Map(toc.filter(isRelation).map(entry => [entry.id, entry]))
  return ({ dependencies }) =>
    dependencies.every(id => {
      const relation = relations.get(id)
      return !relation || !isTable(relation) || restored.has(id) || there.has(keyOf(relation))
    })
}

function dependents(toc: readonly TocEntry[]): Map<number, TocEntry[]> {
  const found = new Map<number, TocEntry[]>()
  for (const entry of toc) {
    for (const id of new Set(entry.dependencies)) {
      const known = found.get(id)
      if (known) known.push(entry)
      else found.set(id, [entry])
    }
  }
  return found
}

/** Visits what can be reached from the beginning, going on from what `visit` says yes to. */
function walk(
  from: ReadonlySet<number>,
  next: ReadonlyMap<number, readonly TocEntry[]>,
  visit: (entry: TocEntry) => boolean,
): void {
  const seen = new Set(from)
  for (const id of seen) {
    for (const entry of next.get(id) ?? []) if (!seen.has(entry.id) && visit(entry)) seen.add(entry.id)
  }
}

/** With what the entries need in their turn, as far as `wanted` says so. */
function withNeeds(
  found: ReadonlySet<number>,
  toc: readonly TocEntry[],
  wanted: (entry: TocEntry) => boolean,
): ReadonlySet<number> {
  const byId = new Map(toc.map(entry => [entry.id, entry]))
  const all = new Set(found)
  for (const id of all) {
    for (const need of byId.get(id)?.dependencies ?? []) {
      const entry = byId.get(need)
      if (entry && wanted(entry)) all.add(need)
    }
  }
  return all
}

function tableNeeded(needed: readonly TocEntry[]): BackupError {
  const names = named(needed.map(({ schema, name }) => `${schema}.${name}`))
  return new BackupError({
    kind: 'refusal',
    code: 'restore-table-needed',
    message: `These tables cannot be dropped and made again alone: ${names} would have to go with them.`,
    hint: 'Name those in tables too, or restore rows only with definitions: false.',
  })
}
