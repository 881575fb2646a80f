import type { DrillOutcome } from '../catalog/drill-record.ts'
import { formatAge } from '../core/ages.ts'
import { factsOf, type NoticeContent } from '../notify/notice.ts'
import { problemOf } from '../notify/problem.ts'
import { severalOf } from '../notify/several.ts'
import type { DrillReport } from './record/findings.ts'

const TITLES: Readonly<Record<DrillOutcome, string>> = {
  proven: 'the backup restores, and all of it is equal',
  'partly proven': 'the backup restores, not all could be compared',
  failed: 'the backup does not restore to what it should be',
}

/** What a notice says of a drill. */
export function drillNotice({
  findings,
  location,
  reasons,
  record,
  recordKey,
  warnings,
}: DrillReport): NoticeContent {
  const { compared, outcome, rpo, rto, series, server } = record
  const { source } = findings.manifest
  const failed = reasons.length > 0
  const overBudget = failed && outcome !== 'failed' ? ', but the drill failed' : ''
  return {
    outcome: failed ? 'failure' : outcome === 'proven' ? 'success' : 'warning',
    title: `${series}, drilled: ${TITLES[outcome]}${overBudget}`,
    facts: factsOf({
      Backup: `${record.key} in ${location}`,
      Of: `${source.database} on ${source.host}`,
      'Restored into': `PostgreSQL ${server.version}`,
      'Time to restore (RTO)': against(rto.ms, rto.budgetMs) ?? 'could not be loaded',
      'Age (RPO)': against(rpo.ms, rpo.budgetMs),
      Proof:
        compared &&
        `${compared.tables.equal} tables with ${compared.rows.toLocaleString('en-US')} rows equal`,
      Record: recordKey,
      Warnings: severalOf(warnings),
    }),
    problem: problemOf(reasons),
  }
}

function against(ms: number | undefined, budgetMs: number | undefined): string | undefined {
  if (ms === undefined) return undefined
  return budgetMs === undefined ? formatAge(ms) : `${formatAge(ms)}, ${formatAge(budgetMs)} allowed`
}
