import { type FailureWords, KINDS } from '../action/summary/failure-summary.ts'

export const REPORT_WORDS: FailureWords = {
  title: 'No report',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL could not be asked',
    storage: 'the backups could not be read',
    integrity: 'something is not what it should be',
  },
  afterwards: 'Nothing is known of the backups, and no report was written: report only reads.',
}
