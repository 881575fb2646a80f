import { resolve } from 'node:path'
import type { BackupInputValues } from '../../../backup/input-table.ts'
import { type Rule, rule } from './rule.ts'
import { writingRules } from './writing-rules.ts'

/** Where the backup goes, and how it is kept there. */
export const storageRules: readonly Rule<BackupInputValues>[] = [
  ...writingRules,
  rule(
    ['local-copy-days', 'local-copy'],
    reading => reading.given('local-copy-days') && reading.value('local-copy') === undefined,
    'local-copy-days needs local-copy; write the folder of the copies too, or leave local-copy-days empty',
  ),
  {
    about: ['local-copy', 'destination'],
    broken: ({ value }) => {
      const copy = value('local-copy')
      const destination = value('destination')
      if (!copy || destination?.kind !== 'folder' || resolve(copy.path) !== resolve(destination.path))
        return undefined
      return 'local-copy and destination are the same folder; write another, or leave local-copy empty'
    },
  },
]
