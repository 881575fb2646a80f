import { describe, expect, it } from 'vitest'
import { setOutputs } from '../../../src/action/outputs.ts'
import { DRILL_OUTPUTS } from '../../../src/drill/outputs.ts'
import type { DrillReport } from '../../../src/drill/record/findings.ts'
import { drillSummary } from '../../../src/drill/summary.ts'
import { drillReportOf, EQUAL } from './drill-example.ts'

function outputsOf(report: DrillReport): Record<string, string | number> {
  const outputs: Record<string, string | number> = {}
  setOutputs(DRILL_OUTPUTS, report, [], (name, value) => {
    outputs[name] = value
  })
  return outputs
}

const failing = drillReportOf({
  budgets: { rtoMs: 60_000, ageMs: 7_200_000 },
  restoration: {
    kind: 'loaded',
    comparison: { ...EQUAL, differences: ['public.a|b is missing'] },
    broken: ['sequence public.s is behind', 'sequence public.r is behind'],
    ofSource: ['sequence public.r is behind'],
    checks: [
      { check: 'there are orders', outcome: 'passed' },
      { check: 'nobody ordered nothing', outcome: 'failed', what: 'it returned 2 rows' },
    ],
  },
})

describe('the summary of a drill', () => {
  it('says in its title what became of the backup', () => {
    const title = (report: DrillReport): string => drillSummary(report).split('\n')[0] ?? ''
    expect(title(drillReportOf())).toBe(
      '## ✅ shop, drilled: the backup restores, and everything in it is equal',
    )
    const slow = drillReportOf({ budgets: { rtoMs: 1, ageMs: undefined } })
    expect(title(slow)).toContain('❌ shop, drilled: the backup restores, and everything in it is equal, and')
    expect(title(failing)).toContain('❌ shop, drilled: the backup does not restore to what it should be')
    const comparison = { ...EQUAL, skipped: ['extension x: is missing'] }
    const partly = drillReportOf({
      restoration: { kind: 'loaded', comparison, broken: [], ofSource: [], checks: [] },
    })
    expect(title(partly)).toContain('⚠️ shop, drilled: the backup restores and nothing is wrong, but not')
  })

  it('has every reason first, then the stages and what counts, the proof and the checks', () => {
    const summary = drillSummary(failing)
    const places = [
      '(<code>drill-different</code>)',
      '(<code>drill-broken</code>)',
      '(<code>drill-check-failed</code>)',
      '(<code>drill-too-slow</code>)',
      '| Time to restore | ❌ 1 min 31 s, 1 min 00 s allowed |',
      '| Download, compare with the manifest, decrypt | 30.0 s | yes |',
      '| Dump again, compare | 20.0 s | no |',
      '| **Time to restore** | **1 min 31 s** |  |',
      '- public.a&#124;b is missing',
      'Broken, and not known to be so in the source database (1)',
      '| nobody ordered nothing | ❌ failed | it returned 2 rows |',
      '| there are orders | ✅ passed |',
      'pg_restore --exit-on-error',
    ].map(text => summary.indexOf(text))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(summary).toContain('| Age when the drill began | ✅ 1 h 00 min, 2 h 00 min allowed |')
  })

  it('of a backup that did not load has no proof, and says so', () => {
    const problem = { kind: 'integrity', code: 'backup-altered', message: 'No.', hint: 'Do.' } as const
    const summary = drillSummary(
      drillReportOf({ restoration: { kind: 'failed', problem }, times: { server: 10, fetch: 20 } }),
    )
    expect(summary).toContain('- No. **What to do:** Do. (<code>backup-altered</code>)')
    expect(summary).toContain('| Time to restore | could not be loaded |')
    expect(summary).not.toContain('### The proof')
  })

  it('stays below what the runner takes', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `public.${'x'.repeat(60)}${index} is missing`)
    const tables = EQUAL.tables.flatMap(table => many.map(name => ({ ...table, name })))
    const comparison = { tables, differences: many, skipped: many, notVerified: many, missing: 0 }
    const checks = many.map(check => ({ check, outcome: 'failed', what: 'x'.repeat(300) }) as const)
    const report = drillReportOf({
      restoration: { kind: 'loaded', comparison, broken: many, ofSource: [], checks },
    })
    expect(Buffer.byteLength(drillSummary(report))).toBeLessThan(1024 * 1024)
  })
})

describe('the outputs of a drill', () => {
  it('are handed over, all of them', () => {
    const report = drillReportOf()
    const { record, ...outputs } = outputsOf(report)
    expect(outputs).toEqual({
      key: 'shop/2026/11/shop_backup_20261122_030700.dump',
      outcome: 'proven',
      'rto-seconds': 90.5,
      'age-seconds': 3600,
      tables: 2,
      rows: 4,
      'record-key': 'shop/2026/11/shop_backup_20261122_030700.dump.drill-20261122-040900.json',
      'server-version': '17.10',
      'client-version': '17.11',
    })
    expect(JSON.parse(String(record))).toEqual(report.record)
  })

  it('are empty where there is nothing to hand over', () => {
    const problem = { kind: 'integrity', code: 'backup-altered', message: 'No.', hint: 'Do.' } as const
    const report = drillReportOf({ restoration: { kind: 'failed', problem } }, { recordKey: undefined })
    expect(outputsOf(report)).toMatchObject({
      outcome: 'failed',
      'rto-seconds': '',
      'record-key': '',
      tables: 0,
    })
  })
})
