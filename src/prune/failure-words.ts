import { type FailureWords, KINDS } from '../action/summary/failure-summary.ts'

export const PRUNE_WORDS: FailureWords = {
  title: 'Not pruned',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL could not be asked',
    storage: 'the backups could not be listed, read or archived',
    integrity: 'something is not what it should be',
  },
  afterwards:
    'Each backup is whole or gone: the log says what was removed before this. Nothing is removed before everything was listed and judged.',
}
