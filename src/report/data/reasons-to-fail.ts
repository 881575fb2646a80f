import type { Explanation } from '../../core/errors.ts'
import { isFailure } from './attention.ts'
import type { ReportData } from './report-data.ts'

/** What makes the step fail, once everything is written: each series without a backup that is as new as it must be. */
export function reasonsToFail({ attention }: ReportData): Explanation[] {
  return attention
    .filter(isFailure)
    .map(({ message, series }) => (series === undefined ? empty(message) : stale(message)))
}

function stale(message: string): Explanation {
  return {
    kind: 'refusal',
    code: 'report-stale',
    message,
    hint: 'Look at why no newer backup was made: its workflow may fail, or GitHub may have disabled its schedule; back up now, or raise max-age.',
  }
}

function empty(message: string): Explanation {
  return {
    kind: 'refusal',
    code: 'report-empty',
    message,
    hint: 'Check destination; if it is right, no backup was made yet by this action, or all were removed: back up now.',
  }
}
