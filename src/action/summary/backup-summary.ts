import { annotations, reasonsToFail } from '../../backup/anomaly/judgement.ts'
import type { BackupReport } from '../../backup/report.ts'
import { checklists } from './checklists.ts'
import { comparison } from './comparison.ts'
import { facts, timing } from './facts.ts'
import { block, details, plain } from './markdown.ts'
import { proof } from './proof.ts'
import { restoreCommands } from './restore-commands.ts'
import { withinLimit } from './within-limit.ts'

/** How many warnings are shown; each has its own annotation besides. */
const MOST_WARNINGS = 20

/** The job summary of a backup that was proven and stored, in Markdown, always below 1 MiB. */
export function backupSummary(report: BackupReport): string {
  const { judgement, warnings } = report
  return withinLimit(
    [
      `## ${title(report)}`,
      ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${plain(warning)}\n`),
      facts(report),
      ...comparison(judgement),
      '### The proof',
      proof(report),
      '### The checklists',
      checklists(report),
      '### Restore it without this action',
      block('bash', restoreCommands(report)),
      details('Timing', timing(report)),
      '',
    ].join('\n\n'),
  )
}

function title({ judgement, manifest }: BackupReport): string {
  const stored = `${plain(manifest.series)}: backup proven and stored`
  const unlike = `${stored}, and unlike those before it`
  if (reasonsToFail(judgement).length > 0) return `❌ ${unlike}`
  return annotations(judgement).warnings.length > 0 ? `⚠️ ${unlike}` : `✅ ${stored}`
}
