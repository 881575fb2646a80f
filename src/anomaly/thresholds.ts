import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'

/** When a backup is odd. */
export interface Thresholds {
  /** How many earlier backups it is compared with. */
  readonly window: number
  /** How far from their mean, up or down, is still normal. */
  readonly percent: number
}

/** “Procedure 8: Compare Backup Sizes” of the runbooks: the average of the last 4, 20 % up or down. */
export const DEFAULT_THRESHOLDS: Thresholds = { window: 4, percent: 20 }

/** How many earlier backups may be looked at. */
export const LARGEST_WINDOW = 50

const LARGEST_PERCENT = 1000

/** Reads `20` or `20%`. Below 1 it is refused: who writes 0.2 means 20 %. */
export function parsePercent(text: string): Parsed<number> {
  const [, number] = /^(\d{1,4}(?:\.\d{1,2})?)\s*%?$/.exec(text) ?? []
  const percent = Number(number ?? NaN)
  return percent >= 1 && percent <= LARGEST_PERCENT
    ? parsed(percent)
    : refused(
        `${quoted(text)} is no percentage; write a number from 1 to ${LARGEST_PERCENT}, such as 20 or 20%`,
      )
}
