import { annotations, reasonsToFail } from '../../anomaly/judgement.ts'
import type { BackupReport } from '../../backup/report.ts'
import { reuseWords } from '../../backup/reuse.ts'
import { checklists } from './checklists.ts'
import { comparison } from './comparison.ts'
import { facts, timing } from './facts.ts'
import { block, details, plain } from './markdown.ts'
import { proof } from './proof.ts'
import { restoreCommands } from './restore-commands.ts'
import { withinLimit } from './within-limit.ts'

/** How many warnings are shown; each has its own annotation besides. */
const MOST_WARNINGS = 20

/** The job summary of a backup that was proven and stored, now or by an earlier run, in Markdown, always below 1 MiB. */
export function backupSummary(report: BackupReport): string {
  const { judgement, manifest, reuse, warnings } = report
  return withinLimit(
    [
      `## ${title(report)}`,
      ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${plain(warning)}\n`),
      ...(reuse ? [plain(reuseWords(manifest, reuse))] : []),
      facts(report),
      ...comparison(judgement),
      '### The proof',
      proof(report),
      // What this run did: it made none of it.
      ...(reuse ? [] : ['### The checklists', checklists(report)]),
      '### Restore it without this action',
      block('bash', restoreCommands(report)),
      details('Timing', timing(report)),
      '',
    ].join('\n\n'),
  )
}

function title({ judgement, manifest, reuse }: BackupReport): string {
  const stored = `${plain(manifest.series)}: ${reuse ? 'an earlier backup is fresh enough' : 'backup proven and stored'}`
  const unlike = `${stored}, and unlike those before it`
  if (reasonsToFail(judgement).length > 0) return `❌ ${unlike}`
  return annotations(judgement).warnings.length > 0 ? `⚠️ ${unlike}` : `✅ ${stored}`
}
