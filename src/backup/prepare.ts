import { type ObjectKeys, objectKeys, seriesOf } from '../catalog/names.ts'
import type { Reporter } from '../core/reporter.ts'
import { firstOf } from '../core/words.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import { leastOf } from '../postgres/client/standing.ts'
import { type Compression, compressionFor } from '../postgres/compression.ts'
import { atEndpoint, type Connection, describe } from '../postgres/connection/connection.ts'
import type { Selection } from '../postgres/dump-choices.ts'
import type { Relation, ServerFacts } from '../postgres/probe/facts.ts'
import { selectedBy, tableMatcher } from '../postgres/table-pattern.ts'
import { findScope } from '../presets/scope.ts'
import type { BackupDeps, BackupRequest } from './request.ts'

/** What the stages before the stream found out and settled. */
export interface Prepared {
  readonly server: ServerFacts
  readonly connection: Connection
  readonly client: PostgresClient
  readonly compression: Compression
  readonly keys: ObjectKeys
  /** With all that its patterns mean here. */
  readonly selection: Selection
  readonly startedAt: Date
}

/**
 * Everything that can fail before the first byte is dumped fails here: the server is asked, the client found, the key
 * and the stores tried.
 */
export async function prepareBackup(request: BackupRequest, parts: BackupDeps): Promise<Prepared> {
  const { controller, encryption, reporter, shelves } = parts
  const { signal } = controller
  const startedAt = parts.now()
  const server = await parts.probe(request.connection, signal)
  // What was asked is what is dumped: with several hosts, the one that answered.
  const connection = atEndpoint(request.connection, server.endpoint)
  reporter.info(`Server: PostgreSQL ${server.version}, ${describe(connection)}`)
  warnOfHidden(server, reporter)
  const unlogged = rowsLeftOut(server, request)
  if (unlogged.length > 0) {
    reporter.warning(
      `This server is a standby, which has no rows of unlogged tables: the backup holds ${firstOf(unlogged.map(qualifiedName), MOST_NAMED)} without rows. Back up the primary, or ALTER TABLE … SET LOGGED.`,
    )
  }
  const { selection, warnings } = await findScope(request, connection, signal)
  for (const warning of warnings) reporter.warning(warning)
  const major = request.clientMajor === 'auto' ? server.major : request.clientMajor
  const client = await parts.provideClient({ major, ...leastOf(major, server.version) }, signal)
  reporter.info(`Client: ${client.version}, ${client.origin}`)
  const compression = compressionFor(request.compression, request.format, client.major)
  await encryption.prepare(signal)
  for (const namedStore of shelves) await namedStore.store.prepare(signal)
  const keys = objectKeys({
    ...request,
    series: request.series ?? seriesOf(server.database),
    tables: request.selection.tables,
    startedAt,
    compressionSuffix: compression.suffix,
    encryptionSuffix: encryption.suffix,
  })
  reporter.info(`Destination: ${shelves[0].store.url(keys.backup)}`)
  return { server, connection, client, compression, keys, selection, startedAt }
}

/** The tables of the backup whose rows only the primary has. */
export function rowsLeftOut(
  { unlogged }: Pick<ServerFacts, 'unlogged'>,
  { mode, selection }: Pick<BackupRequest, 'mode' | 'selection'>,
): readonly Relation[] {
  if (mode === 'schema') return []
  const withoutRows = selection.excludeTableData.map(tableMatcher)
  const isSelected = selectedBy(selection)
  return unlogged.filter(each => isSelected(each) && !withoutRows.some(matches => matches(each)))
}

/** How many names a warning lists. */
const MOST_NAMED = 10

/** pg_dump stops at the first table that it may not read; this says all of them at once, and before. */
function warnOfHidden({ role, rowSecured, unreadable }: ServerFacts, reporter: Reporter): void {
  if (unreadable.length > 0) {
    reporter.warning(
      `Role ${role.name} may not read ${firstOf(unreadable.map(qualifiedName), MOST_NAMED)}: a backup that includes them fails.`,
    )
  }
  if (rowSecured.length > 0) {
    reporter.warning(
      `Row-level security hides rows from role ${role.name} in ${firstOf(rowSecured.map(qualifiedName), MOST_NAMED)}: a backup that includes them fails.`,
    )
  }
}
