import { CHECKSUM_SUFFIX, isSeries } from '../../../catalog/names.ts'
import { stockRestore } from '../../../catalog/stock-restore.ts'
import { formatAge } from '../../../core/ages.ts'
import { formatDuration } from '../../../core/durations.ts'
import { formatSize } from '../../../core/sizes.ts'
import { counted } from '../../../core/words.ts'
import { openCommand } from '../../../encryption/open-command.ts'
import type { Mode } from '../../../postgres/dump-choices.ts'
import { isRestorable } from '../../data/compact-backup.ts'
import type { ReportBackup } from '../../data/report-backup.ts'
import type { ReportData } from '../../data/report-data.ts'
import type { ReportSeries } from '../../data/report-series.ts'
import { type Html, html, spelled } from '../html.ts'
import { code, mark, moment, named } from '../names.ts'
import { details } from '../table.ts'
import { freshnessMark } from './overview.ts'
import { facts, part } from './section.ts'

/** How fresh a series is, its newest backup, and how that is restored. */
export function newest(each: ReportSeries, report: Pick<ReportData, 'location'>): Html {
  const backup = newestRestorable(each)
  return html`${part('Freshness', freshness(each))}${part(
    'Restore',
    backup
      ? html`${facts([
          [
            each.freshness.state === 'way back' ? 'Way back' : 'Newest backup',
            html`${moment(backup.at)} UTC, ${backup.class}, ${formatSize(backup.bytes)}`,
          ],
          [
            'Holds',
            html`${named(backup.what)}: ${counted(backup.rows, 'row')} in ${counted(backup.tables, 'table')}, taken in ${formatDuration(backup.ms)}`,
          ],
          ['Key', code(backup.key)],
        ])}${restoreLines(backup, each, report.location)}`
      : html`<p>${mark('bad', 'There is no backup that can be restored.')}</p>`,
  )}`
}

/**
 * Of the whole database if there is one; what a restore kept of its target is no backup of this database perhaps, and meant
 * where there is nothing else.
 */
function newestRestorable({ backups, freshness: { state } }: ReportSeries): ReportBackup | undefined {
  const own = state === 'way back' ? backups : backups.filter(each => each.class !== 'pre-restore')
  return own.find(isRestorable) ?? own.find(({ state }) => state === 'complete')
}

function freshness(each: ReportSeries): Html {
  const { ageMs, maxAgeMs, newestAt, usualEveryMs } = each.freshness
  const { backupCount, bytes, source } = each
  return html`<p class="lead">${freshnessMark(each)} <span>The series ${each.freshness.words}.</span></p>
${facts([
  ['Newest', newestAt === undefined ? 'none' : html`${moment(newestAt)} UTC`],
  // The sentence above says it where a max-age is set.
  ['Age', ageMs === undefined || maxAgeMs !== undefined ? undefined : formatAge(ageMs)],
  ['Usually made', usualEveryMs === undefined ? undefined : `every ${formatAge(usualEveryMs)}`],
  ['Next expected', nextOf(newestAt, usualEveryMs)],
  ['Backups', backupCount === 0 ? 'none' : `${backupCount.toLocaleString('en-US')}, ${formatSize(bytes)}`],
  [
    'Database',
    source &&
      html`${named(source.database)} on ${named(source.host)}, PostgreSQL ${named(source.serverVersion)}`,
  ],
])}`
}

function nextOf(newestAt: string | undefined, everyMs: number | undefined): Html | undefined {
  if (newestAt === undefined || everyMs === undefined) return undefined
  return html`about ${moment(new Date(Date.parse(newestAt) + everyMs).toISOString())} UTC`
}

/** What S3 gives out only after it was asked to, hours before. */
const COLD = ['GLACIER', 'DEEP_ARCHIVE']

/** What a name may hold that is pasted into a workflow: GitHub would evaluate an expression in it. */
const PASTES = /^[\w./:@%+=, -]+$/

/** Lines to copy that restore a backup: for a shell, and for a workflow. */
function restoreLines(backup: ReportBackup, series: ReportSeries, location: string): Html {
  const commands = commandsFor(backup, series, location)
  if (spelled(commands) !== commands)
    return html`<p>Its key has characters that cannot be seen, so there is no line to copy: take it from report.json.</p>`
  return html`${COLD.includes(backup.storageClass ?? '') && html`<p>It is in ${code(backup.storageClass ?? '')}: ask for it first, with ${code('aws s3api restore-object')}; that takes hours.</p>`}<p>With stock tools, into a new database (click the lines to select them all):</p>
<pre class="copy"><code>${commands}</code></pre>
<p class="note">Leave out ${code('--no-owner --no-acl')} where the roles are there.${location.startsWith('s3://') && html` Of a store other than AWS, set ${code('AWS_ENDPOINT_URL')}.`}</p>
${PASTES.test(`${backup.key}${location}`) && isSeries(series.series) && details('As a step of a workflow, proven afterwards', step(backup, location))}`
}

function commandsFor(backup: ReportBackup, { source }: ReportSeries, location: string): string {
  const { encryption, key, what } = backup
  return stockRestore({
    key,
    checksumKey: `${key}${CHECKSUM_SUFFIX}`,
    location,
    endpoint: undefined,
    globals: undefined,
    url: each => `${location.replace(/\/$/, '')}/${each}`,
    openCommand: file => openCommand(encryption, file),
    clientMajor: Number.parseInt(source?.serverVersion ?? '', 10),
    mode: MODE_OF[what] ?? 'full',
    // Which roles the target has is not known here: without them it loads into any.
    noOwner: true,
    noAcl: true,
  })
}

const MODE_OF: Readonly<Record<string, Mode>> = { schema: 'schema', data: 'data' }

function step({ encryption, key }: ReportBackup, location: string): Html {
  const opening = {
    none: '',
    age: `\n    age-identity: ${secret('AGE_IDENTITY')}`,
    'age-passphrase': `\n    passphrase: ${secret('BACKUP_PASSPHRASE')}`,
    'gpg-passphrase': `\n    passphrase: ${secret('BACKUP_PASSPHRASE')}`,
  }
  return html`<pre class="copy"><code>- uses: org/pg-backup-action/restore@v1
  with:
    target-url: ${secret('RESTORE_DATABASE_URL')}
    destination: ${location}
    from: ${key}${opening[encryption]}</code></pre>`
}

function secret(name: string): string {
  return `\${{ secrets.${name} }}`
}
