import type { Reporter } from '../core/reporter.ts'
import type { ObjectStore } from '../storage/store.ts'
import { archivedSeries } from './archive-key.ts'
import type { Catalog } from './catalog.ts'
import { candidates, choose, skipped, type Wanted } from './choose.ts'
import { whatOf } from './contents.ts'
import { datedAhead, latestUnknown } from './dated-ahead.ts'
import type { Manifest } from './manifest.ts'
import { readCatalog, readSingleCatalog } from './read-manifest.ts'
import { timeInName } from './time-in-name.ts'
import { explainNotFound } from './what-there-is.ts'

/**
 * Finds the one backup that is meant. A manifest that cannot be read never hides its backup: where the one that is meant
 * may be that, the choice fails rather than fall back to an older one. A newer one that was passed over for one that holds
 * more is reported.
 * @throws BackupError `backup-not-found`, `backup-without-manifest`, `destination-mismatch`, `backup-ambiguous`,
 *   `manifest-unreadable`, `backup-from-future`
 */
export async function chooseBackup(wanted: Wanted, parts: ChooseDeps): Promise<Manifest> {
  try {
    return await chooseFrom(wanted, parts)
  } catch (error) {
    throw await explainNotFound(error, parts, wanted.kind === 'key' ? wanted.key : undefined)
  }
}

interface ChooseDeps {
  readonly store: ObjectStore
  readonly signal: AbortSignal
  readonly reporter?: Pick<Reporter, 'notice' | 'warning'>
}

async function chooseFrom(asked: Wanted, { reporter, signal, store }: ChooseDeps): Promise<Manifest> {
  const single = asked.kind === 'key' ? await readSingleCatalog(store, asked.key, signal) : undefined
  const wanted: Wanted = single ? { kind: 'key', key: single.key } : asked
  const catalog =
    single ??
    (await readCatalog(
      store,
      asked.kind === 'key' || asked.series === undefined ? '' : `${asked.series}/`,
      signal,
      reporter,
    ))
  const hidden = catalog.unreadable.find(({ key }) => mayBeMeant(key, wanted, catalog))
  if (hidden) throw hidden.error
  const [other] = catalog.elsewhere
  if (other && catalog.manifests.length === 0) throw other
  const chosen = choose(catalog.manifests, wanted, store.location)
  if (wanted.kind === 'newest') await requireDatedRight(chosen, wanted, catalog, { signal, store })
  const newer = skipped(catalog.manifests, wanted, chosen)
  if (newer)
    reporter?.warning(
      `Taken as the latest: ${chosen.key}, since the newer ${newer.key} holds less (${whatOf(newer)}). Write its key into from where that is meant.`,
    )
  return chosen
}

/** The latest by its name only, made by a clock that was ahead, must not stand before newer ones. */
async function requireDatedRight(
  chosen: Manifest,
  wanted: Extract<Wanted, { kind: 'newest' }>,
  { manifests, objects }: Catalog,
  { signal, store }: Pick<ChooseDeps, 'signal' | 'store'>,
): Promise<void> {
  let asked: Promise<Date> | undefined
  const clock = (): Promise<Date> => {
    asked ??= store.clock(signal)
    return asked
  }
  const parts = { signal, store: { clock } }
  const ahead = await datedAhead(chosen, objects, parts)
  if (!ahead) return
  for (const next of candidates(manifests, { ...wanted, series: chosen.series }))
    if (!(await datedAhead(next, objects, parts))) throw latestUnknown(chosen, ahead, next)
  throw latestUnknown(chosen, ahead, undefined)
}

function mayBeMeant(key: string, wanted: Wanted, { manifests }: Catalog): boolean {
  if (wanted.kind === 'key') return true
  if (archivedSeries(key) !== undefined) return false
  const series = key.slice(0, key.indexOf('/'))
  if (wanted.series !== undefined && wanted.series !== series) return false
  if ((wanted.backupClass === 'pre-restore') !== key.includes('/pre-restore/')) return false
  const time = timeInName(key)
  if (time === undefined) return true
  if (wanted.before !== undefined && time >= wanted.before) return false
  // A newer one of another kind does not say that this one is not meant.
  const readable = candidates(manifests, { ...wanted, series })
  return readable.every(manifest => time >= (timeInName(manifest.key) ?? time))
}
