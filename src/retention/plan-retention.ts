import { nameOfGroup, ofAnyDatabase, type RetentionGroup, successorOf } from '../catalog/group.ts'
import { type AgeVerdict, classAges, type Decided, lifetimeOf } from './class-age.ts'
import { keptByRules } from './keep-rules.ts'
import { type LegacyRule, type Policy, rulesFor } from './policy.ts'
import { isPrimary, isRetainable, type StoredBackup } from './stored-backup.ts'

/** What becomes of a backup, and the one rule that says so, in words for people. */
export interface Verdict {
  readonly backup: StoredBackup
  readonly verdict: 'keep' | 'remove'
  /** `keep-weekly 3 of 5`, `newest proven of its series`, `daily backups are kept 30 days, and it is older`. */
  readonly rule: string
  /** Whether it has a place of a keep rule, which another would have without it. */
  readonly hasPlace: boolean
}

export interface RetentionPlan {
  /** One of each backup: by series, what it holds, and the newest first, in any order they were given. */
  readonly verdicts: readonly Verdict[]
}

/**
 * Judges each backup by the policy. It is kept where a protection says so, else where a keep rule does (restic's meaning),
 * else by its class's age; all times are UTC. The first of these that keeps it is reported. Where its class would decide and is
 * unknown, it is kept. What restore kept of its target goes by its age alone, and fills no place of the keep rules.
 */
export function planRetention(backups: readonly StoredBackup[], policy: Policy, now: Date): RetentionPlan {
  const verdicts = evaluate(backups, policy, now).map(({ backup, hasPlace, evaluation }): Verdict => {
    return evaluation.verdict === 'unknown'
      ? { backup, hasPlace, verdict: 'keep', rule: 'its class is not known' }
      : { backup, hasPlace, ...evaluation }
  })
  return { verdicts }
}

/**
 * Those of unknown class whose verdict depends on it: only their manifests need be read. Every other backup's verdict is
 * the same no matter what classes these and all others of unknown class turn out to have.
 */
export function classesThatMatter(
  backups: readonly StoredBackup[],
  policy: Policy,
  now: Date,
): readonly StoredBackup[] {
  return evaluate(backups, policy, now).flatMap(({ backup, evaluation }) =>
    evaluation.verdict === 'unknown' ? [backup] : [],
  )
}

interface Evaluated {
  readonly backup: StoredBackup
  readonly hasPlace: boolean
  readonly evaluation: AgeVerdict
}

const UNNAMED: Decided = { verdict: 'keep', rule: 'no manifest, and no pattern of the policy names it' }

function evaluate(backups: readonly StoredBackup[], policy: Policy, now: Date): Evaluated[] {
  const groups = Map.groupBy(backups, ({ group }) => nameOfGroup(group))
  const proven = new Set(
    backups
      .filter(each => isRetainable(each) && isPrimary(each))
      .map(({ group }) => nameOfGroup(ofAnyDatabase(group))),
  )
  return [...groups]
    .toSorted(([one], [other]) => compare(one, other))
    .flatMap(([, group]) => evaluateGroup(group.toSorted(newestFirst), policy, now, proven))
}

function evaluateGroup(
  backups: readonly StoredBackup[],
  policy: Policy,
  now: Date,
  proven: ReadonlySet<string>,
): Evaluated[] {
  const [first] = backups
  if (!first) return []
  const rules = rulesFor(policy, first.group.series)
  const protection = protectionsOf(backups, now, whyIrreplaceable(first.group, proven, policy.legacy))
  const kept = keptByRules(
    backups.filter(each => isRetainable(each) && isPrimary(each)),
    rules,
    now,
  )
  const byClassAge = classAges(rules, now)
  const byLegacyAge = legacyAges(policy.legacy, now)
  return backups.map(backup => {
    const rule = protection(backup) ?? kept.get(backup)
    const hasPlace = kept.has(backup)
    if (rule !== undefined) return { backup, hasPlace, evaluation: { verdict: 'keep', rule } }
    return { backup, hasPlace, evaluation: backup.legacy ? byLegacyAge(backup) : byClassAge(backup) }
  })
}

const LETS_GO = 'legacy-retired in the policy lets it go'

/** Why nothing stands in for the legacy backups of a group; undefined where something does, or the policy gives them up. */
function whyIrreplaceable(
  group: RetentionGroup,
  proven: ReadonlySet<string>,
  legacy: LegacyRule | undefined,
): string | undefined {
  if (legacy?.retired.has(group.series)) return undefined
  const successor = successorOf(group)
  if (!successor) return `its folder may be of another server; ${LETS_GO}`
  if (proven.has(nameOfGroup(successor))) return undefined
  const holds = HOLDS.get(group.what)
  return holds === undefined
    ? `no backup of another name takes its place; ${LETS_GO}`
    : `${successor.series} has no proven ${holds} backup yet`
}

/** What a backup with a manifest can take the place of, in words. */
const HOLDS: ReadonlyMap<string, string> = new Map([
  ['full', 'full'],
  ['schema', 'schema-only'],
  ['data', 'data-only'],
])

/** One judge for each kind: there may be very many backups. */
function legacyAges(legacy: LegacyRule | undefined, now: Date): (backup: StoredBackup) => Decided {
  if (!legacy) return () => UNNAMED
  const { byKind, lifetime } = legacy
  const others = lifetimeOf('legacy backups', lifetime, now)
  const known = new Map(
    [...byKind].map(([kind, kept]) => [kind, lifetimeOf(`legacy ${kind} backups`, kept, now)]),
  )
  return ({ legacyKind, startedAt }) => ((legacyKind && known.get(legacyKind)) ?? others)(startedAt)
}

function newestFirst(one: StoredBackup, other: StoredBackup): number {
  return other.startedAt.getTime() - one.startedAt.getTime() || compare(one.key, other.key)
}

/** By code points: the same on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

const DAY_MS = 86_400_000
/** As long as a daily backup is kept: somebody who looks at what is kept finds out whose clock is wrong by then. */
const STORED_LATE_DAYS = 30

/**
 * Why no policy may remove a backup (design, promise 7), asked before any rule is; undefined where one may. A group never
 * loses what it would be restored from: its newest proven backup; if none is proven, its newest refuted and its newest
 * legacy one, which are better than none. What a restore kept of its target is none of these: it may be a copy of another
 * database, and goes by its age.
 * @param group the newest first: all backups of one group
 * @param irreplaceable why nothing stands in for the group's legacy ones; undefined where something does
 */
function protectionsOf(
  group: readonly StoredBackup[],
  now: Date,
  irreplaceable: string | undefined,
): (backup: StoredBackup) => string | undefined {
  const own = group.filter(isPrimary)
  const proven = own.filter(isRetainable)
  const [newestProven] = proven
  const newestDrilled = proven.find(each => each.drilled === 'proven')
  // It may be newer, and is less: what is left unproven of it another still proves.
  const newestPartly = proven.find(each => each.drilled === 'partly proven')
  const lastResort = newestProven ? undefined : own.find(each => each.complete && each.failedDrill)
  const lastLegacy = group.find(each => each.legacy && each.bytes > 0)
  return backup => {
    if (backup.locked !== undefined) return backup.locked
    if (backup === newestProven) return 'newest proven of its series'
    if (backup === newestDrilled) return 'newest of its series that a drill proved'
    if (backup === newestPartly) return 'newest of its series that a drill proved in part'
    if (backup === lastResort) return 'newest of its series, none of which is proven'
    if (irreplaceable !== undefined && backup === lastLegacy)
      return `newest of its name, and ${irreplaceable}`
    if (now.getTime() - backup.startedAt.getTime() < DAY_MS) return 'younger than a day'
    if (storedMsAgo(backup, now) < STORED_LATE_DAYS * DAY_MS)
      return `stored days after the time of its name, by a clock that was behind or as a copy, and kept ${STORED_LATE_DAYS} days from then`
    if (!backup.complete && !backup.legacy) return 'not complete, so it is no backup'
    return undefined
  }
}

/** Of what was stored late; a name that may have a wrong time makes nothing old. */
function storedMsAgo({ storedLate }: StoredBackup, now: Date): number {
  return storedLate ? now.getTime() - storedLate.getTime() : Number.POSITIVE_INFINITY
}
