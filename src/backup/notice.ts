import { annotations, reasonsToFail } from '../anomaly/evaluation.ts'
import { formatDuration } from '../core/durations.ts'
import { formatSize } from '../core/sizes.ts'
import { factsOf, type NoticeContent } from '../notify/notice.ts'
import { problemOf } from '../notify/problem.ts'
import { severalOf } from '../notify/several.ts'
import { type BackupReport, durationMs, tableCount } from './report.ts'
import { reuseWords } from './reuse/criteria.ts'
import { encryptionLabel } from './summary/encryption-words.ts'

/** What a notice says of a backup that was proven and stored, now or by an earlier run. */
export function backupNotice(report: BackupReport): NoticeContent {
  const { evaluation, manifest, reuse, url, warnings } = report
  const { source, stored, dump } = manifest
  const reasons = reasonsToFail(evaluation, 'in short')
  const odd = [...reasons.map(({ message }) => message), ...annotations(evaluation, 'in short').warnings]
  return {
    outcome: reasons.length > 0 ? 'failure' : odd.length > 0 ? 'warning' : 'success',
    title: `${manifest.series}: ${reuse ? 'an earlier backup is fresh enough' : 'backup proven and stored'}${odd.length > 0 ? ', and unlike those before it' : ''}`,
    facts: factsOf({
      Database: `${source.database} on ${source.host}, PostgreSQL ${source.serverVersion}`,
      Reused: reuse && reuseWords(manifest, reuse),
      Kind: `${manifest.class}, ${manifest.mode}`,
      Backup: url(manifest.key),
      Size: `${formatSize(stored.bytes)} stored, ${formatSize(dump.bytes)} dumped`,
      Took: formatDuration(durationMs(manifest)),
      Proof: proofOf(report),
      Encryption: encryptionLabel(report) ?? 'none by this action',
      Anomalies: severalOf(odd),
      Warnings: severalOf(warnings),
    }),
    problem: problemOf(reasons),
  }
}

function proofOf({ manifest }: BackupReport): string {
  const tables = tableCount(manifest).toLocaleString('en-US')
  return manifest.mode === 'schema'
    ? `every byte decoded; the definitions of ${tables} tables hashed`
    : `every byte decoded; ${manifest.contents.rows.toLocaleString('en-US')} rows in ${tables} tables counted and hashed`
}
