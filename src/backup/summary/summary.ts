import { block, code, details, plain, table } from '../../action/summary/markdown.ts'
import { withinLimit } from '../../action/summary/within-limit.ts'
import {
  annotations,
  type Evaluation,
  evaluationLine,
  reasonsToFail,
  totalsLine,
} from '../../anomaly/evaluation.ts'
import type { AnomalyReport, Finding } from '../../anomaly/finding.ts'
import { formatDuration } from '../../core/durations.ts'
import { formatSize } from '../../core/sizes.ts'
import { type BackupReport, durationMs } from '../report.ts'
import { reuseWords } from '../reuse/criteria.ts'
import { checklists } from './checklists.ts'
import { encryptionLabel } from './encryption-words.ts'
import { proof } from './proof.ts'
import { restoreCommands } from './restore-commands.ts'

/** How many warnings are shown; each has its own annotation besides. */
const MOST_WARNINGS = 20

/** The job summary of a backup that was proven and stored, now or by an earlier run, in Markdown, always below 1 MiB. */
export function backupSummary(report: BackupReport): string {
  const { evaluation, manifest, reuse, warnings } = report
  return withinLimit(
    [
      `## ${title(report)}`,
      ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${plain(warning)}\n`),
      ...(reuse ? [plain(reuseWords(manifest, reuse))] : []),
      facts(report),
      ...comparison(evaluation),
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

function title({ evaluation, manifest, reuse }: BackupReport): string {
  const stored = `${plain(manifest.series)}: ${reuse ? 'an earlier backup is fresh enough' : 'backup proven and stored'}`
  const unlike = `${stored}, and unlike those before it`
  if (reasonsToFail(evaluation).length > 0) return `❌ ${unlike}`
  return annotations(evaluation).warnings.length > 0 ? `⚠️ ${unlike}` : `✅ ${stored}`
}

/** What the backups before it say of a backup; nothing where nobody asked. */
function comparison(evaluation: Evaluation): string[] {
  if (evaluation.kind === 'ignored') return []
  const line = plain(evaluationLine(evaluation))
  if (evaluation.kind === 'not evaluated') return [TITLE, `⚠️ ${line}`]
  const { report } = evaluation
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

/** What was backed up, and where it is. */
function facts(report: BackupReport): string {
  const { manifest, manifestKey, url } = report
  const { source } = manifest
  return table(
    ['', ''],
    [
      ['Backup', code(url(manifest.key))],
      ['Database', `${code(source.database)} on ${code(source.host)}`],
      [
        'Kind',
        `${manifest.class}, ${manifest.mode}, ${manifest.format} format, ${plain(manifest.options.compression)}`,
      ],
      ['Versions', `server ${plain(source.serverVersion)}, client ${plain(manifest.clientVersion)}`],
      ['Size', `${sized(manifest.stored.bytes)} stored, ${sized(manifest.dump.bytes)} dumped`],
      ['Encrypted by', encryptedBy(report)],
      ['SHA-256 as stored', code(manifest.stored.sha256)],
      ['SHA-256 of the dump', code(manifest.dump.sha256)],
      ['Manifest', code(url(manifestKey))],
      ...(manifest.globals ? [['Roles', code(url(manifest.globals.key))]] : []),
      ...(report.localCopy ? [['Local copy', code(report.localCopy.path)]] : []),
    ],
  )
}

/** How long each stage took; dump, proof, encryption and upload are one stream. */
function timing({ manifest }: BackupReport): string {
  const { prepareMs, streamMs, completeMs } = manifest.timing
  const speed = streamMs > 0 ? `, ${formatSize((manifest.dump.bytes * 1000) / streamMs)}/s` : ''
  return table(
    ['Stage', 'Time'],
    [
      ['Prepare: server, client, destination, key', formatDuration(prepareMs)],
      ['Dump, prove, encrypt and upload, at once', `${formatDuration(streamMs)}${speed}`],
      ['Complete: compare with the store, write the manifest', formatDuration(completeMs)],
      ['**Whole**', `**${formatDuration(durationMs(manifest))}**`],
    ],
  )
}

function sized(bytes: number): string {
  return bytes < 1024 ? formatSize(bytes) : `${formatSize(bytes)} (${bytes.toLocaleString('en-US')} bytes)`
}

function encryptedBy(report: BackupReport): string {
  const unknown = report.reuse && 'nothing of this action; what the store does was not asked'
  const both = [
    encryptionLabel(report),
    report.storeEncryption && `the store (${plain(report.storeEncryption)})`,
  ]
  return both.filter(Boolean).join(', and ') || (unknown ?? '⚠️ nothing')
}
