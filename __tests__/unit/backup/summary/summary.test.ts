import { describe, expect, it } from 'vitest'
import { backupSummary } from '../../../../src/backup/summary/summary.ts'
import { DUMP_SHA256, manifestOf, reportOf, STORED_SHA256, tableSum } from '../report-example.ts'

/** The items of the checklists that begin so. */
function items(summary: string, what: string): string[] {
  return summary.split('\n').filter(line => line.startsWith('- ') && line.includes(` ${what}`))
}

describe('the summary of a backup', () => {
  const summary = backupSummary(reportOf())

  it('says what was backed up and where it is', () => {
    for (const fact of [
      'shop',
      'db.example.com',
      'server 17.10, client 17.11',
      'weekly, full',
      STORED_SHA256,
      DUMP_SHA256,
    ])
      expect(summary).toContain(fact)
    expect(summary).toContain('s3://my-backups/prod/shop/2026/11/shop_backup_20261122_030700.dump')
    expect(summary).toContain('471 MB (493,921,239 bytes)')
  })

  it('shows the proof: rows, tables, hashes', () => {
    expect(summary).toContain('**1,234,567 rows in 2 tables**')
    expect(summary).toContain('| <code>public.orders</code> | 2 | 100 bytes |')
    expect(summary).toContain('index 3, table 2')
    expect(summary).toContain('citext 1.6')
  })

  it('shows how long each stage took', () => {
    expect(summary).toContain('| **Whole** | **1 min 16 s** |')
    expect(summary).toContain('1 min 13 s, 6.45 MB/s')
  })

  it('of an earlier run says that nothing was dumped, and why it is accepted', () => {
    const reuse = { ageMs: 720_000, withinMs: 3_600_000, drilled: 'proven' } as const
    const reused = backupSummary(reportOf({ reuse, storeEncryption: undefined }))
    expect(reused).toContain('## ✅ shop: an earlier backup is fresh enough')
    expect(reused).toMatch(/Nothing was dumped: .* was begun 12 min 00 s ago, .* accepts 1 h 00 min\./)
    expect(reused).toContain('Its last drill found it proven.')
    expect(reused).toContain(STORED_SHA256)
    expect(reused).not.toContain('### The checklists')
    expect(reused).not.toContain('⚠️')
  })

  it('shows warnings', () => {
    expect(backupSummary(reportOf({ warnings: ['x has <no> effect'] }))).toContain(
      '> ⚠️ x has &#60;no&#62; effect',
    )
  })

  it('is harmless and whole, no matter what a table is called', () => {
    const { fingerprint } = manifestOf()
    const tables = [tableSum('<b>|x'), tableSum('</code></details>\n# Done'), tableSum('{{ x }} `y`')]
    const odd = backupSummary(reportOf({ manifest: manifestOf({ fingerprint: { ...fingerprint, tables } }) }))
    expect(odd).toContain('<code>public.&#60;b&#62;&#124;x</code>')
    expect(odd).not.toContain('<b>')
    expect(odd).not.toContain('\n# Done')
    expect(odd.match(/<details>/g)).toHaveLength(odd.match(/<\/details>/g)?.length ?? -1)
  })

  it('stays below 1 MiB with 20,000 tables, shows the largest, and says so', () => {
    const { fingerprint } = manifestOf()
    const tables = Array.from({ length: 20_000 }, (_, index) =>
      tableSum(`|${'<'.repeat(60)}${index}`, 1, index),
    )
    const large = backupSummary(
      reportOf({ manifest: manifestOf({ fingerprint: { ...fingerprint, tables } }) }),
    )
    expect(Buffer.byteLength(large)).toBeLessThan(2 ** 20)
    expect(large).toContain('The 200 largest of 20,000 tables; the manifest has them all.')
    expect(large).toContain('19999</code>')
    expect(large).toContain('### Restore it without this action')
  })
})

describe("the runbooks' checklists", () => {
  it('are ticked with real values for what was done', () => {
    const summary = backupSummary(
      reportOf({
        manifest: manifestOf({
          checks: {
            archiveDecoded: true,
            minimums: { bytes: 1_048_576, tables: 10, expectTables: ['public.orders'] },
            storeConfirmed: 'sha256-composite',
          },
          encryption: { method: 'age', to: ['age1a', 'age1b'] },
        }),
        localCopy: { path: '/srv/copies/x.dump', keepDays: 7, removed: ['old'] },
      }),
    )
    expect(items(summary, 'File exists')).toEqual(['- ✅ File exists and is not empty: 471 MB stored'])
    expect(items(summary, 'Contains the expected tables')).toEqual([
      '- ✅ Contains the expected tables: 2 tables, at least 10 wanted, among them <code>public.orders</code>',
    ])
    expect(items(summary, 'Size is above')).toEqual([
      '- ✅ Size is above the minimum: the dump has 471 MB, min-size is 1 MB',
    ])
    expect(items(summary, 'Stored in an encrypted')[0]).toBe(
      '- ✅ Stored in an encrypted location: age, for 2 keys',
    )
    expect(items(summary, 'Uploaded to S3')[0]).toMatch(
      /✅ .*by the store, at rest \(AES256\), and age, for 2 keys$/,
    )
    expect(items(summary, 'Upload verified')[0]).toContain('over all parts equal ours')
    expect(items(summary, 'Local clean-up')[0]).toContain('kept for 7 days, 1 older removed')
  })

  it('stay open for what this run did not do', () => {
    const summary = backupSummary(reportOf())
    for (const what of [
      'Retention policy',
      'Restore procedure',
      'Notification sent',
      'Logged in',
      'Size is similar',
    ]) {
      expect(items(summary, what), what).toHaveLength(1)
      expect(items(summary, what)[0]).toMatch(/^- ⬜ .*not /)
    }
  })

  it('stay open for what was not asked for', () => {
    const summary = backupSummary(reportOf({ storeEncryption: undefined, location: '/srv/backups' }))
    expect(items(summary, 'Stored in an encrypted')[0]).toMatch(/^- ⬜ /)
    expect(items(summary, 'Uploaded to S3')[0]).toMatch(
      /^- ⬜ .*<code>\/srv\/backups<\/code>, not encrypted$/,
    )
    expect(items(summary, 'Contains the expected')[0]).toMatch(/^- ⬜ .*none were named/)
    expect(items(summary, 'Size is above')[0]).toMatch(/^- ⬜ .*no min-size/)
    expect(summary).toContain('⚠️ nothing')
  })

  it('say when the store gave no checksum to compare', () => {
    const manifest = manifestOf({ stored: { bytes: 1, sha256: STORED_SHA256, confirmed: 'size' } })
    expect(items(backupSummary(reportOf({ manifest })), 'Upload verified')[0]).toContain('gave no checksum')
  })

  it('count the tables by their definitions where only the schema was dumped', () => {
    const { contents } = manifestOf()
    const manifest = manifestOf({ mode: 'schema', contents: { ...contents, tables: 0, rows: 0 } })
    const summary = backupSummary(reportOf({ manifest }))
    expect(items(summary, 'Contains the expected')[0]).toContain('2 tables, at least 1 wanted')
    expect(summary).toContain('**The definitions of 2 tables**')
  })

  it('do not claim that no file is on this machine when the backup itself is', () => {
    const summary = backupSummary(reportOf({ location: '/srv/backups' }))
    expect(items(summary, 'Local clean-up')[0]).toContain('nothing but the backup itself')
  })

  it('do not claim that SQL text was listed', () => {
    const summary = backupSummary(reportOf({ manifest: manifestOf({ format: 'plain' }) }))
    expect(items(summary, 'File can be listed')[0]).toContain('nothing to list')
  })
})
