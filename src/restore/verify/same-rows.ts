import { randomBytes } from 'node:crypto'
import type { Writable } from 'node:stream'
import type { Manifest } from '../../catalog/manifest.ts'
import type { CleanupJournal } from '../../core/cleanup-journal.ts'
import type { Reporter } from '../../core/reporter.ts'
import type { Like } from '../../fingerprint/copied-tables.ts'
import { type Fingerprint, qualifiedName, type TableSum } from '../../fingerprint/fingerprint.ts'
import { archiveUnreadable, filterOptions } from '../../postgres/children.ts'
import type { PostgresClient } from '../../postgres/client/client.ts'
import { compressionMethod } from '../../postgres/compression-choice.ts'
import { type Proof, proveArchive, proveText } from '../../postgres/proof.ts'
import { fanOut } from '../../stream/fan-out.ts'
import { runAll } from '../../stream/run-all.ts'
import { named } from '../plan/named.ts'

/** Reads the opened dump of a backup once more; resolves when it was what the manifest says. */
export type ReadDump = (sink: Writable, signal: AbortSignal) => Promise<void>

export interface SameRowsDeps {
  readonly env: NodeJS.ProcessEnv
  readonly journal: CleanupJournal
  readonly reporter: Reporter
  readonly signal: AbortSignal
}

/** Both sides of a comparison. */
interface Sides {
  readonly manifest: Pick<Manifest, 'format' | 'options'>
  readonly client: PostgresClient
  /** How long pg_restore may make no progress. */
  readonly stallTimeoutMs: number
  readonly readDump: ReadDump
  /** The fingerprint of the restored tables. */
  readonly restored: (tables: readonly TableSum[], like: Like) => Promise<Fingerprint>
}

/** Of the key. SHA-256 has no use for a longer one. */
const KEY_BYTES = 32

/**
 * The tables whose rows are the backup's in another order. A manifest has the sum of a table's rows in the order in which
 * they were dumped. A COPY may store them in another one, unless it is in the transaction that created the table: it puts
 * short rows into the gaps of earlier pages. So what differs is summed up once more on both sides, regardless of its order.
 * No backup does this beforehand: a SHA-256 of each row would double the time of a dump of short rows (1 million
 * rows of 42 bytes take 2 s; the sum of the whole, 25 ms).
 * @param actual what a dump of the restored database came to
 * @throws BackupError with the cause that keeps the backup or the database from being read again
 */
export async function inAnotherOrder(
  expected: readonly TableSum[],
  actual: readonly TableSum[],
  sides: Sides,
  parts: SameRowsDeps,
): Promise<ReadonlySet<string>> {
  const suspects = differentInOrderAtMost(expected, actual)
  if (suspects.length === 0) return new Set()
  const { reporter } = parts
  reporter.info(
    `Reading ${named(suspects.map(qualifiedName))} once more, on both sides: as many rows and bytes as in the backup, perhaps in another order`,
  )
  const like: Like = {
    tables: suspects.map(table => ({ ...table, inAnyOrder: true })),
    key: randomBytes(KEY_BYTES),
  }
  const archive = await ofArchive(sides, like, parts)
  const restored = sumsOf(await sides.restored(suspects, like))
  const same = suspects
    // The archive vouches for the database only where it is itself what the manifest says.
    .filter(table => archive.inOrder.get(qualifiedName(table)) === table.sha256)
    .map(qualifiedName)
    .filter(name => archive.inAnyOrder.has(name) && archive.inAnyOrder.get(name) === restored.get(name))
  if (same.length > 0) reporter.info(`Rows equal, in another order: ${named(same)}`)
  return new Set(same)
}

/** The same rows have the same length in any order: a table that differs in that needs no second look. */
function differentInOrderAtMost(expected: readonly TableSum[], actual: readonly TableSum[]): TableSum[] {
  const there = new Map(actual.map(table => [qualifiedName(table), table]))
  return expected.filter(table => {
    const other = there.get(qualifiedName(table))
    if (!other || table.inAnyOrder || other.inAnyOrder) return false
    return table.sha256 !== other.sha256 && table.rows === other.rows && table.bytes === other.bytes
  })
}

interface ArchiveSums {
  /** As the manifest has them. */
  readonly inOrder: ReadonlyMap<string, string>
  readonly inAnyOrder: ReadonlyMap<string, string>
}

/** Both sums, of one reading of the dump. */
async function ofArchive(
  { client, manifest: { format, options }, readDump, stallTimeoutMs }: Sides,
  like: Like,
  parts: SameRowsDeps,
): Promise<ArchiveSums> {
  const controller = new AbortController()
  const signal = AbortSignal.any([parts.signal, controller.signal])
  const prove = (as?: Like): Proof =>
    format === 'custom'
      ? proveArchive(
          client,
          filterOptions(parts.journal, parts.env, signal, stallTimeoutMs),
          archiveUnreadable,
          as,
        )
      : proveText(compressionMethod(options.compression), signal, as)
  const ordered = prove()
  const unordered = prove(like)
  const sink = fanOut([ordered.sink, unordered.sink])
  await runAll([readDump(sink, signal), ordered.fingerprint, unordered.fingerprint], controller)
  return {
    inOrder: sumsOf(await ordered.fingerprint),
    inAnyOrder: sumsOf(await unordered.fingerprint),
  }
}

function sumsOf({ tables }: Fingerprint): ReadonlyMap<string, string> {
  return new Map(tables.map(table => [qualifiedName(table), table.sha256]))
}
