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
