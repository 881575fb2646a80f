import type { ErrorKind } from '../../../src/core/errors.ts'

/** A row of docs/errors.md. */
export interface DocumentedError {
  readonly code: string
  readonly kind: ErrorKind
  readonly meaning: string
  readonly fix: string
}

/** Those of failures that are explained once and for all, whose texts need no others. */
export function ownWords(
  explanations: readonly {
    readonly code: string
    readonly kind: ErrorKind
    readonly message: string
    readonly hint: string
  }[],
): DocumentedError[] {
  return explanations.map(({ code, kind, message, hint }) => ({ code, kind, meaning: message, fix: hint }))
}
