import { code, details, plain, table } from '../action/summary/markdown.ts'
import { withinLimit } from '../action/summary/within-limit.ts'
import { legacyWords } from '../catalog/legacy/legacy-words.ts'
import { andMore, firstLines } from '../core/words.ts'
import { countOf, type Outcome, type Verification, type VerifyReport } from './report.ts'

/** How many are shown: more makes a page that nobody reads; the worst come first. */
const MOST_BACKUPS = 500
const MOST_ORPHANS = 100
const MOST_WARNINGS = 20

const SIGNS: Readonly<Record<Outcome, string>> = {
  verified: '✅ verified',
  failed: '❌ failed',
  'not verified': '⚠️ not verified',
}

/** The job summary of verify, in Markdown, always below 1 MiB: one table. */
export function verifySummary(report: VerifyReport): string {
  const { leftOut, legacy, location, orphans, verifications, warnings } = report
  const shown = verifications.slice(0, MOST_BACKUPS)
  return withinLimit(
    [
      `## ${title(report)}`,
      ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${plain(warning)}\n`),
      `In ${code(location)}${leftOut > 0 ? `; ${leftOut} more were left out by sample` : ''}.`,
      table(['Backup', 'Outcome', 'What was checked', 'Seconds'], shown.map(row)),
      ...andMore(verifications.length - shown.length, '; the log has them all'),
      ...(legacy.count > 0
        ? [`Not verified, since they have no manifest: ${plain(legacyWords(legacy))}.`]
        : []),
      ...(orphans.length > 0 ? [orphanList(orphans)] : []),
      ...(countOf(report, 'failed') > 0 ? [WHAT_TO_DO] : []),
      '',
    ].join('\n\n'),
  )
}

const WHAT_TO_DO =
  '**What to do:** do not trust a backup that failed. Take a new one, restore from an older one meanwhile, and find out what changed it.'

function title(report: VerifyReport): string {
  const { verifications } = report
  const all = verifications.length === 1 ? '1 backup' : `${verifications.length} backups`
  const failed = countOf(report, 'failed')
  if (failed > 0) return `❌ Verify: ${failed} of ${all} failed`
  const verified = countOf(report, 'verified')
  if (verified === 0) return `❌ Verify: none of ${all} could be verified`
  return verified === verifications.length
    ? `✅ Verify: ${all} verified`
    : `⚠️ Verify: ${verified} of ${all} verified`
}

function row({ checked, key, ms, outcome, problem }: Verification): string[] {
  const what = problem ? `${plain(problem.message)} (${code(problem.code)})` : plain(checked)
  return [code(key), SIGNS[outcome], what, (ms / 1000).toFixed(1)]
}

function orphanList(orphans: readonly string[]): string {
  const listed = orphans.map(key => `- ${code(key)}`)
  const count = orphans.length === 1 ? '1 orphan' : `${orphans.length} orphans`
  return details(
    `⚠️ ${count}: older than a day, and of no backup`,
    firstLines(listed, MOST_ORPHANS).join('\n'),
  )
}
