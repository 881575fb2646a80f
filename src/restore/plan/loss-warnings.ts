import { definitionName } from '../../fingerprint/differences.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import { isDataEntry, isTable } from '../../postgres/toc/entry-kinds.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import { droppedRelations } from './drops.ts'
import { named } from './named.ts'
import { keyInWords, loadsAs, pointingFromElsewhere, triggersThatFire } from './trigger-conflicts.ts'
import type { Warning } from './warning.ts'

/** What a restore takes away and does not bring. */
export const LOSS_WARNINGS: readonly Warning[] = [
  /** With definitions only, with exclude-table-data, with a list that leaves rows out. */
  ({ clean, load }, context) => {
    if (!clean) return undefined
    const filled = load.filter(({ data }) => data?.of === 'table')
    const names = new Set(
      filled.flatMap(entry => [
        keyOf(entry),
        ...(entry.data?.of === 'table' ? [keyOf(entry.data.table)] : []),
      ]),
    )
    const emptied = droppedRelations(load, context).filter(
      ({ holdsRows, kind, name, partitioned, schema }) =>
        kind === 'table' && !partitioned && holdsRows !== false && !names.has(keyOf(entryName(schema, name))),
    )
    if (emptied.length === 0) return undefined
    const many = emptied.length > 1
    return `Drops ${many ? `${emptied.length} tables` : 'a table'} and brings no rows for ${many ? 'them' : 'it'}, so that the rows that the target has in ${many ? 'them' : 'it'} are lost: ${named(emptied.map(qualifiedName))}.`
  },

  /** Those of a table's own column begin again with its rows. */
  ({ clean, load }, context) => {
    if (!clean) return undefined
    const tables = new Set(context.toc.filter(isTable).map(({ id }) => id))
    const set = new Set(
      load.flatMap(({ data, dependencies }) => (data?.of === 'sequence' ? dependencies : [])),
    )
    const recreated = new Set(
      load
        .filter(
          ({ dependencies, id, kind }) =>
            kind === 'SEQUENCE' && !set.has(id) && !dependencies.some(needed => tables.has(needed)),
        )
        .map(keyOf),
    )
    const begun = droppedRelations(load, context).filter(
      ({ kind, name, schema }) => kind === 'sequence' && recreated.has(keyOf(entryName(schema, name))),
    )
    if (begun.length === 0) return undefined
    return `Drops ${begun.length > 1 ? 'sequences that begin' : 'a sequence that begins'} again, since their values are not restored: ${named(begun.map(qualifiedName))}.`
  },

  /** A list may name a table without what belongs to it. */
  ({ clean, load }, { choices, toc }) => {
    if (!clean || choices.selection.kind !== 'list') return undefined
    const made = new Set(load.filter(isTable).map(({ id }) => id))
    const loaded = new Set(load.map(({ id }) => id))
    const lost = toc.filter(
      entry =>
        !loaded.has(entry.id) &&
        !isDataEntry(entry) &&
        !['ACL', 'COMMENT', 'SECURITY LABEL'].includes(entry.kind) &&
        entry.dependencies.some(id => made.has(id)),
    )
    if (lost.length === 0) return undefined
    return `What belongs to the tables that are dropped, and is not in the list, is dropped with them and not made again: ${named(lost.map(definitionName), 10)}.`
  },

  /** Owners and privileges are no part of the proof: what is lost of them is reported. */
  ({ clean, load }, context) => {
    const { choices, target } = context
    if (!clean) return undefined
    const relations = droppedRelations(load, context)
    const owned = choices.noOwner ? relations.filter(({ owner }) => owner !== target.role.name) : []
    const granted =
      choices.noAcl && choices.preset === undefined ? relations.filter(each => each.granted) : []
    const lost = [
      ...(owned.length > 0
        ? [`their owners, ${target.role.name} gets them (no-owner): ${named(owned.map(qualifiedName))}`]
        : []),
      ...(granted.length > 0
        ? [`the privileges of others on them (no-acl): ${named(granted.map(qualifiedName))}`]
        : []),
    ]
    if (lost.length === 0) return undefined
    return `What is dropped and made again loses ${lost.join('; and ')}. The backup's come back with no-owner: false and no-acl: false.`
  },

  ({ nonTransactionalSequences }, { target }) => {
    if (nonTransactionalSequences.length === 0) return undefined
    return `Role ${target.role.name} does not own ${named(nonTransactionalSequences.map(qualifiedName))}: what the restore sets ${nonTransactionalSequences.length > 1 ? 'these sequences' : 'this sequence'} to stays, even where it fails and all else is undone.`
  },

  ({ existing }, context) => {
    const { target } = context
    if (!target.role.setsReplicationRole) return undefined
    const role = loadsAs(existing, context)
    const triggers = triggersThatFire(role, existing, target.triggers)
    if (triggers.length === 0) return undefined
    return role === 'replica'
      ? `Triggers that fire no matter what session_replication_role is will fire for each row: ${named(triggers)}.`
      : `Triggers on tables of extensions will fire for each row, as the extensions' own must: ${named(triggers)}.`
  },

  /** Rows of extensions' tables that others point to: those stay, no matter what becomes of what they point to. */
  ({ clean, existing, load }, context) => {
    const { foreignKeys } = context.target
    if (loadsAs(existing, context) === 'replica') return undefined
    const gone = new Set(clean ? droppedRelations(load, context).map(keyOf) : [])
    const keys = pointingFromElsewhere(foreignKeys, existing).filter(({ table }) => !gone.has(keyOf(table)))
    if (keys.length === 0) return undefined
    return `Rows of extensions' tables are replaced, and those that point to them stay as they are, unchecked: ${named(keys.map(({ name, references, table }) => keyInWords(name, table, references)))}.`
  },
]
