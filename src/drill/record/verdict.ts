import { TOLERATED_MS } from '../../catalog/dated-ahead.ts'
import type { DrillOutcome } from '../../catalog/drill-record.ts'
import { formatAge } from '../../core/ages.ts'
import type { Explanation } from '../../core/errors.ts'
import { firstOf } from '../../core/words.ts'
import { qualifiedName, type SequenceValue } from '../../fingerprint/fingerprint.ts'
import type { Comparison } from '../../restore/verify/comparison.ts'
import type { Broken, DrillFindings, Restoration } from './findings.ts'
import { restoreTimeMs } from './stages.ts'

/** How many names a message lists; the summary and the record have more. */
const MOST_NAMED = 5

type Loaded = Extract<Restoration, { kind: 'loaded' }>

/** What is found out about the backup itself: budgets are none of its fault. */
export function outcomeOf({ restoration }: Pick<DrillFindings, 'restoration'>): DrillOutcome {
  if (restoration.kind === 'failed') return 'failed'
  const { checks, comparison } = restoration
  const broken = brokenByRestore(restoration)
  const wrong = comparison.differences.length + broken.length + checks.filter(isFailed).length
  if (wrong > 0) return 'failed'
  return isWhole(comparison) ? 'proven' : 'partly proven'
}

/** What is broken in the restored database and in the source, and so no fault of the backup. */
export function brokenInSource(restoration: Restoration): readonly string[] {
  return restoration.kind === 'failed' ? [] : restoration.ofSource
}

function brokenByRestore({ broken, ofSource }: Loaded): readonly string[] {
  const known = new Set(ofSource)
  return broken.filter(line => !known.has(line))
}

/**
 * Which of what is broken was so in the source: everything where all of the backup compared equal, else what follows from
 * values that did.
 * @param compared the sequences that were
 */
export function ofSource(
  broken: readonly Broken[],
  comparison: Comparison,
  compared: readonly Pick<SequenceValue, 'sequence'>[],
): string[] {
  const { differences, tables } = comparison
  const isEqual = isWhole(comparison) && differences.length === 0
  const sequences = new Set(compared.map(({ sequence }) => sequence))
  const unequal = new Set(tables.filter(({ outcome }) => outcome !== 'equal').map(qualifiedName))
  const isKnown = ({ by }: Broken): boolean =>
    by !== undefined &&
    sequences.has(by.sequence) &&
    !differences.some(line => line.startsWith(`sequence ${by.sequence} `)) &&
    !by.tables.some(table => unequal.has(qualifiedName(table)))
  return broken.filter(each => isEqual || isKnown(each)).map(({ line }) => line)
}

/** Whether everything could be compared. */
function isWhole({ notVerified, skipped }: Loaded['comparison']): boolean {
  return notVerified.length + skipped.length === 0
}

/** How old the backup was when the drill began: what a restore would have lost. Milliseconds. */
export function ageMs({ manifest, startedAt }: Pick<DrillFindings, 'manifest' | 'startedAt'>): number {
  return Math.max(0, startedAt.getTime() - Date.parse(manifest.startedAt))
}

/** Whether the backup is young enough; one that is dated after the drill began has no age that could be known. */
export function isYoungEnough(findings: Pick<DrillFindings, 'budgets' | 'manifest' | 'startedAt'>): boolean {
  if (findings.budgets.ageMs === undefined) return true
  return !isFromFuture(findings) && ageMs(findings) <= findings.budgets.ageMs
}

function isFromFuture({ manifest, startedAt }: Pick<DrillFindings, 'manifest' | 'startedAt'>): boolean {
  return Date.parse(manifest.startedAt) - startedAt.getTime() > TOLERATED_MS
}

/** Everything that fails the drill, at once: what is wrong with the backup first, then what is left of it, then the budgets. */
export function reasonsToFail(findings: DrillFindings): Explanation[] {
  return [...wrongWithBackup(findings), ...findings.left, ...overBudget(findings)]
}

function wrongWithBackup({ manifest, restoration }: DrillFindings): Explanation[] {
  if (restoration.kind === 'failed') return [restoration.problem]
  const { checks, comparison } = restoration
  const broken = brokenByRestore(restoration)
  const { differences } = comparison
  const failed = checks.filter(isFailed)
  const reasons: Explanation[] = []
  if (differences.length > 0) {
    reasons.push({
      kind: 'integrity',
      code: 'drill-different',
      message: `${manifest.key}, restored, is not what its manifest says: ${firstOf(differences, MOST_NAMED, { separator: '; ' })}.`,
      hint: 'Do not trust this backup; restore an older one, and find out what changed it.',
    })
  }
  if (broken.length > 0) {
    reasons.push({
      kind: 'integrity',
      code: 'drill-broken',
      message: `${manifest.key}, restored, would fail its users: ${firstOf(broken, MOST_NAMED, { separator: '; ' })}.`,
      hint: 'Look for it in the source database, and fix it there; if it is not there, do not trust this backup.',
    })
  }
  if (failed.length > 0) {
    const lines = failed.map(({ check, what }) => `${check}${what === undefined ? '' : ` (${what})`}`)
    reasons.push({
      kind: 'integrity',
      code: 'drill-check-failed',
      message: `${failed.length} of ${checks.length} checks failed in ${manifest.key}, restored: ${firstOf(lines, MOST_NAMED, { separator: '; ' })}.`,
      hint: 'Run them in the source database: what holds there and not here was not backed up.',
    })
  }
  return reasons
}

function overBudget(findings: DrillFindings): Explanation[] {
  const { budgets, manifest, times } = findings
  const age = ageMs(findings)
  const restore = restoreTimeMs(times)
  const reasons: Explanation[] = []
  if (findings.restoration.kind === 'loaded' && !isWithin(restore, budgets.rtoMs)) {
    reasons.push({
      kind: 'refusal',
      code: 'drill-too-slow',
      message: `Restoring ${manifest.key} took ${formatAge(restore)}, longer than rto-budget allows: ${formatAge(budgets.rtoMs ?? 0)}.`,
      hint: 'Give the drill a larger machine or more jobs, make the database smaller, or plan for a longer outage with rto-budget.',
    })
  }
  if (!isYoungEnough(findings) && isFromFuture(findings)) {
    reasons.push({
      kind: 'refusal',
      code: 'drill-age-unknown',
      message: `${manifest.key} is dated ${manifest.startedAt}, after this drill began (${findings.startedAt.toISOString()}): how old it is cannot be known, and max-age is set.`,
      hint: 'Find out whose clock is wrong, that of this machine or of the one that made the backup, and back up again once it is right.',
    })
  } else if (!isYoungEnough(findings)) {
    reasons.push({
      kind: 'refusal',
      code: 'drill-too-old',
      message: `${manifest.key} was ${formatAge(age)} old, older than max-age allows: ${formatAge(budgets.ageMs ?? 0)}.`,
      hint: 'Look at why no newer backup was made, and back up more often; or say with max-age that so much may be lost.',
    })
  }
  return reasons
}

export function isWithin(ms: number, budgetMs: number | undefined): boolean {
  return budgetMs === undefined || ms <= budgetMs
}

function isFailed({ outcome }: { readonly outcome: 'passed' | 'failed' }): boolean {
  return outcome === 'failed'
}
