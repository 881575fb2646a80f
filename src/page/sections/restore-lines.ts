import type { ReportBackup } from '../../backup/reporting/report-backup.ts'
import type { ReportSeries } from '../../backup/reporting/report-series.ts'
import type { Mode } from '../../catalog/choices.ts'
import { CHECKSUM_SUFFIX, isSeries } from '../../catalog/names.ts'
import { stockRestore } from '../../catalog/stock-restore.ts'
import { openCommand } from '../../encryption/open-command.ts'
import { type Html, html, spelled } from '../html.ts'
import { code } from '../names.ts'
import { details } from '../table.ts'

/** What S3 gives out only after it was asked to, hours before. */
const COLD = ['GLACIER', 'DEEP_ARCHIVE']

/** What a name may hold that is pasted into a workflow: GitHub would evaluate an expression in it. */
const PASTES = /^[\w./:@%+=, -]+$/

/** Lines to copy that restore a backup: for a shell, and for a workflow. */
export function restoreLines(backup: ReportBackup, series: ReportSeries, location: string): Html {
  const commands = commandsFor(backup, series, location)
  if (spelled(commands) !== commands)
    return html`<p>Its key has characters that cannot be seen, so there is no line to copy: take it from report.json.</p>`
  return html`${COLD.includes(backup.storageClass ?? '') && html`<p>It lies in ${code(backup.storageClass ?? '')}: ask for it first, with ${code('aws s3api restore-object')}; that takes hours.</p>`}<p>With stock tools, into a new database (click the lines to select them all):</p>
<pre class="copy"><code>${commands}</code></pre>
<p class="note">Leave out ${code('--no-owner --no-acl')} where the roles are there.${location.startsWith('s3://') && html` Of a store other than AWS, set ${code('AWS_ENDPOINT_URL')}.`}</p>
${PASTES.test(`${backup.key}${location}`) && isSeries(series.series) && details('As a step of a workflow, proven afterwards', step(backup, location))}`
}

function commandsFor(backup: ReportBackup, { source }: ReportSeries, location: string): string {
  const { encryption, key, what } = backup
  return stockRestore({
    ...{ key, checksumKey: `${key}${CHECKSUM_SUFFIX}`, location, endpoint: undefined, globals: undefined },
    url: each => `${location.replace(/\/$/, '')}/${each}`,
    openCommand: file => openCommand(encryption, file),
    clientMajor: Number.parseInt(source?.serverVersion ?? '', 10),
    mode: MODE_OF[what] ?? 'full',
    // Which roles the target has is not known here: without them it loads into any.
    ...{ noOwner: true, noAcl: true },
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
