import { FewGroups, groupOf, nameOfGroup, ofAnyDatabase } from '../catalog/group.ts'
import { lockOfBackup } from '../catalog/lock-of-backup.ts'
import { READ_AT_ONCE } from '../catalog/read-manifest.ts'
import type { ListedBackup } from '../catalog/stored-backups.ts'
import { requirePast } from '../retention/clock.ts'
import { classesThatMatter, planRetention, type Verdict } from '../retention/plan-retention.ts'
import { requireKnownSeries } from '../retention/series-names.ts'
import type { StoredBackup } from '../retention/stored-backup.ts'
import type { RemovedVersions } from '../storage/store.ts'
import { inParallel } from '../stream/concurrency.ts'
import { backupOfManifest, type Source, withFacts } from './classify.ts'
import { databasesOf } from './databases.ts'
import { readDrills, readFacts } from './evidence.ts'
import type { Listing } from './listing.ts'
import { claimants, manifestsToRead, touchedGroups } from './manifests-to-read.ts'
import type { PruneDeps, PruneRequest } from './request.ts'

/**
 * Judges every backup, and asks the store only what verdicts depend on: the manifests of those whose class decides, that
 * others go for, and that are to go themselves; the drills of groups in which something goes, and of what counts as kept;
 * and the locks of what goes. Each answer may change
 * the plan, so it is made again until nothing is left to ask.
 * @throws BackupError `prune-backup-from-future`, `policy-series-unknown`, `prune-manifest-unreadable`, and others that say
 *   why nothing may be removed
 */
export async function resolvePlan(
  listing: Listing,
  request: Pick<PruneRequest, 'policy' | 'series' | 'sweep' | 'versions'>,
  now: Date,
  parts: PruneDeps,
): Promise<readonly Verdict[]> {
  const { policy, sweep, versions } = request
  const plan = new UnresolvedPlan(listing, parts)
  await plan.readUnnamed()
  const series = new Set(
    plan
      .backups()
      .filter(each => !each.legacy)
      .map(({ group }) => group.series),
  )
  requireKnownSeries(policy, [...series, ...(await seriesElsewhere(request, parts))])
  // A dump without manifest may be swept for what stands in for it.
  const swept = sweep ? listing.orphans.map(({ key }) => groupOf(key)) : []
  for (;;) {
    const backups = plan.backups()
    requirePast(backups, now)
    const { verdicts } = planRetention(backups, policy, now)
    const unknown = backups.some(({ backupClass, legacy }) => backupClass === undefined && !legacy)
    const undecided = unknown ? classesThatMatter(backups, policy, now) : []
    const manifests = [...undecided, ...manifestsToRead(verdicts, swept)]
    const changed =
      (await plan.askManifests(manifests)) ||
      (await plan.askDrills([
        ...claimants(verdicts),
        ...touchedGroups(verdicts, swept).flatMap(group => group.map(({ backup }) => backup)),
      ])) ||
      (await plan.askLocks(
        verdicts.filter(({ verdict }) => verdict === 'remove'),
        versions,
      ))
    if (!changed) return verdicts
  }
}

/** The series of the policy that a run of one other series does not list, and that the store has something of. */
async function seriesElsewhere(
  { policy, series }: Pick<PruneRequest, 'policy' | 'series'>,
  { signal, store }: PruneDeps,
): Promise<string[]> {
  const found: string[] = []
  const others = series === undefined ? [] : [...policy.series.keys()].filter(name => name !== series)
  for (const name of others) if (await hasAny(store.list(`${name}/`, signal))) found.push(name)
  return found
}

async function hasAny(objects: AsyncIterable<unknown>): Promise<boolean> {
  for await (const object of objects) return object !== undefined
  return false
}

/** What is known of the backups so far. Each question is asked once, and says whether its answers may change the plan. */
class UnresolvedPlan {
  readonly #listing: Listing
  readonly #parts: PruneDeps
  readonly #known: Map<string, StoredBackup>
  readonly #groups = new FewGroups()
  /** Of the backups whose manifests were read. */
  readonly #sources = new Map<string, Source>()
  readonly #asked = { manifest: new Set<string>(), drill: new Set<string>(), lock: new Set<string>() }

  constructor(listing: Listing, parts: PruneDeps) {
    this.#listing = listing
    this.#parts = parts
    this.#known = new Map(listing.backups.map(each => [each.key, each]))
  }

  backups(): StoredBackup[] {
    return [...this.#known.values()]
  }

  async readUnnamed(): Promise<void> {
    for (const facts of await readFacts(this.#listing.unnamed, this.#parts)) {
      const listed = this.#listing.listed.get(facts.key)
      this.#sources.set(facts.key, facts.source)
      if (listed) this.#known.set(facts.key, backupOfManifest(listed, facts))
      this.#asked.manifest.add(facts.key)
    }
  }

  /** Where one turns out to hold something else than its name says, others of that name may: all of them are read. */
  async askManifests(wanted: readonly StoredBackup[]): Promise<boolean> {
    const open = this.#open(
      'manifest',
      wanted.filter(({ legacy }) => !legacy),
    )
    const mixed = await this.#learn(open)
    for (const name of this.#severalDatabases()) mixed.add(name)
    const others = this.backups().filter(
      ({ group, legacy }) => !legacy && mixed.has(nameOfGroup(ofAnyDatabase(group))),
    )
    if (mixed.size > 0) await this.#learn(this.#open('manifest', others))
    this.#separateDatabases()
    return open.length > 0
  }

  /** Returns the names of the groups that some were taken for, and are not of. */
  async #learn(open: readonly ListedBackup[]): Promise<Set<string>> {
    const mistaken = new Set<string>()
    for (const facts of await readFacts(open, this.#parts)) {
      const listed = this.#listing.listed.get(facts.key)
      const backup = this.#known.get(facts.key)
      if (!listed || !backup) continue
      this.#sources.set(facts.key, facts.source)
      const read = withFacts(backup, listed, facts)
      const known = { ...read, group: this.#groups.of(read.group) }
      if (nameOfGroup(known.group) !== nameOfGroup(backup.group)) mistaken.add(nameOfGroup(backup.group))
      this.#known.set(facts.key, known)
    }
    return mistaken
  }

  /** The names of the groups of which backups of several databases are known. */
  #severalDatabases(): string[] {
    return this.#groupsOfNames().flatMap(([name, backups]) =>
      databasesOf(backups, this.#sources).size > 1 ? [name] : [],
    )
  }

  /** Two databases never stand in for each other, no matter what their series is called: each is a group of its own. */
  #separateDatabases(): void {
    for (const [, backups] of this.#groupsOfNames()) {
      const databases = databasesOf(backups, this.#sources)
      if (databases.size < 2) continue
      for (const [database, keys] of databases)
        for (const key of keys)
          this.#change(key, backup => ({
            ...backup,
            group: this.#groups.of({ ...ofAnyDatabase(backup.group), database }),
          }))
    }
  }

  #groupsOfNames(): [string, StoredBackup[]][] {
    const read = this.backups().filter(({ key }) => this.#sources.has(key))
    return [...Map.groupBy(read, ({ group }) => nameOfGroup(ofAnyDatabase(group)))]
  }

  async askDrills(wanted: readonly StoredBackup[]): Promise<boolean> {
    const open = this.#open('drill', wanted).filter(({ drills }) => drills.length > 0)
    await inParallel(READ_AT_ONCE, open, async listed => {
      const found = await readDrills(listed, this.#parts)
      this.#change(listed.key, backup => ({ ...backup, ...found }))
    })
    return open.length > 0
  }

  async askLocks(wanted: readonly Verdict[], versions: RemovedVersions): Promise<boolean> {
    const open = this.#open(
      'lock',
      wanted.map(({ backup }) => backup),
    )
    let found = false
    await inParallel(READ_AT_ONCE, open, async listed => {
      const locked = await lockOfBackup(listed, this.#parts, versions)
      if (locked === undefined) return
      this.#change(listed.key, backup => ({ ...backup, locked }))
      found = true
    })
    return found
  }

  #open(question: 'manifest' | 'drill' | 'lock', wanted: readonly StoredBackup[]): ListedBackup[] {
    const asked = this.#asked[question]
    return wanted.flatMap(({ key }) => {
      const listed = this.#listing.listed.get(key)
      if (!listed || asked.has(key)) return []
      asked.add(key)
      return [listed]
    })
  }

  #change(key: string, change: (backup: StoredBackup) => StoredBackup): void {
    const backup = this.#known.get(key)
    if (backup) this.#known.set(key, change(backup))
  }
}
