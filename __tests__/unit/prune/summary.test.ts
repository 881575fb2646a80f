import { describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { pruneNotice } from '../../../src/prune/notice.ts'
import { PRUNE_OUTPUTS } from '../../../src/prune/outputs.ts'
import { pruneSummary } from '../../../src/prune/summary.ts'
import { prunedBackup, pruneReportOf } from './prune-example.ts'

const denied = new BackupError({
  kind: 'storage',
  code: 'storage-denied',
  message: 'No | right.',
  hint: 'Give it.',
})
const planned = { kind: 'planned', rule: 'too old for every class that it may have' } as const

describe('the summary of a prune', () => {
  it('counts by rule, and lists each backup with its age, its size and the rule', () => {
    const summary = pruneSummary(pruneReportOf({ foreignObjects: 3 }))
    expect(summary).toContain('## ✅ Prune: 1 of 2 backups removed')
    expect(summary).toContain('1 MB were freed')
    expect(summary).toContain('| 🗑️ removed | daily backups are kept 30 days, and it is older | 1 | 1 MB |')
    expect(summary).toContain(
      '| <code>shop/2026/11/shop_backup_20261122_000000.dump</code> | daily | 24 h 00 min | 1 MB | kept | newest proven of its series |',
    )
    expect(summary.indexOf('🗑️ removed')).toBeLessThan(summary.indexOf('| kept |'))
    expect(summary).toContain('3 other objects were ignored')
  })

  it('says of a dry run that nothing was changed', () => {
    const summary = pruneSummary(
      pruneReportOf({ dryRun: true, backups: [prunedBackup(40, planned)], warnings: ['too many'] }),
    )
    expect(summary).toContain('## 📋 Prune plan: 1 of 1 backups would be removed')
    expect(summary).toContain('a dry run: nothing was changed, and 1 MB would be freed')
    expect(summary).toContain('> ⚠️ too many')
  })

  it('says what is locked, what failed and why, what was archived, and what belonged to no backup', () => {
    const since = new Date('2026-11-01T00:00:00Z')
    const summary = pruneSummary(
      pruneReportOf({
        backups: [
          prunedBackup(40, { kind: 'locked', rule: 'locked until 2027-01-01T00:00:00Z (COMPLIANCE)' }),
          prunedBackup(50, { kind: 'failed', rule: 'older', problem: denied }),
        ],
        archived: [{ from: 'a', key: 'archive/a', bytes: 5, storageClass: 'GLACIER_IR' }],
        leftovers: [
          { key: 'x', kind: 'upload', since, bytes: 0, disposition: { kind: 'removed', rule: 'begun' } },
        ],
        problems: [denied],
      }),
    )
    expect(summary).toContain('## ❌ Prune: 0 of 2 backups removed, 1 could not be')
    expect(summary).toContain('> ❌ No &#124; right. Give it. (<code>storage-denied</code>)')
    expect(summary).toContain('| 🔒 locked, kept | locked until 2027-01-01T00:00:00Z (COMPLIANCE) |')
    expect(summary).toContain('| ❌ not removed | older; No &#124; right. |')
    expect(summary).toContain(
      '| <code>a</code> | <code>archive/a</code> | GLACIER&#95;IR | 5 bytes |'.replace('&#95;', '_'),
    )
    expect(summary).toContain('Of no backup: 1 found, 1 swept')
  })

  it('and its outputs fit what GitHub takes, with 100,000 backups and as many leftovers', () => {
    const since = new Date('2026-11-01T00:00:00Z')
    const backups = Array.from({ length: 100_000 }, (_, index) => prunedBackup(index / 24, planned))
    const disposition = { kind: 'kept', rule: 'r'.repeat(500) } as const
    const leftovers = backups.map(
      ({ key }) => ({ key, kind: 'objects', since, bytes: 1, disposition }) as const,
    )
    const archived = backups
      .slice(0, 1000)
      .map(({ key }) => ({ from: key, key, bytes: 1, storageClass: undefined }))
    const report = pruneReportOf({ backups, leftovers, archived, dryRun: true })
    const summary = pruneSummary(report)
    expect(Buffer.byteLength(summary)).toBeLessThan(1_000_000)
    expect(summary).toContain('And 99,500 more')
    const plan = String(PRUNE_OUTPUTS['plan']?.read(report))
    expect(Buffer.byteLength(plan)).toBeLessThanOrEqual(100_000)
    expect(JSON.parse(plan)[0]).toMatchObject({ series: 'shop', class: 'daily', disposition: 'planned' })
  })
})

describe('the outputs of a prune', () => {
  const outputs = (report = pruneReportOf()): Record<string, string | number> =>
    Object.fromEntries(Object.entries(PRUNE_OUTPUTS).map(([name, { read }]) => [name, read(report)]))

  it('count, and list what is not kept first', () => {
    expect(outputs()).toMatchObject({
      removed: 1,
      kept: 1,
      failed: 0,
      'freed-bytes': 1024 ** 2,
      archived: '',
      swept: 0,
    })
    expect(JSON.parse(String(outputs()['plan']))).toMatchObject([
      { disposition: 'removed' },
      { disposition: 'kept' },
    ])
  })
})

describe('the notice of a prune', () => {
  it('is a success, a warning, or a failure with its reason', () => {
    expect(pruneNotice(pruneReportOf())).toMatchObject({
      outcome: 'success',
      title: 's3://my-backups/prod: 1 of 2 backups removed',
      problem: undefined,
    })
    expect(pruneNotice(pruneReportOf({ warnings: ['w'] })).outcome).toBe('warning')
    const failed = pruneNotice(pruneReportOf({ problems: [denied] }))
    expect(failed).toMatchObject({ outcome: 'failure', problem: { code: 'storage-denied' } })
  })
})
