import { code, details, plain, table } from '../../action/summary/markdown.ts'
import { withinLimit } from '../../action/summary/within-limit.ts'
import { formatDuration } from '../../core/durations.ts'
import type { Explanation } from '../../core/errors.ts'
import { formatSize } from '../../core/sizes.ts'
import { firstLines } from '../../core/words.ts'
import { describeState } from '../failure-reasons.ts'
import { leftUnmasked, type PostRestoreStep, type RestoreOutcome, type RestoreReport } from '../report.ts'
import { planTable } from './plan.ts'
import { restoreProof } from './proof.ts'
import { rollback, type Whereabouts } from './rollback.ts'

const MOST_WARNINGS = 20
const MOST_CARE_LINES = 100

const TITLES: Readonly<Record<RestoreOutcome, string>> = {
  planned: '✅ Restore, dry run: nothing stands in the way, nothing was changed',
  refused: '❌ Restore refused: nothing was changed',
  proven: '✅ Restored and proven',
  'partly proven': '⚠️ Restored, nothing differs, not all was restored or verified',
  different: '❌ Restored, and not what was backed up',
  failed: '❌ Restore failed',
}

/** The job summary of a restore, in Markdown, always below 1 MiB: what is wrong comes first. */
export function restoreSummary(
  report: RestoreReport,
  reasons: readonly Explanation[],
  where: Whereabouts,
): string {
  const { afterCare, comparison, failure, outcome, timing, warnings } = report
  const changed = ['proven', 'partly proven', 'different'].includes(outcome) || failure?.target === 'loaded'
  return withinLimit(
    [
      `## ${TITLES[outcome]}`,
      ...reasons.map(reasonLine),
      ...(failure ? [`> ⚠️ ${plain(describeState(failure.target, report))}`] : []),
      ...(leftUnmasked(report) ? [UNMASKED] : []),
      ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${plain(warning)}`),
      facts(report),
      ...(changed || comparison
        ? ['### The proof', restoreProof(comparison, report.manifest.fingerprint), ...maskingNote(afterCare)]
        : []),
      ...(afterCare.length > 0 ? ['### Afterwards', afterCare.map(careLine).join('\n')] : []),
      '### The plan',
      planTable(report),
      ...(outcome === 'refused' || outcome === 'planned'
        ? []
        : ['### The way back', rollback(report, where)]),
      details(
        'Timing',
        table(
          ['Stage', 'Time'],
          [
            ...timing.map(({ ms, stage }) => [plain(stage), formatDuration(ms)]),
            ['**Whole**', `**${formatDuration(report.ms)}**`],
          ],
        ),
      ),
      '',
    ].join('\n\n'),
  )
}

const UNMASKED =
  '> ⚠️ **post-restore-sql did not succeed: the target may hold data that is not masked.** Let nobody use it before it is.'

function reasonLine({ code: name, hint, message }: Explanation): string {
  return `- ${plain(message)} **What to do:** ${plain(hint)} (${code(name)})`
}

function facts({ after, location, manifest, target }: RestoreReport): string {
  const { source } = manifest
  return table(
    ['', ''],
    [
      ['Backup', `${code(manifest.key)} in ${code(location)}`],
      ['Begun', plain(manifest.startedAt)],
      ['Of', `${code(source.database)} on ${code(source.host)}, PostgreSQL ${plain(source.serverVersion)}`],
      [
        'Into',
        `${code(target.database)} on ${code(`${target.host}:${target.port}`)}, PostgreSQL ${plain(target.version)}`,
      ],
      ...(after?.databaseBytes === undefined
        ? []
        : [['Size', sizes(after.databaseBytes, source.databaseBytes)]]),
    ],
  )
}

/** Of the two databases: they differ by bloat and fillfactor, and are no proof. */
function sizes(restoredBytes: number, sourceBytes: number | undefined): string {
  const source = sourceBytes === undefined ? '' : `; the source had ${formatSize(sourceBytes)}`
  return `the database is ${formatSize(restoredBytes)} now${source}`
}

/** What is masked afterwards differs from the backup, and is meant to. */
function maskingNote(afterCare: readonly PostRestoreStep[]): string[] {
  const changing = afterCare
    .filter(({ what }) => what === 'disable-outbound' || what === 'post-restore-sql')
    .map(({ what }) => what)
  return changing.length > 0 ? [`The proof was taken before ${changing.join(' and ')}.`] : []
}

function careLine({ outcome, lines, what }: PostRestoreStep): string {
  const sign = outcome === 'done' ? '✅' : '❌'
  const listed = lines.map(line => `  - ${plain(line)}`)
  return [`- ${sign} ${what}: ${outcome}`, ...firstLines(listed, MOST_CARE_LINES, '  - ')].join('\n')
}
