import type { ErrorKind } from '../../../core/errors.ts'
import type { Failure } from '../failure.ts'
import type { Operation } from '../operations.ts'
import type { S3Options } from '../options.ts'

/** Everything that an explanation may name. */
export interface Trouble {
  readonly operation: Operation
  /** `s3://bucket/key`, or the bucket alone. */
  readonly where: string
  readonly options: S3Options
  readonly failure: Failure
}

/** One known failure of a store: what says it, and what is said about it. docs/errors.md lists these rows. */
export interface KnownFailure {
  readonly code: string
  readonly kind: ErrorKind
  /**
   * Codes of S3 (API reference, "Error responses"), of the SDK and of Node. HEAD has no body and so no code: then the
   * HTTP status decides. Stores other than AWS send codes without messages.
   */
  readonly signs: readonly (string | number)[]
  /** What it means, in general: for the documentation. */
  readonly meaning: string
  readonly message: (trouble: Trouble) => string
  /** What to do, in general: the hint, unless `hint` knows better. */
  readonly fix: string
  readonly hint?: (trouble: Trouble) => string | undefined
}

export function server({ options }: Trouble): string {
  return options.endpoint ?? 'Amazon S3'
}

/** Node's words, to follow a message; a store's own are not repeated: they may hold anything. */
export function said({ failure }: Trouble): string {
  return failure.ours ? `: ${failure.ours}` : ''
}
