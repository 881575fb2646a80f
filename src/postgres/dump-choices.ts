/** Which part of the database is dumped. */
export const MODES = ['full', 'schema', 'data'] as const
export type Mode = (typeof MODES)[number]

/** pg_dump's archive (`custom`), or SQL text (`plain`). */
export const FORMATS = ['custom', 'plain'] as const
export type Format = (typeof FORMATS)[number]

/** Which objects: pg_dump's own patterns, passed to it as they are. */
export interface Selection {
  readonly tables: readonly string[]
  readonly excludeTables: readonly string[]
  readonly schemas: readonly string[]
  readonly excludeSchemas: readonly string[]
  readonly excludeTableData: readonly string[]
}
