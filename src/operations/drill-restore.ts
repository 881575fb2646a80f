import { createdExtensions, refuseUnsupported } from '../backup/drill/extensions.ts'
import type { DrilledExtension, Restoration } from '../backup/drill/findings.ts'
import { describeLocale, type Locale } from '../backup/drill/locale.ts'
import { BackupError, type Explanation } from '../backup/errors.ts'
import type { Manifest } from '../backup/manifest.ts'
import { isFaultOfBackup, loadFailure } from './drill-fault.ts'
import { openPlace } from './drill-place.ts'
import { lackingOf, type Prepared, prepareDatabase, refuseLacking } from './drill-prepare.ts'
import type { DrillPrograms } from './drill-programs.ts'
import { proveDrill } from './drill-proof.ts'
import type { DrillParts, DrillRequest, RunStage } from './drill-request.ts'
import { lookForRoom } from './drill-room.ts'
import { fetchDump } from './fetch-dump.ts'
import { restoreFile } from './load-parallel.ts'
import { headOfFile } from './read-head.ts'

export interface Drilling {
  readonly manifest: Manifest
  readonly programs: DrillPrograms
  readonly request: DrillRequest
  /** Where the opened dump is: removed as soon as what was loaded has been compared with it. */
  readonly file: string
  readonly stage: RunStage
  /** Told what could not be removed in the end. */
  readonly tellLeft: (problem: Explanation) => void
}

export interface Drilled {
  readonly restoration: Restoration
  readonly extensions: readonly DrilledExtension[]
  /** Sessions that loaded at once. */
  readonly jobs: number
}

/**
 * Download, server, database, load, proof, checks. The server, or the database on a given one, is gone afterwards in every
 * outcome.
 * @throws BackupError with the first cause
 */
export async function drillBackup(drilling: Drilling, parts: DrillParts): Promise<Drilled> {
  const { file, manifest, programs, request, stage, tellLeft } = drilling
  const { host } = programs
  // What the manifest tells already need not wait for the download.
  const known = createdExtensions(manifest)
  refuseUnsupported(known)
  refuseLacking(lackingOf(known, host), manifest, request)
  await lookForRoom(manifest, host, parts)
  const toc = await stage('fetch', 'Download, check and decrypt', async () => {
    await fetchDump(manifest, file, parts)
    return manifest.format === 'custom' ? (await headOfFile(file, parts.signal)).toc : undefined
  })
  const created = createdExtensions(manifest, toc)
  refuseUnsupported(created)
  await using place = await stage('server', 'Start the server', () =>
    openPlace(host, { jobs: request.jobs, extensions: created, tellLeft }, parts),
  )
  const prepared = await stage('prepare', 'Prepare the database', () =>
    prepareDatabase(drilling, place, { toc, created }, parts),
  )
  await stage('load', 'Load', () => load(drilling, prepared, parts))
  return { ...(await proveDrill(drilling, prepared, created, parts)), jobs: prepared.jobs }
}

async function load(
  { file, manifest, programs }: Drilling,
  { connection, jobs, plan, sorting }: Prepared,
  parts: DrillParts,
): Promise<void> {
  parts.reporter.info(`Loading by ${jobs} ${jobs === 1 ? 'session' : 'sessions'}`)
  const loading = restoreFile(
    {
      ...{ manifest, file, connection },
      client: programs.client,
      ids: manifest.format === 'custom' ? plan.load.map(({ id }) => id) : undefined,
      // Into an empty database, as whoever restores there: owners and privileges are no part of the fingerprint.
      ...{ clean: false, noOwner: true, noAcl: true, before: '', last: '' },
      sessionSettings: plan.sessionSettings,
      jobs,
    },
    parts,
  )
  await loading.catch((cause: unknown) => {
    const error = loadFailure(cause, manifest.key, programs.host.kind)
    const { locale } = manifest.source
    if (sorting === 'as the source' || locale === undefined || !isFaultOfBackup(error)) throw error
    throw localeMissing(manifest.key, locale, error)
  })
}

/** Constraints, partitions and ranges of text may hold in one order and not in another. */
function localeMissing(key: string, locale: NonNullable<Locale>, cause: BackupError): BackupError {
  return new BackupError(
    {
      kind: 'environment',
      code: 'drill-locale-missing',
      message: `${key} could not be loaded (${cause.message.replace(/\.$/, '')}), which may be for want of its order of text: the source sorts by ${describeLocale(locale)}, which the drill's server lacks.`,
      hint: 'Install that locale on the machine before this step, or give a server that has it as server-url.',
    },
    cause,
  )
}
