import type { TocEntry } from '../../backup/restore/toc-entry.ts'
import { type Reading, readInteger } from './archive-bytes.ts'
import { type ArchiveEntry, readEntry } from './archive-entry.ts'
import { readHeader } from './archive-header.ts'
import { tocEntryOf } from './toc-entry-of.ts'
import { unreadableContents } from './unreadable-contents.ts'

/** The session's own settings: always applied, never asked for. */
const SETTINGS = new Set(['ENCODING', 'STDSTRINGS', 'SEARCHPATH'])
/** The database itself, which every archive holds and only `pg_restore --create` restores. */
const THE_DATABASE = 'DATABASE'
const ABOUT_ANOTHER = new Set(['ACL', 'COMMENT', 'SECURITY LABEL'])

/**
 * Reads an archive from its first byte to the end of its table of contents: the entries that `pg_restore --list` lists, in
 * the archive's order, and the settings of the database, which only `pg_restore --create` knows: they would be missed. The list is not read instead, since its lines are ambiguous: kind, schema, name and owner stand
 * side by side, each with spaces of its own.
 */
export function* readTableOfContents(): Reading<TocEntry[]> {
  const format = yield* readHeader()
  const count = yield* readInteger(format)
  const entries: TocEntry[] = []
  const ids = new Set<number>()
  for (let read = 0; read < count; read++) {
    const entry = yield* readEntry(format)
    if (ids.has(entry.id)) throw unreadableContents(`number ${entry.id} stands for two entries`)
    ids.add(entry.id)
    if (isListed(entry)) entries.push(tocEntryOf(entry))
  }
  return entries
}

/** By the rules of _tocEntryRequired (pg_backup_archiver.c), without --create. */
function isListed({ carriesData, definition, kind, name }: ArchiveEntry): boolean {
  if (SETTINGS.has(kind) || kind === THE_DATABASE) return false
  if (ABOUT_ANOTHER.has(kind) && name.toString('latin1', 0, 9) === 'DATABASE ') return false
  return carriesData || definition.length > 0
}
