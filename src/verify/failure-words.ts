import { type FailureWords, KINDS } from '../action/summary/failure-summary.ts'

export const VERIFY_WORDS: FailureWords = {
  title: 'Not verified',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL could not be asked',
    storage: 'the backups could not be read',
    integrity: 'something is not what it should be',
  },
  afterwards: 'Nothing was written: verify only reads.',
}
