import type { AnomalyReport, Finding } from '../../anomaly/finding.ts'
import { type Judgement, judgementLine, totalsLine } from '../../anomaly/judgement.ts'
import { plain, table } from './markdown.ts'

/** What the backups before it say of a backup; nothing where nobody asked. */
export function comparison(judgement: Judgement): string[] {
  if (judgement.kind === 'ignored') return []
  const line = plain(judgementLine(judgement))
  if (judgement.kind === 'not judged') return [TITLE, `⚠️ ${line}`]
  const { report } = judgement
  const cells = rows(report)
  const totals = totalsLine(report)
  return [
    TITLE,
    line,
    ...(totals ? [`⚠️ ${plain(totals)}`] : []),
    ...(cells.length > 0 ? [table(['What', meanOf(report), 'Now', 'Change'], cells)] : []),
    ...more(report),
  ]
}

const TITLE = '### Compared with the backups before it'

function meanOf({ compared }: AnomalyReport): string {
  return compared === 1 ? 'The one before' : `Before (mean of ${compared})`
}

/** The figures of the whole first, then what is odd beside them, the worst first. */
function rows({ figures, findings }: AnomalyReport): string[][] {
  const others = findings.filter(({ what }) => !figures.some(figure => figure.what === what))
  return [
    ...figures.map(each => row(each.odd ? '⚠️' : '✅', each)),
    ...others.map(each => row(each.weight === 'drift' ? 'ℹ️' : '⚠️', each)),
  ]
}

function row(
  sign: string,
  { before, change, now, what }: Pick<Finding, 'before' | 'change' | 'now' | 'what'>,
): string[] {
  return [`${sign} ${plain(what)}`, plain(before), plain(now), plain(change)]
}

/** What a table has no room for: which definitions, and what could not be compared. */
function more({ anomalies, findings, notCompared }: AnomalyReport): string[] {
  const listed = findings.filter(({ weight }) => weight === 'anomaly').length
  return [
    ...findings.filter(({ weight }) => weight === 'drift').map(({ text }) => plain(text)),
    ...(anomalies > listed
      ? [`The ${listed} worst of ${anomalies.toLocaleString('en-US')} anomalies are listed.`]
      : []),
    ...notCompared.map(each => `Not compared: ${plain(each)}`),
  ]
}
