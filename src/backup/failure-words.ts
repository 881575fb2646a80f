import { type Aftermath, type FailureWords, KINDS } from '../action/summary/failure-summary.ts'
import { block, code } from '../action/summary/markdown.ts'

export const BACKUP_WORDS: FailureWords = {
  title: 'No backup',
  kinds: {
    ...KINDS,
    database: 'the database could not be dumped',
    storage: 'the destination could not be written',
    integrity: 'the backup could not be proven',
  },
  afterwards,
}

export function afterwards({ location, leftBehind }: Aftermath): string {
  const where = location === undefined ? '' : ` in ${code(location)}`
  if (leftBehind === undefined) {
    return `Nothing was stored${where}, and what this run had begun was taken back; the log has a warning where that failed.`
  }
  if (leftBehind.length === 0) return `Nothing was left${where}: no object, and no unfinished upload.`
  return `⚠️ This could not be taken back${where}; the post step tries once more:\n\n${block('text', leftBehind.join('\n'))}`
}
