import { type ArchiveFormat, type Reading, readInteger, readText } from './archive-bytes.ts'
import { unknownVersion, unreadableContents } from './unreadable-contents.ts'

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
