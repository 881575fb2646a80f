import type { DatedDumps } from '../catalog/legacy/dated-dump.ts'
import type { Explanation } from '../core/errors.ts'

/** How thoroughly a stored backup is looked at: every byte; or sizes and checksum files only, nothing downloaded. */
export const DEPTHS = ['full', 'quick'] as const
export type Depth = (typeof DEPTHS)[number]

/** What became of one backup. Not being able to look is neither of the two others. */
export type Outcome = 'verified' | 'failed' | 'not verified'

/** One backup that was looked at. */
export interface Verification {
  /** Of the backup, relative to the destination. */
  readonly key: string
  readonly outcome: Outcome
  /** What was checked, in words; of one that was not verified: how far it came does not count. */
  readonly checked: string
  /** Why it is not verified, or has failed. */
  readonly problem: Explanation | undefined
  readonly ms: number
}

/** A run of verify, as it is reported. Holds no secret. */
export interface VerifyReport {
  /** For people: `s3://bucket/prefix`, or the folder's path. */
  readonly location: string
  readonly depth: Depth
  /** The worst first, then the newest. */
  readonly verifications: readonly Verification[]
  /** How many more matched, and were left out by `sample`. */
  readonly leftOut: number
  /** Keys of objects that are where only this action puts things, and belong to no backup. */
  readonly orphans: readonly string[]
  /** What looks like dumps of before this action: without a manifest there is nothing to compare them with. */
  readonly legacy: DatedDumps
  readonly warnings: readonly string[]
}

export function countOf({ verifications }: VerifyReport, outcome: Outcome): number {
  return verifications.filter(each => each.outcome === outcome).length
}

/** What makes the step fail: every failure; and where nothing at all was verified, the reasons for that. */
export function reasonsToFail(report: VerifyReport): readonly Verification[] {
  const { verifications } = report
  return countOf(report, 'verified') === 0
    ? verifications
    : verifications.filter(({ outcome }) => outcome === 'failed')
}
