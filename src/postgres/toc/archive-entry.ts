import { textOf } from '../../fingerprint/text.ts'
import { type ArchiveFormat, type Reading, readInteger, readRequiredText, readText } from './archive-bytes.ts'
import { unreadableContents } from './unreadable-contents.ts'

/** An entry as pg_dump wrote it. Texts are bytes: only a whole statement says whether they are UTF-8. */
export interface ArchiveEntry {
  readonly id: number
  /** Whether rows or large objects follow further down the archive. */
  readonly carriesData: boolean
  readonly kind: string
  readonly name: Buffer
  readonly schema: Buffer | undefined
  readonly owner: Buffer | undefined
  readonly tablespace: Buffer | undefined
  /** SQL, except what carries data. */
  readonly definition: Buffer
  /** `COPY … FROM stdin;` where it carries rows. */
  readonly copyStatement: Buffer
  readonly dependencies: readonly number[]
}

/** K_VERS_1_16: what pg_class.relkind says. */
const RELATION_KIND_TOLD = 16
const NOTHING = Buffer.alloc(0)

/** The next entry (ReadToc of pg_backup_archiver.c, _ReadExtraToc of pg_backup_custom.c). */
export function* readEntry(format: ArchiveFormat): Reading<ArchiveEntry> {
  const id = yield* readInteger(format)
  if (id <= 0) throw unreadableContents(`it has an entry of number ${id}`)
  const carriesData = (yield* readInteger(format)) !== 0
  // OIDs of its catalog, and in it.
  yield* readRequiredText(format)
  yield* readRequiredText(format)
  const name = yield* readRequiredText(format)
  const kind = textOf(yield* readRequiredText(format))
  // Section.
  yield* readInteger(format)
  const definition = (yield* readText(format)) ?? NOTHING
  // What drops it.
  yield* readText(format)
  const copyStatement = (yield* readText(format)) ?? NOTHING
  const schema = yield* readText(format)
  const tablespace = yield* readText(format)
  // Table access method.
  yield* readText(format)
  if (format.minorVersion >= RELATION_KIND_TOLD) yield* readInteger(format)
  const owner = yield* readText(format)
  // WITH OIDS, of old.
  yield* readRequiredText(format)
  const dependencies = yield* readDependencies(format)
  // Where its data is: not known while pg_dump writes into a pipe.
  yield 1 + format.offsetBytes
  return { id, carriesData, kind, name, schema, owner, tablespace, definition, copyStatement, dependencies }
}

function* readDependencies(format: ArchiveFormat): Reading<number[]> {
  const ids: number[] = []
  for (let text = yield* readText(format); text; text = yield* readText(format)) {
    const id = Number(text.toString('latin1'))
    if (!Number.isInteger(id)) throw unreadableContents('an entry needs what has no number')
    ids.push(id)
  }
  return ids
}
