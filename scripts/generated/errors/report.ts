import type { DocumentedError } from './documented-error.ts'

/** src/backup/reporting, and src/action/report*. */
export const REPORT_ERRORS: readonly DocumentedError[] = [
  {
    code: 'report-stale',
    kind: 'refusal',
    meaning:
      'The newest backup of a series that can be restored is older than max-age allows, or there is none. The report is written all the same.',
    fix: 'Look at why no newer backup was made: its workflow may fail, or GitHub may have disabled its schedule; back up now, or raise max-age.',
  },
  {
    code: 'report-empty',
    kind: 'refusal',
    meaning: 'An age is given as max-age, and the destination holds no backup of any series.',
    fix: 'Check destination; where it is right, no backup was made yet, or all were removed: back up now.',
  },
  {
    code: 'report-not-written',
    kind: 'environment',
    meaning: 'The report could not be written to its folder.',
    fix: 'Give a folder that can be written to as report-path, on a disk that is not full.',
  },
]
