import { selectionOf } from '../../anomaly/history.ts'
import { isStoredBefore } from '../../catalog/dated-ahead.ts'
import type { DrillOutcome } from '../../catalog/drill-record.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import { checkMinimums, contentsOf, type Minimums } from '../../catalog/minimums.ts'
import { isHostForAll } from '../../catalog/same-database.ts'
import { formatAge } from '../../core/ages.ts'
import { BackupError } from '../../core/errors.ts'
import type { Format, Mode, Selection } from '../../postgres/dump-choices.ts'
import type { TargetFacts } from '../../postgres/target/target-facts.ts'
import type { ObjectLock } from '../../storage/s3/options.ts'
import type { Lock } from '../../storage/store.ts'

/** What a run would back up, as far as an earlier backup may stand in for it. */
export interface ReuseWanted {
  readonly series: string
  readonly mode: Mode
  readonly format: Format
  readonly selection: Selection
  readonly noOwner: boolean
  readonly noAcl: boolean
  readonly globals: boolean
  /** Whose pg_dump would make it. */
  readonly clientMajor: number
  readonly encryption: { readonly method: string; readonly to?: readonly string[] }
  readonly minimums: Minimums
  readonly source: Pick<TargetFacts, 'database' | 'databaseOid' | 'host' | 'port'> &
    Partial<Pick<TargetFacts, 'systemIdentifier'>>
  /** How long ago it may have been begun, exactly so long included. Milliseconds. */
  readonly withinMs: number
}

/** That an earlier backup was accepted in place of a new one. */
export interface Reuse {
  readonly withinMs: number
  /** Since it was begun: what it holds is of that moment. Milliseconds. */
  readonly ageMs: number
  /** What its last drill found; undefined where it was never drilled. */
  readonly drilled: Exclude<DrillOutcome, 'failed'> | undefined
}

/**
 * Why a backup cannot stand in for the one that is wanted, in words that complete “it …”; undefined where its manifest
 * speaks for it. `storedMs`: when the store received it, by its own clock. Anything that is not known speaks against it: a
 * backup too many only costs time.
 */
export function whyNotReusable(
  manifest: Manifest,
  wanted: ReuseWanted,
  now: Date,
  storedMs = Number.POSITIVE_INFINITY,
): string | undefined {
  const ageMs = now.getTime() - Date.parse(manifest.startedAt)
  if (manifest.archived) return 'is an archived copy'
  if (manifest.class === 'pre-restore') return 'was taken by a restore, of its target'
  if (manifest.series !== wanted.series) return `is of the series ${manifest.series}`
  if (isStoredBefore(new Date(manifest.startedAt), storedMs))
    return 'is dated after the store received it, so that its age is not known'
  if (ageMs < 0) return 'is dated ahead of this clock, so that its age is not known'
  if (ageMs > wanted.withinMs) return `is ${formatAge(ageMs)} old`
  return otherSource(manifest, wanted) ?? otherContents(manifest, wanted)
}

function otherSource({ source }: Manifest, { source: now }: ReuseWanted): string | undefined {
  if (source.database !== now.database || source.databaseOid !== now.databaseOid)
    return 'is of another database, or of one that was created again since'
  if (source.host.toLowerCase() !== now.host.toLowerCase() || source.port !== now.port)
    return `was taken at another address (${source.host}:${source.port ?? 'of a port not known'})`
  if (source.systemIdentifier !== now.systemIdentifier)
    return source.systemIdentifier !== undefined && now.systemIdentifier !== undefined
      ? 'is of another server, whose address was the same'
      : 'may be of another server: only one of the two reported its system identifier'
  return now.systemIdentifier === undefined && !isHostForAll(now.host)
    ? 'may be of another server: the role may not read its system identifier, and the host means another one on each machine'
    : undefined
}

function otherContents(manifest: Manifest, wanted: ReuseWanted): string | undefined {
  const { encryption, format, globals, mode, options } = manifest
  if (mode !== wanted.mode) return `is of mode ${mode}`
  if (mode === 'data') return 'holds no definitions, so that a change of the schema since cannot be seen'
  if (format !== wanted.format) return `is of format ${format}`
  const major = Number.parseInt(manifest.clientVersion, 10)
  if (major !== wanted.clientMajor)
    return `was made by pg_dump ${major}, and pg_dump ${wanted.clientMajor} would be taken now`
  if (selectionOf(options) !== selectionOf(wanted.selection)) return 'holds another selection'
  if (options.noOwner !== wanted.noOwner || options.noAcl !== wanted.noAcl)
    return 'was taken with another no-owner or no-acl'
  if (wanted.globals && !globals) return 'was taken without globals'
  if (encryptedFor(encryption) !== encryptedFor(wanted.encryption)) return 'is encrypted in another way'
  return tooSmall(manifest, wanted)
}

const DAY_MS = 86_400_000
/** Stores keep whole seconds. */
const WHOLE_SECOND_MS = 1_000

/**
 * Why an object is not locked as long as is asked, in words that complete “is …”; undefined where it is. Counted from the
 * backup's own begin: how long ago that may be is what was accepted. COMPLIANCE does for GOVERNANCE as well.
 */
export function whyNotLocked(
  lock: Lock | undefined,
  asked: ObjectLock,
  { startedAt }: Pick<Manifest, 'startedAt'>,
): string | undefined {
  if (lock?.kind === 'unknown') return `perhaps not locked: ${lock.why}`
  const retention = lock?.retention
  if (!retention) return `not locked, and object-lock-mode: ${asked.mode} is asked for`
  if (retention.mode !== asked.mode && retention.mode !== 'COMPLIANCE')
    return `locked in mode ${retention.mode}, and object-lock-mode: ${asked.mode} is asked for`
  const until = Date.parse(startedAt) + asked.days * DAY_MS
  return retention.until.getTime() + WHOLE_SECOND_MS < until
    ? `${lock.why}, and object-lock-days: ${asked.days} are asked for`
    : undefined
}

/** The order of recipients means nothing. */
function encryptedFor({ method, to = [] }: ReuseWanted['encryption']): string {
  return JSON.stringify([method, to.toSorted()])
}

function tooSmall({ dump, fingerprint, mode }: Manifest, { minimums }: ReuseWanted): string | undefined {
  try {
    checkMinimums(minimums, { dumpBytes: dump.bytes, contents: contentsOf(fingerprint, mode) })
    return undefined
  } catch (error) {
    if (error instanceof BackupError) return 'holds less than min-size, min-tables or expect-tables ask for'
    throw error
  }
}

/** What is reported where nothing was dumped, and why it is accepted. One sentence each. */
export function reuseWords(manifest: Manifest, { ageMs, drilled, withinMs }: Reuse): string {
  const source = `${manifest.source.database} on ${manifest.source.host}`
  return [
    `Nothing was dumped: ${manifest.key} was begun ${formatAge(ageMs)} ago, and reuse-within accepts ${formatAge(withinMs)}.`,
    `It was proven when it was made, is of the same database (${source}) and the same selection, and is in the store with the size that its manifest says.`,
    `The database has the same schema and extensions now; rows written, changed or deleted since ${manifest.startedAt} are not in it.`,
    drilled ? `Its last drill found it ${drilled}.` : 'It was not drilled yet.',
  ].join(' ')
}
