import { cancellation } from '../backup/cancellation.ts'
import { manifestKey } from '../backup/catalog/catalog.ts'
import { messageOf } from '../backup/errors.ts'
import { seriesOf } from '../backup/names.ts'
import { type Reuse, type ReuseWanted, reuseWords } from '../backup/reuse.ts'
import { atEndpoint, firstEndpoint } from '../postgres/connection/connection.ts'
import type { Backup } from './backup.ts'
import type { BackupParts, BackupRequest } from './backup-request.ts'
import { examineReusable } from './examine-reusable.ts'
import { youngBackups } from './young-backups.ts'

export interface Reused {
  readonly backup: Backup
  readonly reuse: Reuse
}

/** Nobody should wait for this: a deployment may. Milliseconds. */
const LONGEST_MS = 120_000
/** Each has a manifest to read, and so many in so short a time are not of a schedule. */
const MOST_READ = 50

/**
 * The newest backup that may stand in for the one that is asked for; undefined where there is none, or where that cannot
 * be told: then one is to be made.
 * @param withinMs how long ago it may have been begun
 * @throws BackupError where the server cannot be asked; what goes wrong with the store is told, and no reason to stop
 */
export async function reuseBackup(
  request: BackupRequest,
  withinMs: number,
  parts: BackupParts,
): Promise<Reused | undefined> {
  const { controller, reporter } = parts
  try {
    return await reporter.group('Look for a backup that is fresh enough', async () => {
      const wanted = await wantedOf(request, withinMs, parts)
      return await newest(wanted, parts)
    })
  } catch (error) {
    throw cancellation(controller.signal) ?? error
  }
}

async function wantedOf(request: BackupRequest, withinMs: number, parts: BackupParts): Promise<ReuseWanted> {
  const server = await parts.probe(request.connection, parts.controller.signal)
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

async function newest(wanted: ReuseWanted, parts: BackupParts): Promise<Reused | undefined> {
  const { controller, reporter, shelves } = parts
  const late = AbortSignal.timeout(LONGEST_MS)
  const signal = AbortSignal.any([controller.signal, late])
  const now = parts.now()
  try {
    const young = await youngBackups(
      shelves[0].store,
      wanted.series,
      new Date(now.getTime() - wanted.withinMs),
      signal,
    )
    for (const listed of young.slice(0, MOST_READ)) {
      const examined = await examineReusable(listed, wanted, { shelves, now, signal })
      if (examined.kind === 'reusable') {
        const { manifest, reuse } = examined
        reporter.notice(reuseWords(manifest, reuse))
        return { backup: { manifest, manifestKey: manifestKey(manifest.key) }, reuse }
      }
      reporter.info(`Not accepted: ${listed.key} ${examined.why}`)
    }
    reporter.info('No earlier backup is accepted by reuse-within: one is made')
  } catch (error) {
    controller.signal.throwIfAborted()
    const why = late.aborted ? 'The store took more than two minutes to show them.' : messageOf(error)
    reporter.warning(
      `Whether an earlier backup is fresh enough cannot be told, so one is made: ${why} Allow listing and reading in the destination, or leave reuse-within empty.`,
    )
  }
  return undefined
}
