import { formatSize } from '../core/sizes.ts'
import { factsOf, type NoticeContent, type NoticeOutcome } from '../notify/notice.ts'
import { problemOf } from '../notify/problem.ts'
import { severalOf } from '../notify/several.ts'
import { isFailure } from './data/attention.ts'
import { staleSeries } from './data/compose-report.ts'
import { reasonsToFail } from './data/reasons-to-fail.ts'
import type { ReportData, ReportVerdict } from './data/report-data.ts'
import type { WrittenReport } from './outputs.ts'

const OUTCOMES: Readonly<Record<ReportVerdict, NoticeOutcome>> = {
  good: 'success',
  attention: 'warning',
  failure: 'failure',
}

/** What a notice says of a report. */
export function reportNotice({ report }: WrittenReport): NoticeContent {
  const { attention, location, totals, verdict } = report
  return {
    outcome: OUTCOMES[verdict],
    title: `${location}: ${titleOf(report)}`,
    facts: factsOf({
      Backups: `${totals.backups.toLocaleString('en-US')} of ${totals.series} series`,
      Stored: formatSize(totals.bytes),
      Stale: severalOf(staleSeries(report)),
      Attention: severalOf(attention.filter(each => !isFailure(each)).map(({ message }) => message)),
    }),
    problem: problemOf(reasonsToFail(report)),
  }
}

function titleOf(report: ReportData): string {
  const { attentionCount, series, verdict } = report
  const stale = staleSeries(report).length
  if (verdict === 'good') return 'all backups are as they should be'
  if (verdict === 'attention')
    return attentionCount === 1 ? 'one thing to look at' : `${attentionCount} things to look at`
  return stale === 0
    ? report.legacy.count > 0
      ? 'no backup with a manifest'
      : 'no backup at all'
    : `${stale} of ${series.length} series without a fresh backup`
}
