import { DEFAULT_THRESHOLDS } from '../../anomaly/thresholds.ts'
import { manifestKey } from '../../catalog/catalog.ts'
import { listPlain } from '../../catalog/list-plain-keys.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import { seriesOf } from '../../catalog/names.ts'
import { collectBackups, type ListedBackup } from '../../catalog/stored-backups.ts'
import { timeInName } from '../../catalog/time-in-name.ts'
import { cancellation } from '../../core/cancellation.ts'
import { messageOf } from '../../core/errors.ts'
import { atEndpoint, firstEndpoint } from '../../postgres/connection/connection.ts'
import type { ServerFacts } from '../../postgres/probe/facts.ts'
import type { ObjectStore, StoredObject } from '../../storage/store.ts'
import type { Backup } from '../backup.ts'
import type { BackupDeps, BackupRequest } from '../request.ts'
import { type Reuse, type ReuseWanted, reuseWords } from './criteria.ts'
import { examineReusable } from './examine.ts'
import { whyNotLive } from './live-database.ts'
import { lookAtDatabase } from './look-at-database.ts'

export interface Reused {
  readonly backup: Backup
  readonly reuse: Reuse
}

/** Nobody should wait for this: a deployment may. Milliseconds. */
const LONGEST_MS = 120_000
/** Each has a manifest to read, and so many in so short a time are not of a schedule. */
const MOST_READ = 50

/**
 * The newest backup that may stand in for the one that is asked for: the database has its schema and extensions still, and
 * about as many rows. Undefined if there is none, or if that cannot be known: then a backup is to be made.
 * @param withinMs how long ago it may have been begun
 * @param percent how far a table's estimated rows may be off
 * @throws BackupError where the server cannot be asked; what goes wrong with the store is reported, and no reason to stop
 */
export async function reuseBackup(
  request: BackupRequest,
  withinMs: number,
  parts: BackupDeps,
  percent = DEFAULT_THRESHOLDS.percent,
): Promise<Reused | undefined> {
  const { controller, reporter } = parts
  try {
    return await reporter.group('Look for a backup that is fresh enough', async () => {
      const server = await parts.probe(request.connection, controller.signal)
      const found = await newest(wantedOf(request, withinMs, server, parts), parts)
      if (!found) return undefined
      const why = await whyOutdated(found.backup.manifest, request, server, parts, percent)
      if (why === undefined) {
        reporter.notice(reuseWords(found.backup.manifest, found.reuse))
        return found
      }
      reporter.notice(`A new backup is made: ${found.backup.manifest.key} ${why}.`)
      return undefined
    })
  } catch (error) {
    throw cancellation(controller.signal) ?? error
  }
}

/** Older ones would be no better: what changed since the newest changed since them. */
async function whyOutdated(
  manifest: Manifest,
  request: BackupRequest,
  server: ServerFacts,
  parts: BackupDeps,
  percent: number,
): Promise<string | undefined> {
  try {
    return whyNotLive(manifest, await lookAtDatabase(request, server, parts), percent)
  } catch (error) {
    parts.controller.signal.throwIfAborted()
    return `cannot be compared with the database now (${messageOf(error).replace(/\.$/, '')})`
  }
}

function wantedOf(
  request: BackupRequest,
  withinMs: number,
  server: ServerFacts,
  parts: BackupDeps,
): ReuseWanted {
  const { host, port } = firstEndpoint(atEndpoint(request.connection, server.endpoint))
  const { database, databaseOid, systemIdentifier } = server
  return {
    ...request,
    series: request.series ?? seriesOf(database),
    clientMajor: request.clientMajor === 'auto' ? server.major : request.clientMajor,
    encryption: parts.encryption.record,
    source: { database, databaseOid, host, port, systemIdentifier },
    withinMs,
  }
}

async function newest(wanted: ReuseWanted, parts: BackupDeps): Promise<Reused | undefined> {
  const { controller, reporter, shelves } = parts
  const late = AbortSignal.timeout(LONGEST_MS)
  const signal = AbortSignal.any([controller.signal, late])
  const now = parts.now()
  try {
    const recent = await recentBackups(
      shelves[0].store,
      wanted.series,
      new Date(now.getTime() - wanted.withinMs),
      signal,
    )
    for (const listed of recent.slice(0, MOST_READ)) {
      const examined = await examineReusable(listed, wanted, { shelves, now, signal })
      if (examined.kind === 'reusable') {
        const { manifest, reuse } = examined
        return { backup: { manifest, manifestKey: manifestKey(manifest.key) }, reuse }
      }
      reporter.info(`Not accepted: ${listed.key} ${examined.why}`)
    }
    reporter.info('No earlier backup is accepted by reuse-within: one is made')
  } catch (error) {
    controller.signal.throwIfAborted()
    const why = late.aborted ? 'The store took more than two minutes to show them.' : messageOf(error)
    reporter.warning(
      `Whether an earlier backup is fresh enough is not known, so one is made: ${why} Allow listing and reading in the destination, or leave reuse-within empty.`,
    )
  }
  return undefined
}

/**
 * The complete backups of a series that were begun at a moment or later, by their names, the newest first.
 * @param since compared to the second, as names have it
 * @throws BackupError the store's own
 */
async function recentBackups(
  store: Pick<ObjectStore, 'list'>,
  series: string,
  since: Date,
  signal: AbortSignal,
): Promise<readonly ListedBackup[]> {
  const listed = await collectBackups(recent(listPlain(`${series}/`, { store, signal }), since))
  return listed.filter(({ manifestBytes }) => manifestBytes !== undefined).toSorted(newestFirst)
}

async function* recent(objects: AsyncIterable<StoredObject>, since: Date): AsyncIterable<StoredObject> {
  const from = Math.floor(since.getTime() / 1000) * 1000
  for await (const object of objects) if (timeOf(object.key) >= from) yield object
}

function newestFirst(one: ListedBackup, other: ListedBackup): number {
  return timeOf(other.key) - timeOf(one.key)
}

/** Milliseconds since 1970; 0 where the name says none. */
function timeOf(key: string): number {
  return timeInName(key)?.getTime() ?? 0
}
