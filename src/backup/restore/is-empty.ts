import { managedSchema, platformOf } from '../preset/preset.ts'
import type { Preset } from './restore-choices.ts'
import type { TargetFacts } from './target-facts.ts'

type Held = Pick<TargetFacts, 'otherObjects' | 'relations' | 'schemas'>

/**
 * What of a database's contents a restore could overwrite, in words: `3 tables`. Extensions do not count, nor does what a
 * preset's platform has made; empty for an empty database.
 */
export function contents({ otherObjects, relations, schemas }: Held, preset: Preset | undefined): string[] {
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
  ]
}

/** Whether nothing could be lost in it: no relations, no other objects, and no schema but public. */
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
  return platform.isOwn(kind.toUpperCase(), name)
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
