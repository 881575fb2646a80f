import type { JsonObject } from './tokens.ts'

/** What every expression of a run may see. */
export interface RunContexts extends JsonObject {
  readonly github: JsonObject
  readonly inputs: JsonObject
  readonly vars: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/** What a job's expressions see beside. */
export interface JobContexts extends RunContexts {
  readonly needs: JsonObject
  readonly matrix: JsonObject
  readonly strategy: JsonObject
}
