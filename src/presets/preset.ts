import type { Selection } from '../postgres/dump-choices.ts'
import type { ManagedSchema, Platform } from './platform.ts'
import type { Preset } from './preset-name.ts'
import { SUPABASE } from './supabase.ts'

const PLATFORMS: Readonly<Record<Preset, Platform>> = { supabase: SUPABASE }

export function platformOf(preset: Preset | undefined): Platform | undefined {
  return preset && PLATFORMS[preset]
}

export function managedSchema(preset: Preset | undefined, schema: string): ManagedSchema | undefined {
  return platformOf(preset)?.schemas.find(({ name }) => name === schema)
}

/** Schemas of any platform's whose rows a restore would replace: whether there are any has to be known. */
export const SCHEMAS_OF_ROWS: readonly string[] = Object.values(PLATFORMS).flatMap(({ schemas }) =>
  schemas.filter(({ restore }) => restore === 'rows only').map(({ name }) => name),
)

/**
 * What a backup dumps, without what is the platform's alone. pg_dump ignores left out schemas where tables are named, and
 * so nothing is added then.
 */
export function withoutManaged(selection: Selection, preset: Preset): Selection {
  if (selection.tables.length > 0) return selection
  const platform = PLATFORMS[preset]
  const schemas = platform.schemas.filter(({ backup }) => backup === 'left out').map(({ name }) => name)
  return {
    ...selection,
    excludeSchemas: [...new Set([...selection.excludeSchemas, ...schemas])],
    excludeTables: [...new Set([...selection.excludeTables, ...platform.unreadable])],
  }
}

const PATTERNS: ReadonlySet<string> = new Set(
  Object.values(PLATFORMS).flatMap(({ schemas, unreadable }) => [
    ...schemas.filter(({ backup }) => backup === 'left out').map(({ name }) => name),
    ...unreadable,
  ]),
)

/** Whether a pattern is one that a preset leaves out, be it in the database or not. */
export function isOfPlatform(pattern: string): boolean {
  return PATTERNS.has(pattern)
}
