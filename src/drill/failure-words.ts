import { type FailureWords, KINDS } from '../action/summary/failure-summary.ts'

export const DRILL_WORDS: FailureWords = {
  title: 'Not drilled',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL refused',
    storage: 'the backup could not be read',
    integrity: 'something is not what it should be',
  },
  afterwards:
    'Nothing is known of the backup, and no record was written: the drill did not come so far. What it had begun is gone.',
}
