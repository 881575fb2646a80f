import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../../src/catalog/manifest.ts'
import { composeDrillRecord } from '../../../../src/drill/record/compose-record.ts'
import type { FoundBackup } from '../../../../src/report/data/compact-backup.ts'
import { gatherSeries } from '../../../../src/report/data/gather.ts'
import { THRESHOLDS } from '../../../support/report-sample.ts'
import { manifestOf, tableSum } from '../../backup/report-example.ts'
import { findingsOf } from '../../drill/drill-example.ts'

function backup(day: number, rows: number, instead: Partial<Manifest> = {}): FoundBackup {
  const date = `2026-11-${String(day).padStart(2, '0')}`
  const usual = manifestOf()
  const manifest = manifestOf({
    key: `shop/2026/11/shop_backup_${date.replaceAll('-', '')}_030700.dump`,
    startedAt: `${date}T03:07:00.000Z`,
    finishedAt: `${date}T03:08:00.000Z`,
    contents: { ...usual.contents, rows },
    fingerprint: { ...usual.fingerprint, tables: [tableSum('orders', rows)] },
    ...instead,
  })
  return {
    manifest,
    dumpBytes: manifest.stored.bytes,
    storageClass: 'STANDARD',
    lock: undefined,
    drill: undefined,
  }
}

function gathered(...found: FoundBackup[]): ReturnType<ReturnType<typeof gatherSeries>['gathered']> {
  const gatherer = gatherSeries('shop', THRESHOLDS)
  for (const each of found) gatherer.add(each)
  return gatherer.gathered()
}

describe('the backups of a series', () => {
  it('are each compared with those before them, and the newest is judged at length', () => {
    const { anomalies, backups } = gathered(
      ...[1, 2, 3, 4].map(day => backup(day, 1000)),
      backup(5, 10),
      ...[6, 7].map(day => backup(day, 1000)),
    )
    const odd = backups.filter(each => (each.anomalies ?? 0) > 0).map(({ at }) => at.slice(8, 10))
    expect(odd).toContain('05')
    expect(odd).not.toContain('04')
    expect(anomalies).toHaveLength(1)
    expect(anomalies[0]).toMatchObject({ at: '2026-11-07T03:07:00.000Z', compared: 4, enough: true })
  })

  it('are compared within their class, mode and selection only', () => {
    const tables = { options: { ...manifestOf().options, tables: ['orders'] } }
    const { anomalies, backups } = gathered(
      backup(1, 1000),
      backup(2, 1000),
      backup(3, 10, { class: 'pre-deploy' }),
      backup(4, 10, { mode: 'schema' }),
      backup(5, 10, tables),
    )
    expect(backups.filter(each => each.anomalies !== undefined)).toEqual([])
    expect(anomalies.map(({ compared }) => compared)).toEqual([1, 0, 0, 0])
    expect(anomalies.map(({ enough }) => enough)).toEqual([true, false, false, false])
  })

  it('leave aside what a restore kept, and copies that were archived', () => {
    const archived = {
      from: 'shop/2026/11/x.dump',
      fromManifestSha256: 'a'.repeat(64),
      at: '2026-11-05T00:00:00.000Z',
    }
    const { anomalies, backups } = gathered(
      backup(1, 1000),
      backup(2, 1, { class: 'pre-restore' }),
      backup(3, 1, { archived }),
      backup(4, 1000),
    )
    expect(anomalies).toMatchObject([{ compared: 1, anomalies: 0 }])
    expect(backups.map(({ archivedFrom }) => archivedFrom)).toEqual([
      undefined,
      undefined,
      archived.from,
      undefined,
    ])
  })

  it('are missing, altered or refuted by what the listing and the last drill say', () => {
    const failed = composeDrillRecord(
      findingsOf({
        restoration: {
          kind: 'failed',
          problem: {
            kind: 'integrity',
            code: 'backup-altered',
            message: 'It is another one.',
            hint: 'Do not.',
          },
        },
      }),
      [],
    )
    const { backups, drills } = gathered(
      backup(1, 1),
      { ...backup(2, 1), dumpBytes: undefined },
      { ...backup(3, 1), dumpBytes: 7 },
      { ...backup(4, 1), drill: failed },
    )
    expect(backups.map(({ state }) => state)).toEqual(['complete', 'missing', 'altered', 'refuted'])
    expect(backups[3]?.drill).toMatchObject({ outcome: 'failed' })
    expect(drills).toMatchObject([{ outcome: 'failed', rpoMs: 3_600_000 }])
  })
})
