import { chmod, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Manifest } from '../catalog/manifest.ts'
import { BackupError, defineError } from '../core/errors.ts'
import { formatSize } from '../core/sizes.ts'
import { describeLocale, type Locale } from '../postgres/server/locale.ts'
import { fetchDump } from '../restore/load/fetch-dump.ts'
import { restoreFile } from '../restore/load/parallel.ts'
import { headOfFile } from '../restore/load/read-toc.ts'
import { proveDrill } from './compare.ts'
import type { DrillContext, DrillResult } from './context.ts'
import { makeAfter } from './database/privileged-objects.ts'
import { createdExtensions, refuseUnsupported } from './extensions.ts'
import { isFaultOfBackup, loadFailure } from './fault.ts'
import { missingOf, type Prepared, prepareDatabase, refuseMissing } from './prepare.ts'
import type { DrillHost } from './programs.ts'
import type { DrillDeps } from './request.ts'
import { openPlace } from './sandbox.ts'

/**
 * Download, server, database, load, proof, checks. The server, or the database on a given one, is gone afterwards in every
 * outcome.
 * @throws BackupError with the first cause
 */
export async function drillBackup(context: DrillContext, parts: DrillDeps): Promise<DrillResult> {
  const { file, manifest, programs, request, stage, reportLeft } = context
  const { host } = programs
  // What the manifest says already need not wait for the download.
  const known = createdExtensions(manifest)
  refuseUnsupported(known)
  refuseMissing(missingOf(known, host), manifest, request)
  await lookForRoom(manifest, host, parts)
  const toc = await stage('fetch', 'Download, check and decrypt', async () => {
    await fetchDump(manifest, file, parts)
    // For pg_restore under another account; nobody else gets through the run's own folder.
    await chmod(file, 0o644)
    return manifest.format === 'custom' ? (await headOfFile(file, parts.signal)).toc : undefined
  })
  const created = createdExtensions(manifest, toc)
  refuseUnsupported(created)
  await using place = await stage('server', 'Start the server', () =>
    openPlace(
      host,
      {
        jobs: request.jobs,
        trusted: request.trusted,
        stallTimeoutMs: request.stallTimeoutMs,
        extensions: created,
        reportLeft,
      },
      parts,
    ),
  )
  const prepared = await stage('prepare', 'Prepare the database', () =>
    prepareDatabase(context, place, { toc, created }, parts),
  )
  const client = await place.inside(programs.client, [dirname(file)])
  const inside = { ...context, programs: { ...programs, client } }
  await stage('load', 'Load', () => load(inside, prepared, parts))
  return { ...(await proveDrill(inside, prepared, created, parts)), jobs: prepared.jobs }
}

async function load(
  { file, manifest, programs }: DrillContext,
  { after, connection, jobs, leaveOut, load: entries, plan, sorting, superuser }: Prepared,
  parts: DrillDeps,
): Promise<void> {
  parts.reporter.info(`Loading by ${jobs} ${jobs === 1 ? 'session' : 'sessions'}`)
  const loading = restoreFile(
    {
      manifest,
      file,
      connection,
      client: programs.client,
      ids: manifest.format === 'custom' ? entries.map(({ id }) => id) : undefined,
      // Into an empty database, as the role that restores there: owners and privileges are no part of the fingerprint.
      clean: false,
      noOwner: true,
      noAcl: true,
      before: '',
      last: '',
      sessionSettings: plan.sessionSettings,
      ...(leaveOut && { leaveOut }),
      jobs,
    },
    // What else pg_restore reads is put beside the dump.
    { ...parts, scratch: dirname(file) },
  )
  await loading.catch((cause: unknown) => {
    const error = loadFailure(cause, manifest, { host: programs.host.kind, superuser })
    const { locale } = manifest.source
    if (sorting === 'as the source' || locale === undefined || !isFaultOfBackup(error)) throw error
    throw localeMissing(manifest.key, locale, error)
  })
  // Nothing of the backup runs any more as long as this session lasts, nor in it.
  if (superuser) await makeAfter(superuser.connection, { major: superuser.major, statements: after }, parts)
}

const DRILL_LOCALE_MISSING = defineError({
  topic: 'drills',
  code: 'drill-locale-missing',
  kind: 'environment',
  meaning:
    'The backup could not be loaded into a database that sorts text otherwise than its source, whose locale the server of the drill lacks: a constraint or a partition may hold in one order only.',
  fix: 'Install that locale on the machine before the step, or give a server that has it as server-url.',
})

/** Constraints, partitions and ranges of text may hold in one order and not in another. */
function localeMissing(key: string, locale: NonNullable<Locale>, cause: BackupError): BackupError {
  return new BackupError(
    {
      ...DRILL_LOCALE_MISSING,
      message: `${key} could not be loaded (${cause.message.replace(/\.$/, '')}), which may be for want of its order of text: the source sorts by ${describeLocale(locale)}, which the drill's server lacks.`,
      hint: 'Install that locale on the machine before this step, or give a server that has it as server-url.',
    },
    cause,
  )
}

const DRILL_DISK_TOO_SMALL = defineError({
  topic: 'drills',
  code: 'drill-disk-too-small',
  kind: 'environment',
  meaning: "The disk of the runner has less room than the opened dump takes, by the backup's manifest.",
  fix: 'Free disk space before the step, or run the drill on a machine with a larger disk.',
})

/**
 * Looks before the download whether the disk has room: for the opened dump, or nothing can be done; and for the database
 * beside it, which may take less than the source had, and so is a warning only.
 * @throws BackupError `drill-disk-too-small`
 */
async function lookForRoom(
  { dump, key, source }: Manifest,
  host: DrillHost,
  { reporter, scratch }: Pick<DrillDeps, 'reporter' | 'scratch'>,
): Promise<void> {
  const { bavail, bsize } = await statfs(scratch)
  const free = bavail * bsize
  const sizes = `the disk of ${scratch} has ${formatSize(free)} free`
  if (free < dump.bytes)
    throw new BackupError({
      ...DRILL_DISK_TOO_SMALL,
      message: `There is no room for ${key}: the opened dump takes ${formatSize(dump.bytes)}, and ${sizes}.`,
      hint: 'Free disk space before this step, or run the drill on a machine with a larger disk.',
    })
  const database = host.kind === 'throwaway' ? (source.databaseBytes ?? 0) : 0
  if (free < dump.bytes + database)
    reporter.warning(
      `The dump of ${formatSize(dump.bytes)} and a database of up to ${formatSize(database)} may not fit: ${sizes}`,
    )
}
