import { defineError, type Explanation } from '../../core/errors.ts'
import { isFailure } from './attention.ts'
import type { ReportData } from './report-data.ts'

/** What makes the step fail, once everything is written: each series without a backup that is as new as it must be. */
export function reasonsToFail({ attention }: ReportData): Explanation[] {
  return attention
    .filter(isFailure)
    .map(({ message, series }) => (series === undefined ? empty(message) : stale(message)))
}

const REPORT_STALE = defineError({
  topic: 'reports',
  code: 'report-stale',
  kind: 'refusal',
  meaning:
    'The newest backup of a series that can be restored is older than max-age allows, or there is none. The report is written all the same.',
  fix: 'Look at why no newer backup was made: its workflow may fail, or GitHub may have disabled its schedule; back up now, or raise max-age.',
})

function stale(message: string): Explanation {
  return {
    ...REPORT_STALE,
    message,
  }
}

const REPORT_EMPTY = defineError({
  topic: 'reports',
  code: 'report-empty',
  kind: 'refusal',
  meaning: 'An age is given as max-age, and the destination holds no backup of any series.',
  fix: 'Check destination; where it is right, no backup was made yet, or all were removed: back up now.',
})

function empty(message: string): Explanation {
  return {
    ...REPORT_EMPTY,
    message,
    hint: 'Check destination; if it is right, no backup was made yet by this action, or all were removed: back up now.',
  }
}
