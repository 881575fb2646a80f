import { block, code, details, plain, table } from '../action/summary/markdown.ts'
import { withinLimit } from '../action/summary/within-limit.ts'
import { type CheckReport, countOf, outcomeOf } from './check-report.ts'
import type { Finding, Outcome } from './finding.ts'
import type { LeastPrivilege } from './least-privilege/least-privilege.ts'

const SIGNS: Readonly<Record<Outcome, string>> = { ok: '✅', warning: '⚠️', failed: '❌', skipped: '➖' }

/** The job summary of check, in Markdown: one table of ticks, each failure with its fix. */
export function checkSummary(report: CheckReport): string {
  const { database, findings, leastPrivilege, location } = report
  return withinLimit(
    [
      `## ${title(report)}`,
      `${database === undefined ? '' : `${code(database)} to `}${code(location)}.`,
      table(['', 'What', 'Found'], findings.map(row)),
      ...(leastPrivilege ? rights(leastPrivilege) : []),
      '',
    ].join('\n\n'),
    undefined,
    'The output `report` has everything.',
  )
}

function title(report: CheckReport): string {
  const outcome = outcomeOf(report)
  if (outcome === 'failed') {
    const count = countOf(report, 'failed')
    return `❌ Check: a backup would fail, by ${count === 1 ? 'one thing' : `${count} things`}`
  }
  return outcome === 'ok' ? '✅ Check: a backup would work' : '⚠️ Check: a backup would work, with warnings'
}

function row(finding: Finding): string[] {
  const { area, outcome, message, what } = finding
  const fix = 'fix' in finding ? `<br>**What to do:** ${plain(finding.fix)}` : ''
  const named = 'code' in finding ? ` (${code(finding.code)})` : ''
  return [SIGNS[outcome], `${area}: ${what}`, `${plain(message)}${named}${fix}`]
}

function rights({ grants, policies }: LeastPrivilege): string[] {
  const sql = grants?.map(grant => `-- ${grant.why}\n${grant.sql}`).join('\n')
  return [
    '### The rights that this configuration needs',
    sql === undefined
      ? 'What the role needs could not be found out, since the server was not reached.'
      : `In the database, run by an administrator:\n\n${block('sql', sql)}`,
    ...Object.entries(policies ?? {}).map(([who, policy]) =>
      details(`IAM policy of the ${who}`, block('json', JSON.stringify(policy, null, 2))),
    ),
  ]
}
