import { block, code, plain, table } from '../action/summary/markdown.ts'
import { withinLimit } from '../action/summary/within-limit.ts'
import { restoreCommands } from '../backup/summary/restore-commands.ts'
import type { CheckRecord, DrillOutcome, DrillRecord } from '../catalog/drill-record.ts'
import { CHECKSUM_SUFFIX } from '../catalog/names.ts'
import { formatAge } from '../core/ages.ts'
import { formatDuration } from '../core/durations.ts'
import type { Explanation } from '../core/errors.ts'
import { andMore, firstLines } from '../core/words.ts'
import { restoreProof } from '../restore/summary/proof.ts'
import type { DrillReport, Restoration } from './record/findings.ts'
import { STAGES, type Stage } from './record/stages.ts'
import { brokenInSource } from './record/verdict.ts'

/** How many are shown: more makes a page that nobody reads. */
const MOST_WARNINGS = 20
const MOST_BROKEN = 100
const MOST_CHECKS = 200

const OUTCOMES: Readonly<Record<DrillOutcome, string>> = {
  proven: 'the backup restores, and everything in it is equal',
  'partly proven': 'the backup restores and nothing is wrong, but not everything could be compared',
  failed: 'the backup does not restore to what it should be',
}

/** The job summary of a drill, in Markdown, always below 1 MiB: what is wrong comes first. */
export function drillSummary(report: DrillReport): string {
  const { findings, reasons, record, warnings } = report
  const { manifest, restoration } = findings
  const loaded = restoration.kind === 'loaded' ? restoration : undefined
  return withinLimit(
    [
      `## ${title(report)}`,
      ...reasons.map(reasonLine),
      ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${plain(warning)}`),
      facts(report),
      '### Time to restore',
      stages(record),
      ...(loaded
        ? ['### The proof', restoreProof(loaded.comparison, manifest.fingerprint), brokenList(loaded)]
        : []),
      ...(loaded && loaded.checks.length > 0 ? ['### Checks', checkTable(loaded.checks)] : []),
      '### Restore it yourself',
      'The same with stock tools alone, into an empty database:',
      block(
        'bash',
        restoreCommands({ ...report, manifest, checksumKey: `${manifest.key}${CHECKSUM_SUFFIX}` }),
      ),
      '',
    ].join('\n\n'),
  )
}

function title({ reasons, record }: DrillReport): string {
  const { outcome, series } = record
  const sign = reasons.length > 0 ? '❌' : outcome === 'proven' ? '✅' : '⚠️'
  const budgets = reasons.length > 0 && outcome !== 'failed' ? ', and the drill failed' : ''
  return `${sign} ${plain(series)}, drilled: ${OUTCOMES[outcome]}${budgets}`
}

function reasonLine({ code: name, hint, message }: Explanation): string {
  return `- ${plain(message)} **What to do:** ${plain(hint)} (${code(name)})`
}

function facts({ findings, record, recordKey, url }: DrillReport): string {
  const { extensions, manifest, server } = findings
  const { source } = manifest
  const kind = server.kind === 'given' ? 'the given server' : 'a server of its own'
  const listed = extensions.map(({ name, outcome, version }) =>
    outcome === 'skipped' ? `⚠️ ${code(name)} left out` : `${code(name)} ${plain(version)}`,
  )
  return table(
    ['', ''],
    [
      ['Backup', code(url(manifest.key))],
      ['Of', `${code(source.database)} on ${code(source.host)}, PostgreSQL ${plain(source.serverVersion)}`],
      ['Restored into', `PostgreSQL ${plain(server.version)}, ${kind}, by ${plain(sessions(record.jobs))}`],
      ['Age when the drill began', against(record.rpo.ms, record.rpo.budgetMs)],
      [
        'Time to restore',
        record.rto.ms === undefined ? 'could not be loaded' : against(record.rto.ms, record.rto.budgetMs),
      ],
      ['Extensions', listed.join(', ') || 'none'],
      ['Record', recordKey === undefined ? 'none was written' : code(url(recordKey))],
    ],
  )
}

function sessions(jobs: number): string {
  return jobs === 1 ? 'one session' : `${jobs} sessions`
}

function against(ms: number, budgetMs: number | undefined): string {
  if (budgetMs === undefined) return formatAge(ms)
  return `${ms <= budgetMs ? '✅' : '❌'} ${formatAge(ms)}, ${formatAge(budgetMs)} allowed`
}

const WORDS: Readonly<Record<Stage, readonly [what: string, isRetainable: string]>> = {
  server: ['Find client and server, start it', 'no: in need there is a server'],
  fetch: ['Download, compare with the manifest, decrypt', 'yes'],
  prepare: ['Database, roles, extensions', 'yes'],
  load: ['Load', 'yes'],
  prove: ['Dump again, compare', 'no'],
  check: ['Check', 'no'],
}

function stages({ rto, stages: times }: DrillRecord): string {
  const rows = STAGES.flatMap(stage => {
    const ms = times[stage]
    const [what, isRetainable] = WORDS[stage]
    return ms === undefined ? [] : [[what, formatDuration(ms), isRetainable]]
  })
  const whole = rto.ms === undefined ? 'not known' : formatDuration(rto.ms)
  return table(
    ['Stage', 'Time', 'Counts towards the time to restore'],
    [...rows, ['**Time to restore**', `**${whole}**`, '']],
  )
}

function brokenList(loaded: Extract<Restoration, { kind: 'loaded' }>): string {
  const { broken } = loaded
  if (broken.length === 0)
    return 'No sequence is behind its column, every index is valid, no foreign key is switched off.'
  const known = new Set(brokenInSource(loaded))
  return [
    brokenPart(
      '❌ Broken, and not known to be so in the source database',
      broken.filter(line => !known.has(line)),
    ),
    brokenPart('⚠️ Broken, and so in the source database', [...known]),
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

function brokenPart(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return ''
  const listed = lines.map(line => `- ${plain(line)}`)
  return [`**${title} (${lines.length})**`, '', ...firstLines(listed, MOST_BROKEN)].join('\n')
}

function checkTable(checks: readonly CheckRecord[]): string {
  const failedFirst = checks.toSorted((one, other) => one.outcome.localeCompare(other.outcome))
  const rows = failedFirst
    .slice(0, MOST_CHECKS)
    .map(({ check, outcome, what }) => [
      plain(check),
      outcome === 'passed' ? '✅ passed' : '❌ failed',
      plain(what ?? ''),
    ])
  return [table(['Check', 'Outcome', 'What'], rows), ...andMore(checks.length - rows.length)].join('\n\n')
}
