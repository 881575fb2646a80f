import { counted } from '../../core/words.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { TargetFacts, TargetRelation } from '../../postgres/target/target-facts.ts'
import { managedSchema, platformOf } from '../../presets/preset.ts'
import type { Preset } from '../../presets/preset-name.ts'
import { named } from './named.ts'

type Held = Pick<TargetFacts, 'extensionTables' | 'otherObjects' | 'relations' | 'schemas'>

/**
 * What a restore could overwrite of a database's contents, in words: `3 tables`. Extensions do not count, nor does what a
 * preset's platform has made, but rows of theirs do, since those of a backup replace them; empty for an empty database.
 */
export function contents(target: Held, preset: Preset | undefined): string[] {
  const { otherObjects, relations, schemas } = target
  const rows = tablesWithRows(target, preset)
  const owned = (schema: string): boolean => managedSchema(preset, schema) === undefined
  const kinds = Map.groupBy(
    relations.filter(({ schema }) => owned(schema)),
    ({ kind }) => kind,
  )
  const others = otherObjects.filter(words => !isPlatforms(words, preset))
  const extra = schemas.filter(schema => schema !== 'public' && owned(schema))
  return [
    ...[...kinds].map(([kind, found]) => counted(found.length, kind)),
    ...(others.length > 0 ? [counted(others.length, 'other object')] : []),
    ...(extra.length > 0
      ? [`${extra.length > 1 ? 'schemas' : 'schema'} ${extra.toSorted().join(', ')}`]
      : []),
    ...(rows.length > 0 ? [`rows in ${named(rows)}`] : []),
  ]
}

/** Tables that a restore does not make but fill, as far as they count as contents only where they have rows. */
function tablesWithRows({ extensionTables, relations }: Held, preset: Preset | undefined): string[] {
  const isReplaced = ({ name, schema }: TableName): boolean => {
    if (platformOf(preset)?.unreadable.includes(qualifiedName({ schema, name }))) return false
    const managed = managedSchema(preset, schema)
    return managed?.restore !== 'left alone' && managed?.migrations?.includes(name) !== true
  }
  const ofPlatform = relations.filter(
    relation =>
      managedSchema(preset, relation.schema) !== undefined && isReplaced(relation) && mayHoldRows(relation),
  )
  const ofExtensions = extensionTables.filter(table => table.holdsRows && isReplaced(table))
  return [...ofPlatform, ...ofExtensions].map(qualifiedName)
}

/** A partitioned table has its rows in its partitions. */
function mayHoldRows({ holdsRows, kind, partitioned }: TargetRelation): boolean {
  return kind === 'table' && !partitioned && holdsRows !== false
}

/** Whether nothing could be lost in it: no relations, no other objects, no schema but public, and no rows of extensions. */
export function isEmpty(target: Held, preset: Preset | undefined): boolean {
  return contents(target, preset).length === 0
}

/** Words such as `function auth.uid()` or `event trigger pgrst_ddl_watch`. */
function isPlatforms(words: string, preset: Preset | undefined): boolean {
  const platform = platformOf(preset)
  if (!platform) return false
  const schema = / "?([^\s."]+)"?\./.exec(words)?.[1]
  if (schema !== undefined) return managedSchema(preset, schema) !== undefined
  const [, kind = '', name = ''] = /^(.+) (\S+)$/.exec(words) ?? []
  return platform.isPrimary(kind.toUpperCase(), name)
}
