import type { Selection } from '../choices.ts'
import type { Preset } from '../restore/restore-choices.ts'
import { SUPABASE } from './supabase.ts'

/** A schema that is the platform's, not the user's. */
export interface ManagedSchema {
  readonly name: string
  /** Whether a backup holds it. */
  readonly backup: 'whole' | 'left out'
  /** What a restore does with it: its tables are the platform's to define. Rows come with policies and triggers of the user's. */
  readonly restore: 'rows only' | 'left alone'
  /** Tables whose rows say which version of the platform's own software is there: never restored. */
  readonly migrations?: readonly string[]
  /** Where this is known from. */
  readonly source: string
}

/** What a platform does otherwise than plain PostgreSQL. */
export interface Platform {
  readonly schemas: readonly ManagedSchema[]
  /** Tables of managed schemas that no role of the user's may read, as pg_dump's patterns. */
  readonly unreadable: readonly string[]
  /** Objects of no schema that the platform makes in each database. */
  isOwn(kind: string, name: string): boolean
  /** Roles whose default privileges only the platform may change. */
  readonly administrators: readonly string[]
  /** Statements at the beginning of each session that loads. */
  readonly sessionSettings: readonly string[]
  /** Statements that are run when everything is loaded. */
  readonly afterwards: readonly string[]
}

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
