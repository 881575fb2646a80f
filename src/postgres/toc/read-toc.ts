import type { TocEntry } from '../../backup/restore/toc-entry.ts'
import { BytesAtHand } from './bytes-at-hand.ts'
import { readTableOfContents } from './table-of-contents.ts'
import { unreadableContents } from './unreadable-contents.ts'

/**
 * Reads the table of contents of an archive in pg_dump's custom format, and stops there: a stream is then destroyed, its
 * rest unread. Memory holds what a restore needs of each entry, and one statement.
 * @throws BackupError `archive-contents-unreadable`, `archive-version-unknown`; and what `input` fails with
 */
export async function readToc(input: AsyncIterable<Buffer>): Promise<TocEntry[]> {
  const reading = readTableOfContents()
  const atHand = new BytesAtHand()
  let step = reading.next()
  for await (const chunk of input) {
    atHand.add(chunk)
    while (!step.done && atHand.bytes >= step.value) step = reading.next(atHand.take(step.value))
    if (step.done) return step.value
  }
  throw unreadableContents('it ends too early')
}
