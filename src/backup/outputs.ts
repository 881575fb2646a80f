import { failureOutputs } from '../action/failure-outputs.ts'
import { fits, type Outputs } from '../action/outputs.ts'
import { anomalyJson } from '../anomaly/anomaly-json.ts'
import { reasonsToFail } from '../anomaly/evaluation.ts'
import { type BackupReport, durationMs, tableCount } from './report.ts'

/** Every output of the backup action, once: action.yml and the README are generated from here. */
export const BACKUP_OUTPUTS: Outputs<BackupReport> = {
  key: {
    description: 'Where the backup is, relative to `destination`.',
    read: ({ manifest }) => manifest.key,
  },
  url: {
    description: 'Where the backup is: `s3://bucket/…`, or the path of a file.',
    read: ({ manifest, url }) => url(manifest.key),
  },
  size: {
    description: 'The size of the stored backup in bytes.',
    read: ({ manifest }) => manifest.stored.bytes,
  },
  sha256: {
    description: 'The SHA-256 of the stored backup, in hexadecimal.',
    read: ({ manifest }) => manifest.stored.sha256,
  },
  tables: {
    description: 'How many tables the backup holds.',
    read: ({ manifest }) => tableCount(manifest),
  },
  rows: {
    description: 'How many rows were read back out of the backup.',
    read: ({ manifest }) => manifest.contents.rows,
  },
  'duration-seconds': {
    description: 'How long it took, in seconds.',
    read: ({ manifest }) => (durationMs(manifest) / 1000).toFixed(1),
  },
  'manifest-key': {
    description: 'Where the manifest is, relative to `destination`.',
    read: ({ manifestKey }) => manifestKey,
  },
  manifest: {
    description:
      'The manifest as JSON, such as `fromJSON(steps.backup.outputs.manifest).contents.rows`. Above 100 kB its lists of single tables and objects are left out.',
    read: ({ manifest }) => manifestOutput(manifest),
  },
  anomalies: {
    description:
      'In how many ways it is unlike the backups before it; a changed schema is not counted. Empty where it was not compared.',
    read: ({ evaluation }) => (evaluation.kind === 'evaluated' ? evaluation.report.anomalies : ''),
  },
  'anomaly-report': {
    description:
      'The comparison as JSON, such as `fromJSON(steps.backup.outputs.anomaly-report).compared`; see docs/anomalies.md. Empty with `on-anomaly: ignore`.',
    words: true,
    read: ({ evaluation }) => anomalyJson(evaluation),
  },
  reused: {
    description:
      '`true` where nothing was dumped, since `reuse-within` accepted an earlier backup: the other outputs are of that one then. Otherwise `false`.',
    read: ({ reuse }) => String(reuse !== undefined),
  },
  'failure-code': {
    description:
      'Why the step failed, by the codes of docs/errors.md: also where the backup is stored, but unlike those before it. Empty where it did not fail.',
    read: ({ evaluation }) => reasonsToFail(evaluation)[0]?.code ?? '',
  },
  'failure-message': {
    description: 'The same in words, on one line of at most 500 characters, without secrets.',
    read: ({ evaluation }) => {
      const [reason] = reasonsToFail(evaluation)
      return reason ? failureOutputs(reason, [])['failure-message'] : ''
    },
  },
  'server-version': {
    description: 'The version of the PostgreSQL server.',
    read: ({ manifest }) => manifest.source.serverVersion,
  },
  'client-version': {
    description: 'The version of pg_dump.',
    read: ({ manifest }) => manifest.clientVersion,
  },
}

function manifestOutput(manifest: BackupReport['manifest']): string {
  const whole = JSON.stringify(manifest)
  if (fits(whole)) return whole
  const { objects: _, tables: __, sequences: ___, ...fingerprint } = manifest.fingerprint
  return JSON.stringify({ ...manifest, fingerprint })
}
