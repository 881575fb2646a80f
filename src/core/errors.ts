/** What went wrong, from the user's side: decides how the failure is shown (design §7). */
export type ErrorKind =
  | 'input'
  | 'environment'
  | 'database'
  | 'storage'
  | 'integrity'
  | 'refusal'
  | 'cancelled'
  | 'bug'

export interface Explanation {
  readonly kind: ErrorKind
  /** Stable, kebab-case, documented in docs/errors.md, e.g. `database-password-rejected`. */
  readonly code: string
  /** One sentence: what happened, to what. Never holds a secret. */
  readonly message: string
  /** One sentence: what to do about it. */
  readonly hint: string
}

/** The sections of docs/errors.md. */
export type ErrorTopic =
  | 'inputs'
  | 'client'
  | 'database'
  | 'dump'
  | 'anomalies'
  | 'stored-backups'
  | 'restoring'
  | 'loading'
  | 'target'
  | 'drills'
  | 'throwaway-server'
  | 'pruning'
  | 'reports'
  | 'checks'
  | 'fleet'
  | 'encryption'
  | 'storage'
  | 'notifications'
  | 'results'
  | 'ended-early'
  | 'bug'

/** What is said of a code wherever it is raised: a row of docs/errors.md. */
export interface ErrorDefinition {
  readonly topic: ErrorTopic
  readonly code: string
  readonly kind: ErrorKind
  /** What it means, in general. */
  readonly meaning: string
  /** What to do, in general: the hint of an error that knows no better one. */
  readonly fix: string
}

/** What all errors of one code have in common: only the message, and perhaps a closer hint, is missing. */
export type ErrorBase = Omit<Explanation, 'message'>

const defined: ErrorDefinition[] = []

/** Everything that was defined by the modules that are loaded. */
export function definedErrors(): readonly ErrorDefinition[] {
  return defined
}

/** Defines a code, once, beside where it is raised: `new BackupError({ ...DISK_FULL, message })`. */
export function defineError(definition: ErrorDefinition): ErrorBase {
  defined.push(definition)
  return baseOf(definition)
}

/** Defines the codes of a table of known failures. */
export function defineErrors<Row extends Omit<ErrorDefinition, 'topic'>>(
  topic: ErrorTopic,
  rows: readonly Row[],
): readonly Row[] {
  for (const { code, fix, kind, meaning } of rows) defined.push({ topic, code, kind, meaning, fix })
  return rows
}

/** For an error that a row of such a table describes, and that is found out in another way. */
export function baseOf({ code, fix, kind }: Pick<ErrorDefinition, 'code' | 'fix' | 'kind'>): ErrorBase {
  return { code, kind, hint: fix }
}

/** What somebody else threw, in its own words. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/**
 * The only error that the product throws on purpose. Anything else that reaches the surface is a bug of ours and is
 * shown as one.
 */
export class BackupError extends Error implements Explanation {
  override readonly name = 'BackupError'
  readonly kind: ErrorKind
  readonly code: string
  readonly hint: string

  constructor(explanation: Explanation, cause?: unknown) {
    super(explanation.message, cause === undefined ? undefined : { cause })
    this.kind = explanation.kind
    this.code = explanation.code
    this.hint = explanation.hint
  }
}
