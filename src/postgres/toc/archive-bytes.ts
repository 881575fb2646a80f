import { unreadableContents } from './unreadable-contents.ts'

/** Reads a piece of an archive: yields how many bytes it wants next, and is given just these. */
export type Reading<T> = Generator<number, T, Buffer>

/** How an archive writes numbers: said in its header, which differs by version (K_VERS_MINOR of pg_backup_archiver.h). */
export interface ArchiveFormat {
  readonly minorVersion: number
  readonly integerBytes: number
  readonly offsetBytes: number
}

/** PostgreSQL's own limit of a text: what claims to be longer is damage. Bytes. */
const TEXT_AT_MOST = 2 ** 30

/** A sign, then the number, least byte first (ReadInt). */
export function* readInteger({ integerBytes }: Pick<ArchiveFormat, 'integerBytes'>): Reading<number> {
  const bytes = yield 1 + integerBytes
  const size = bytes.readUIntLE(1, integerBytes)
  return bytes[0] === 0 ? size : -size
}

/** Its length, then the bytes; undefined for SQL's NULL (ReadStr). */
export function* readText(format: ArchiveFormat): Reading<Buffer | undefined> {
  const length = yield* readInteger(format)
  if (length > TEXT_AT_MOST) throw unreadableContents(`it has a text of ${length} bytes`)
  if (length < 0) return undefined
  return length === 0 ? Buffer.alloc(0) : yield length
}

/** @throws BackupError where it is NULL, which pg_dump never writes in such a place */
export function* readRequiredText(format: ArchiveFormat): Reading<Buffer> {
  const text = yield* readText(format)
  if (!text) throw unreadableContents('a text is missing that every entry has')
  return text
}
