import { expect, it } from 'vitest'
import { BACKUP_OUTPUTS } from '../../../src/action/backup-outputs.ts'
import { setOutputs } from '../../../src/action/outputs.ts'
import type { BackupReport } from '../../../src/backup/report.ts'
import { manifestOf, reportOf, STORED_SHA256, tableSum } from './report-example.ts'

function outputsOf(report: BackupReport): Record<string, string | number> {
  const outputs: Record<string, string | number> = {}
  setOutputs(BACKUP_OUTPUTS, report, (name, value) => {
    outputs[name] = value
  })
  return outputs
}

it('a finished backup hands over all outputs', () => {
  const { manifest, ...outputs } = outputsOf(reportOf())
  expect(outputs).toEqual({
    'failure-code': '',
    'failure-message': '',
    key: 'shop/2026/11/shop_backup_20261122_030700.dump',
    url: 's3://my-backups/prod/shop/2026/11/shop_backup_20261122_030700.dump',
    size: 493_921_239,
    sha256: STORED_SHA256,
    tables: 2,
    rows: 1_234_567,
    'duration-seconds': '75.5',
    'manifest-key': 'shop/2026/11/shop_backup_20261122_030700.dump.manifest.json',
    anomalies: '',
    'anomaly-report': '',
    reused: 'false',
    'server-version': '17.10',
    'client-version': '17.11',
  })
  expect(JSON.parse(String(manifest))).toEqual(manifestOf())
})

it('a manifest that GitHub would drop is handed over without its lists, and says the totals still', () => {
  const { fingerprint } = manifestOf()
  const tables = Array.from({ length: 5000 }, (_, index) => tableSum(`table_${index}`))
  const report = reportOf({ manifest: manifestOf({ fingerprint: { ...fingerprint, tables } }) })
  const text = String(outputsOf(report)['manifest'])
  expect(text.length).toBeLessThan(256 * 1024)
  expect(JSON.parse(text)).toMatchObject({
    contents: { rows: 1_234_567 },
    fingerprint: { ddlSha256: fingerprint.ddlSha256 },
  })
})
