import type { BackupReport } from '../../backup/report.ts'
import { checklists } from './checklists.ts'
import { facts, timing } from './facts.ts'
import { block, details, plain } from './markdown.ts'
import { proof } from './proof.ts'
import { restoreCommands } from './restore-commands.ts'
import { withinLimit } from './within-limit.ts'

/** How many warnings are shown; each has its own annotation besides. */
const MOST_WARNINGS = 20

/** The job summary of a backup that was proven and stored, in Markdown, always below 1 MiB. */
export function backupSummary(report: BackupReport): string {
  const { manifest, warnings } = report
  return withinLimit(
    [
      `## ✅ ${plain(manifest.series)}: backup proven and stored`,
      ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${plain(warning)}\n`),
      facts(report),
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
