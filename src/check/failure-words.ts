import { type FailureWords, KINDS } from '../action/summary/failure-summary.ts'

export const CHECK_WORDS: FailureWords = {
  title: 'Not checked',
  kinds: {
    ...KINDS,
    database: 'the database could not be looked at',
    storage: 'the destination could not be looked at',
    integrity: 'something is not what it should be',
  },
  afterwards: 'Nothing was changed: what a check writes it removes again.',
}
