import { type FailureWords, KINDS } from '../action/summary/failure-summary.ts'

export const FLEET_WORDS: FailureWords = {
  title: 'Not backed up',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL could not be asked',
    storage: 'the destination could not be reached',
    integrity: 'something is not what it should be',
  },
  afterwards: 'Nothing was read from a database, and nothing was stored.',
}

export const FLEET_SUMMARY_WORDS: FailureWords = {
  ...FLEET_WORDS,
  title: 'Not summed up',
  afterwards: 'What was backed up stays where it is: this step only says.',
}
