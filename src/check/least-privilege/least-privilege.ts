import type { Grant } from './grants.ts'
import type { BucketPolicies } from './policies.ts'

/** The rights that a configuration needs, and no others. */
export interface LeastPrivilege {
  /** Undefined where the server could not be asked. */
  readonly grants: readonly Grant[] | undefined
  /** Undefined for a folder. */
  readonly policies: BucketPolicies | undefined
}

/** For programs: the statements as one text of SQL, and the policies as IAM takes them. */
export function serializeLeastPrivilege({ grants, policies }: LeastPrivilege): string {
  return JSON.stringify({ grants: grants?.map(({ sql }) => sql) ?? null, policies: policies ?? null })
}
