import { type Earlier, meanOf } from './deviation.ts'
import type { Finding } from './finding.ts'

/** A finding, and how bad it is: losses by their share up to 1, above that what is gone altogether, below 0 growth. */
export interface Weighed {
  readonly worth: number
  readonly finding: Finding
  /** What became of a table; missing for what is no single table. */
  readonly outcome?: TableOutcome
}

/** After everything else. */
export const LEAST_WORTH = -1

/** What became of a figure, by its share. */
export function worthOf(now: number, values: Earlier): number {
  const mean = meanOf(values)
  return now < mean ? 1 - now / mean : -mean / now
}

/** What is gone: by how much it was. */
export function worthOfLost(count: number): number {
  return 1 + count
}

/** By name where two are as bad: the order must not depend on that of the history. */
export function worstFirst(found: readonly Weighed[]): Finding[] {
  return found
    .toSorted((one, other) => other.worth - one.worth || (one.finding.what < other.finding.what ? -1 : 1))
    .map(({ finding }) => finding)
}

/** What became of tables, in the order in which it is reported: of one, of several. */
export const OUTCOMES = [
  ['emptied', 'is empty', 'are empty'],
  ['gone', 'is gone', 'are gone'],
  ['fewer', 'lost rows', 'lost rows'],
  ['more', 'grew', 'grew'],
] as const
export type TableOutcome = (typeof OUTCOMES)[number][0]
