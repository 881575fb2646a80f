import type { DrillRecord } from './drill-record.ts'

/** What a drill says of whether its backup restores to what it was. */
export type Restorability = 'proven' | 'partly proven' | 'refuted' | 'undecided'

/** Why a drill fails that has found no fault in the backup: the user's own questions to it. */
const CHECK_FAILED = 'drill-check-failed'
const FAULTS = ['drill-different', 'drill-broken']

/**
 * What the record of a drill says of its backup. Differences, breakage, or that it could not be loaded refute it. Where
 * only checks of the user's failed, it restores to what it was, which was not what they ask for: that refutes nothing that
 * an earlier drill proved, and proves nothing either.
 */
export function restorabilityBy({ compared, differenceCount, outcome, reasons }: DrillRecord): Restorability {
  if (outcome !== 'failed') return outcome
  const codes = reasons.map(({ code }) => code)
  const faulty = !compared || differenceCount > 0 || FAULTS.some(each => codes.includes(each))
  return codes.includes(CHECK_FAILED) && !faulty ? 'undecided' : 'refuted'
}
