import { type FailureWords, KINDS } from '../action/summary/failure-summary.ts'

export const BACKUP_WORDS: FailureWords = {
  title: 'No backup',
  kinds: {
    ...KINDS,
    database: 'the database could not be dumped',
    storage: 'the destination could not be written',
    integrity: 'the backup could not be proven',
  },
  afterwards:
    'Nothing was stored, and what this run had begun was taken back; the log has a warning where that failed.',
}
