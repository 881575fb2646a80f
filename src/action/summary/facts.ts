import { type BackupReport, durationMs } from '../../backup/report.ts'
import { formatDuration } from '../../core/durations.ts'
import { formatSize } from '../../core/sizes.ts'
import { code, plain, table } from './markdown.ts'
import { sealing } from './sealing.ts'

/** What was backed up, and where it lies. */
export function facts(report: BackupReport): string {
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
export function timing({ manifest }: BackupReport): string {
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
  const both = [sealing(report), report.storeEncryption && `the store (${plain(report.storeEncryption)})`]
  return both.filter(Boolean).join(', and ') || (unknown ?? '⚠️ nothing')
}
