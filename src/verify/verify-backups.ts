import { type Catalog, orphans } from '../catalog/catalog.ts'
import { checkKeys } from '../catalog/check-keys.ts'
import { datedAhead } from '../catalog/dated-ahead.ts'
import { datedDumps } from '../catalog/legacy/dated-dump.ts'
import { legacyWords } from '../catalog/legacy/legacy-words.ts'
import type { Manifest } from '../catalog/manifest.ts'
import type { Reading } from '../catalog/read-backup.ts'
import { readCatalog, readSingleCatalog } from '../catalog/read-manifest.ts'
import { followReadings } from '../catalog/read-progress.ts'
import { collectBackups } from '../catalog/stored-backups.ts'
import { explainNotFound } from '../catalog/what-there-is.ts'
import { cancellation } from '../core/cancellation.ts'
import { BackupError } from '../core/errors.ts'
import type { Reporter } from '../core/reporter.ts'
import { formatSize } from '../core/sizes.ts'
import { inParallel } from '../stream/concurrency.ts'
import type { Depth, Verification, VerifyReport } from './report.ts'
import { type Range, type Selected, select } from './select.ts'
import { type VerifyDeps, verifyBackup } from './verify-backup.ts'

export interface VerifyRequest {
  readonly range: Range
  readonly depth: Depth
  /** How many at once. */
  readonly parallel: number
}

export interface VerifyBackupsDeps extends VerifyDeps {
  readonly reporter: Reporter
  readonly now: () => Date
}

/**
 * Reads the catalog, chooses, and verifies what was chosen. A backup that is not what was stored is an outcome, not an
 * error; what keeps one from being looked at is an outcome too. Nothing is written anywhere.
 * @throws BackupError `backup-not-found`; a wrong or missing key; and no matter what concerns the store as a whole
 */
export async function verifyBackups(
  request: VerifyRequest,
  parts: VerifyBackupsDeps,
): Promise<Omit<VerifyReport, 'warnings'>> {
  const controller = new AbortController()
  const signal = AbortSignal.any([parts.signal, controller.signal])
  try {
    return await chooseAndVerify(request, { ...parts, signal }, controller)
  } catch (error) {
    throw cancellation(parts.signal) ?? error
  }
}

async function chooseAndVerify(
  request: VerifyRequest,
  parts: VerifyBackupsDeps,
  controller: AbortController,
): Promise<Omit<VerifyReport, 'warnings'>> {
  const { now, reporter, store } = parts
  const { depth, parallel, range } = request
  const { selected, legacy, orphaned } = await reporter.group('Choose', async () => {
    const { start } = range
    const { catalog, chosen } = await chooseFrom(range, parts)
    reporter.info(selectionLine(chosen, store.location))
    if (start.kind === 'latest') await warnOfDatedAhead(chosen, catalog, parts)
    if (depth === 'full') await checkKeys(chosen.manifests, parts)
    const others = start.kind === 'key' ? { ...catalog, objects: [] } : catalog
    const found = datedDumps(await collectBackups(others.objects))
    if (found.count > 0) reporter.info(`Not verified, since they have no manifest: ${legacyWords(found)}`)
    return { selected: chosen, legacy: found, orphaned: orphans(others, now()) }
  })
  const found: Verification[] = selected.unreadable.map(({ key, error }) => ({
    key,
    outcome: 'failed',
    checked: 'the manifest',
    problem: error,
    ms: 0,
  }))
  await reporter.group('Verify', async () => {
    for (const each of found) reporter.info(line(each))
    const following = followReadings(reporter)
    try {
      await inParallel(parallel, selected.manifests, async manifest => {
        const onReading = (reading: Reading): void => following.add(manifest, reading)
        const verifying = verifyOne(manifest, depth, { ...parts, onReading })
        // What ends the run ends the others too, rather than wait for them.
        verifying.catch(error => controller.abort(error))
        const verification = await verifying
        following.remove(manifest)
        found.push(verification)
        reporter.info(line(verification))
      })
    } finally {
      following.stop()
    }
  })
  return {
    location: store.location,
    depth,
    verifications: inOrder(found, selected.manifests),
    leftOut: selected.leftOut,
    orphans: orphaned,
    legacy,
  }
}

/** @throws BackupError `backup-not-found`, `backup-without-manifest`, `destination-mismatch` */
async function chooseFrom(
  range: Range,
  { reporter, signal, store }: VerifyBackupsDeps,
): Promise<{ readonly catalog: Catalog; readonly chosen: Selected }> {
  const { series, start } = range
  try {
    const single = start.kind === 'key' ? await readSingleCatalog(store, start.key, signal) : undefined
    const catalog =
      single ?? (await readCatalog(store, series === undefined ? '' : `${series}/`, signal, reporter))
    const { elsewhere, manifests, unreadable } = catalog
    const [other] = elsewhere
    if (other && manifests.length + unreadable.length === 0) throw other
    if (other)
      reporter.notice(
        `${elsewhere.length} backups here belong to another destination, ${other.destination}, and were left alone.`,
      )
    const meant = single ? { ...range, start: { kind: 'key', key: single.key } as const } : range
    return { catalog, chosen: select(catalog, meant, store.location) }
  } catch (error) {
    throw await explainNotFound(error, { store, signal }, start.kind === 'key' ? start.key : undefined)
  }
}

/** One that a wrong clock dated ahead stands before newer ones of its series. */
async function warnOfDatedAhead(
  { manifests }: Selected,
  { objects }: Catalog,
  parts: VerifyBackupsDeps,
): Promise<void> {
  for (const { key, startedAt } of manifests) {
    const ahead = await datedAhead({ key, startedAt }, objects, parts)
    if (ahead)
      parts.reporter.warning(
        `${key} is taken for the latest of its series, and may not be: it is dated ${startedAt}, ${ahead.words}. Write from: all to verify the others.`,
      )
  }
}

async function verifyOne(manifest: Manifest, depth: Depth, parts: VerifyBackupsDeps): Promise<Verification> {
  const startedAt = performance.now()
  const outcome = (problem?: BackupError): Verification => ({
    key: manifest.key,
    outcome: !problem ? 'verified' : problem.kind === 'integrity' ? 'failed' : 'not verified',
    checked: whatIsChecked(manifest, depth),
    problem,
    ms: Math.round(performance.now() - startedAt),
  })
  try {
    await verifyBackup(manifest, depth, parts)
    return outcome()
  } catch (error) {
    parts.signal.throwIfAborted()
    // Anything that was not thrown on purpose is a bug, which ends the run.
    if (!(error instanceof BackupError)) throw error
    return outcome(error)
  }
}

function whatIsChecked({ contents, encryption, globals, stored }: Manifest, depth: Depth): string {
  const roles = globals ? ', roles' : ''
  if (depth === 'quick') return `manifest, size, checksum file${roles}; not the content`
  const opened = encryption.method === 'none' ? '' : 'opened, '
  const rows = contents.rows.toLocaleString('en-US')
  return `all ${formatSize(stored.bytes)}: SHA-256, ${opened}decoded, ${rows} rows in ${contents.tables} tables${roles}`
}

function selectionLine({ leftOut, manifests, unreadable }: Selected, location: string): string {
  const count = manifests.length + unreadable.length
  const others = leftOut > 0 ? `, ${leftOut} more left out by sample` : ''
  const size = formatSize(manifests.reduce((sum, { stored }) => sum + stored.bytes, 0))
  return `To verify: ${count} ${count === 1 ? 'backup' : 'backups'} in ${location}, ${size}${others}`
}

function line({ key, ms, outcome, problem }: Verification): string {
  const why = problem ? `: ${problem.message}` : ''
  return `${key}: ${outcome} in ${(ms / 1000).toFixed(1)} s${why}`
}

const RANK = { failed: 0, 'not verified': 1, verified: 2 } as const

/** The worst first, then the newest. */
function inOrder(found: readonly Verification[], newestFirst: readonly Manifest[]): Verification[] {
  const place = new Map(newestFirst.map(({ key }, index) => [key, index]))
  return found.toSorted(
    (one, other) =>
      RANK[one.outcome] - RANK[other.outcome] || (place.get(one.key) ?? -1) - (place.get(other.key) ?? -1),
  )
}
