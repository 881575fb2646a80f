import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { fittingList, setOutputs } from '../../../src/action/outputs.ts'
import { BACKUP_OUTPUTS } from '../../../src/backup/outputs.ts'
import type { BackupReport } from '../../../src/backup/report.ts'
import { manifestOf, reportOf, STORED_SHA256, tableSum } from '../backup/report-example.ts'

function outputsOf(report: BackupReport): Record<string, string | number> {
  const outputs: Record<string, string | number> = {}
  setOutputs(BACKUP_OUTPUTS, report, [], (name, value) => {
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
  expect(Buffer.byteLength(text)).toBeLessThan(100_000)
  expect(JSON.parse(text)).toMatchObject({
    contents: { rows: 1_234_567 },
    fingerprint: { ddlSha256: fingerprint.ddlSha256 },
  })
})

describe('secrets in outputs', () => {
  const secrets = ['p"ss\\word', 'shop']
  const handed = (words?: true): string => {
    let text = ''
    const read = () => JSON.stringify({ reason: 'refused p"ss\\word', key: 'shop/1.dump' })
    const row = { description: '', read, ...(words && { words }) }
    setOutputs({ one: row }, undefined, secrets, (_, value) => {
      text = String(value)
    })
    return text
  }

  it('are taken out of messages, also as JSON writes them', () => {
    expect(JSON.parse(handed(true))).toEqual({ reason: 'refused ***', key: '***/1.dump' })
  })

  it('are no reason to change a key, no matter which word was chosen for one', () => {
    expect(JSON.parse(handed())).toMatchObject({ key: 'shop/1.dump' })
  })
})

describe('an output', () => {
  const handed = (value: string): string => {
    let given: string | number = ''
    setOutputs({ one: { description: '', read: () => value } }, undefined, [], (_, text) => {
      given = text
    })
    return String(given)
  }

  it('is cut at the end of a line, and left out where it is JSON, so that it fits one environment variable', () => {
    const lines = Array.from({ length: 4000 }, (_, index) => `séries-${index}-${'x'.repeat(20)}`).join('\n')
    const cut = handed(lines)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(100_000)
    expect(Buffer.byteLength(cut)).toBeGreaterThan(99_900)
    expect(lines.startsWith(`${cut}\n`)).toBe(true)
    expect(handed(JSON.stringify({ a: lines }))).toBe('')
    expect(handed('short')).toBe('short')
  })

  it('of that length can be given to a program on Linux', () => {
    const value = handed(Array.from({ length: 50_000 }, () => 'é').join('\n'))
    const shown = execFileSync(process.execPath, ['-p', 'process.env.RESULT.length'], {
      env: { RESULT: value },
    })
    expect(Number(String(shown))).toBe(value.length)
  })

  it('that is a list holds whole entries', () => {
    const list = fittingList(Array.from({ length: 9000 }, (_, index) => ({ key: `shop/é-${index}` })))
    expect(Buffer.byteLength(list)).toBeLessThanOrEqual(100_000)
    expect(JSON.parse(list).length).toBeGreaterThan(3000)
  })
})
