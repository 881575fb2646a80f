import { type ArchiveFormat, type Reading, readInteger, readText } from './archive-bytes.ts'
import { type ArchiveEntry, readEntry } from './archive-entry.ts'
import type { TocEntry } from './toc-entry.ts'
import { tocEntryOf } from './toc-entry-of.ts'
import { unknownVersion, unreadableContents } from './unreadable-contents.ts'

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

/** Bytes that have come and were not taken yet. */
class BytesAtHand {
  #chunks: Buffer[] = []
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
  }

  /** The next `count` bytes, of which there must be so many. */
  take(count: number): Buffer {
    this.#bytes -= count
    let [first = Buffer.alloc(0)] = this.#chunks
    if (first.length < count) {
      first = Buffer.concat(this.#chunks)
      this.#chunks = [first]
    }
    this.#chunks[0] = first.subarray(count)
    return first.subarray(0, count)
  }
}

const MAGIC = 'PGDMP'
const CUSTOM_FORMAT = 1
/** K_VERS_1_15: the compression's name instead of its level. */
const COMPRESSION_NAMED = 15
/** Second to year, and whether summer time: when pg_dump began. */
const PARTS_OF_ITS_TIME = 7

/**
 * An archive's first bytes (ReadHead of pg_backup_archiver.c); leaves the reading where the table of contents begins.
 * Versions 1.14 (PostgreSQL 12 to 15), 1.15 (16) and 1.16 (17 to 19).
 * @throws BackupError `archive-contents-unreadable`, `archive-version-unknown`
 */
export function* readHeader(): Reading<ArchiveFormat> {
  const start = yield MAGIC.length + 6
  if (start.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw unreadableContents(`it does not begin as an archive of pg_dump's custom format`)
  const [major = 0, minorVersion = 0, , integerBytes = 0, offsetBytes = 0, kind] = start.subarray(
    MAGIC.length,
  )
  if (major !== 1 || minorVersion < 14 || minorVersion > 16) throw unknownVersion(`${major}.${minorVersion}`)
  if (integerBytes !== 4 || offsetBytes !== 8 || kind !== CUSTOM_FORMAT)
    throw unreadableContents('its header is not that of a custom format')
  const format = { minorVersion, integerBytes, offsetBytes }
  if (minorVersion >= COMPRESSION_NAMED) yield 1
  else yield* readInteger(format)
  for (let part = 0; part < PARTS_OF_ITS_TIME; part++) yield* readInteger(format)
  // The database's name, the server's version, pg_dump's.
  for (let name = 0; name < 3; name++) yield* readText(format)
  return format
}

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
function* readTableOfContents(): Reading<TocEntry[]> {
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
