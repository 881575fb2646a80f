import { describe, expect, it } from 'vitest'
import { VERIFY_OUTPUTS } from '../../../src/verify/outputs.ts'
import type { Verification, VerifyReport } from '../../../src/verify/report.ts'
import { reasonsToFail } from '../../../src/verify/report.ts'
import { verifySummary } from '../../../src/verify/summary.ts'

const verified: Verification = {
  key: 'shop/a.dump',
  outcome: 'verified',
  checked: 'all 1 kB',
  problem: undefined,
  ms: 1234,
}
const problem = {
  kind: 'integrity',
  code: 'backup-altered',
  message: 'a|b is missing.',
  hint: 'Do.',
} as const
const failed: Verification = { ...verified, key: 'shop/b.dump', outcome: 'failed', problem }
const unseen: Verification = {
  ...verified,
  key: 'shop/c.dump',
  outcome: 'not verified',
  problem: { ...problem, kind: 'storage', code: 'storage-denied', message: 'No.' },
}

function report(verifications: readonly Verification[], instead: Partial<VerifyReport> = {}): VerifyReport {
  return {
    location: 's3://b',
    depth: 'full',
    verifications,
    leftOut: 0,
    orphans: [],
    legacy: { count: 0, bytes: 0, kinds: [] },
    warnings: [],
    ...instead,
  }
}

describe('the summary of verify', () => {
  it('is one table, with three words for three outcomes', () => {
    const summary = verifySummary(report([failed, unseen, verified]))
    expect(summary).toContain('## ❌ Verify: 1 of 3 backups failed')
    expect(summary).toContain('| <code>shop/a.dump</code> | ✅ verified | all 1 kB | 1.2 |')
    expect(summary).toContain('❌ failed | a&#124;b is missing. (<code>backup-altered</code>)')
    expect(summary).toContain('⚠️ not verified | No. (<code>storage-denied</code>)')
    expect(summary).toContain('**What to do:**')
  })

  it('says in its title how it went', () => {
    expect(verifySummary(report([verified]))).toContain('## ✅ Verify: 1 backup verified')
    expect(verifySummary(report([unseen, verified]))).toContain('## ⚠️ Verify: 1 of 2 backups verified')
    expect(verifySummary(report([unseen, unseen]))).toContain(
      '## ❌ Verify: none of 2 backups could be verified',
    )
  })

  it('lists orphans apart, and stays below the limit with any number of them and of backups', () => {
    const orphans = Array.from({ length: 5000 }, (_, index) => `old/${index}${'x'.repeat(500)}`)
    const many = Array.from({ length: 5000 }, () => failed)
    const summary = verifySummary(report(many, { orphans, leftOut: 3 }))
    expect(summary).toContain('⚠️ 5000 orphans')
    expect(summary).toContain('3 more were left out by sample')
    expect(summary).toContain('And 4,500 more')
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
  })
})

describe('what fails the step', () => {
  it('is each failure; and where nothing was verified, no matter what prevented it', () => {
    expect(reasonsToFail(report([failed, unseen, verified]))).toEqual([failed])
    expect(reasonsToFail(report([unseen, verified]))).toEqual([])
    expect(reasonsToFail(report([unseen]))).toEqual([unseen])
  })
})

describe('the outputs of verify', () => {
  const outputs = (of: VerifyReport): Record<string, string | number> =>
    Object.fromEntries(Object.entries(VERIFY_OUTPUTS).map(([name, { read }]) => [name, read(of)]))

  it('count, and list each backup as JSON', () => {
    const { result, ...isRetainable } = outputs(report([failed, unseen, verified]))
    expect(isRetainable).toEqual({ verified: 1, failed: 1, 'not-verified': 1 })
    expect(JSON.parse(String(result))).toEqual([
      {
        key: 'shop/b.dump',
        outcome: 'failed',
        code: 'backup-altered',
        reason: 'a|b is missing.',
        seconds: 1.234,
      },
      { key: 'shop/c.dump', outcome: 'not verified', code: 'storage-denied', reason: 'No.', seconds: 1.234 },
      { key: 'shop/a.dump', outcome: 'verified', seconds: 1.234 },
    ])
  })

  it('stay readable as JSON where they had to be cut', () => {
    const result = String(outputs(report(Array.from({ length: 5000 }, () => failed)))['result'])
    expect(Buffer.byteLength(result)).toBeLessThanOrEqual(100_000)
    expect(JSON.parse(result).length).toBeGreaterThan(900)
  })
})
