import { BackupError } from '../core/errors.ts'
import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'
import type { Verdict } from '../retention/plan-retention.ts'

/** So few removals are never too many: a small series may lose most of what it has by the runbooks' own rules. */
const ALWAYS_ALLOWED = 10

/** Reads a share of a series' backups as a percentage: `80%`, above 0 and up to 100. */
export function parseMostRemovals(text: string): Parsed<number> {
  const percent = Number(/^(\d{1,3})\s*%$/.exec(text)?.[1] ?? NaN)
  return percent > 0 && percent <= 100
    ? parsed(percent / 100)
    : refused(`${quoted(text)} is no such share; write a percentage such as 80%, or 100% for no limit`)
}

/**
 * Says for each series of which more would go than is allowed how many; empty where none is. A slip in the policy, or a
 * clock that is wrong everywhere, takes nearly all of a series.
 * @param share above 0, at most 1
 */
export function tooManyRemovals(verdicts: readonly Verdict[], share: number): string[] {
  const series = Map.groupBy(verdicts, ({ backup }) => backup.group.series)
  return [...series].flatMap(([name, all]) => {
    const removed = all.filter(({ verdict }) => verdict === 'remove').length
    const few = removed < ALWAYS_ALLOWED || removed <= share * all.length
    return few ? [] : [`${removed} of the ${all.length} backups of ${name}`]
  })
}

/** @param reported what `tooManyRemovals` said */
export function refuseRemovals(removals: readonly string[], share: number): BackupError {
  return new BackupError({
    kind: 'refusal',
    code: 'prune-too-many',
    message: `${removals.join(', and ')} would be removed, more than max-removals allows (${Math.round(share * 100)}%): nothing was removed.`,
    hint: 'Look at the plan with dry-run: true; where it is what you want, write max-removals: 100% for this run.',
  })
}
