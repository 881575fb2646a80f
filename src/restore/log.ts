import type { Reporter } from '../core/reporter.ts'
import { firstLines } from '../core/words.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import { describeStrategy } from './plan/load-strategy.ts'
import { NOT_ASKED_FOR } from './plan/plan.ts'
import type { PlannedRestore } from './prepare.ts'
import type { Comparison } from './verify/comparison.ts'

/** How many lines of a list the log has; the summary has more. */
const MOST_LINES = 50

/** Writes the plan into the log. */
export function logPlan({ strategy, plan, warnings }: PlannedRestore, reporter: Reporter): void {
  for (const warning of warnings) reporter.warning(warning)
  const list = (what: string, names: readonly string[]): void => {
    for (const line of firstLines(names, MOST_LINES, '')) reporter.info(`${what}: ${line}`)
  }
  reporter.info(`To be loaded: ${plan.load.length} entries, ${describeStrategy(strategy)}`)
  list('To be dropped', plan.drops)
  list('To be emptied', plan.empties.map(qualifiedName))
  list('Role to be created', plan.createsRoles)
  list(
    'Skipped',
    plan.skip
      .filter(({ why }) => why !== NOT_ASKED_FOR)
      .map(({ entry, why }) => `${entry.kind} ${entry.schema} ${entry.name}: ${why}`),
  )
}

/** Writes what the proof found into the log, in its three words. */
export function logComparison(
  { differences, notVerified, skipped, tables }: Comparison,
  reporter: Reporter,
): void {
  const equal = tables.filter(({ outcome }) => outcome === 'equal')
  const rows = equal.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-US')
  reporter.info(`Equal to the backup: ${rows} rows in ${equal.length} of ${tables.length} tables`)
  const list = (word: string, lines: readonly string[]): void => {
    for (const line of firstLines(lines, MOST_LINES, '')) reporter.info(`${word}: ${line}`)
  }
  list('different', differences)
  list('not verified', notVerified)
  list('skipped', skipped)
}
