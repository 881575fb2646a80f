import { type FailureWords, KINDS } from '../action/summary/failure-summary.ts'

export const RESTORE_WORDS: FailureWords = {
  title: 'Not restored',
  kinds: {
    ...KINDS,
    database: 'PostgreSQL refused',
    storage: 'the backup could not be read, or the target not be backed up first',
    integrity: 'the backup is not what it should be',
  },
  afterwards: 'Nothing was changed in the target.',
}
