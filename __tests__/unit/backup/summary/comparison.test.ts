import { describe, expect, it } from 'vitest'
import { findAnomalies } from '../../../../src/anomaly/anomalies.ts'
import { anomalyJson } from '../../../../src/anomaly/anomaly-json.ts'
import {
  type AnomalyPolicy,
  annotations,
  type Evaluation,
  reasonsToFail,
} from '../../../../src/anomaly/evaluation.ts'
import { backupNotice } from '../../../../src/backup/notice.ts'
import { backupSummary } from '../../../../src/backup/summary/summary.ts'
import type { Manifest } from '../../../../src/catalog/manifest.ts'
import { backup, definition, type Odd } from '../../anomaly/example.ts'
import { reportOf } from '../report-example.ts'

const NORMAL: AnomalyPolicy = {
  thresholds: { window: 4, percent: 20 },
  onAnomaly: 'warn',
  onDrift: 'notice',
}
const DRIFTED: Odd = { objects: [definition('INDEX', 'by_|name')] }

function evaluation(
  odd: Odd,
  policy: Partial<AnomalyPolicy> = {},
  before: readonly Manifest[] = BEFORE,
): Evaluation {
  const asked = { ...NORMAL, ...policy }
  return { kind: 'evaluated', policy: asked, report: findAnomalies(backup(9, odd), before, asked.thresholds) }
}
const BEFORE = [backup(1), backup(2)]
const summaryOf = (each: Evaluation): string => backupSummary(reportOf({ evaluation: each }))
const titleOf = (each: Evaluation): string => summaryOf(each).split('\n')[0] ?? ''
const many = (count: number): Odd => ({
  rows: Object.fromEntries(Array.from({ length: count }, (_, index) => [`table_${index}`, 5])),
})

describe('the summary of a backup', () => {
  it('shows what it is compared with, before, now and the change, and ticks the checklist', () => {
    const summary = summaryOf(evaluation({}))
    expect(summary).toContain('| What | Before (mean of 2) | Now | Change |')
    expect(summary).toContain('| ✅ Size of the dump | 100 MB | 100 MB | ±0 % |')
    expect(summary).toContain('- ✅ Size is similar to the previous ones: 100 MB, ±0 % against 100 MB before')
    expect(summary).toContain('Compared with 2 backups before it: nothing further off than 20 % allows.')
    expect(titleOf(evaluation({}))).toBe('## ✅ shop: backup proven and stored')
  })

  it('shows what is odd, and does not tick then', () => {
    const odd = evaluation({ dumpBytes: 2 * 1024 * 1024, rows: { orders: 0 } })
    const summary = summaryOf(odd)
    expect(summary).toContain('| ⚠️ Size of the dump | 100 MB | 2 MB | −98.0 % |')
    expect(summary).toContain('| ⚠️ Rows of public.orders | 1,000 | 0 | emptied |')
    expect(summary.match(/Size of the dump/g)).toHaveLength(1)
    expect(summary).toContain('- ⬜ Size is similar')
    expect(titleOf(odd)).toBe('## ⚠️ shop: backup proven and stored, and unlike those before it')
    expect(titleOf(evaluation({ rows: { orders: 0 } }, { onAnomaly: 'fail' }))).toMatch(/^## ❌/)
  })

  it('shows a changed schema, harmless no matter what its objects are called, with the mark of a notice', () => {
    const summary = summaryOf(evaluation(DRIFTED))
    expect(summary).toContain('| ℹ️ Definitions | 0 | 1 | 1 added |')
    expect(summary).toContain('1 added (INDEX public.&#34;by&#95;&#124;name&#34;)')
    expect(titleOf(evaluation(DRIFTED))).toMatch(/^## ✅/)
    expect(titleOf(evaluation(DRIFTED, { onDrift: 'warn' }))).toMatch(/^## ⚠️/)
  })

  it('says when there is too little history, when it could not be read, and nothing when nobody asked', () => {
    expect(summaryOf(evaluation({}, {}, []))).toContain('Too little history to compare with')
    expect(summaryOf({ kind: 'not evaluated', why: 'The bucket b may not be listed.' })).toContain(
      '⚠️ Not compared with the backups before it: The bucket b may not be listed.',
    )
    expect(summaryOf({ kind: 'ignored' })).not.toContain('Compared')
  })

  it('says how many more there are than it lists', () => {
    expect(summaryOf(evaluation({ rows: {} }, {}, [backup(1, many(300))]))).toContain(
      'The 50 worst of 301 anomalies are listed.',
    )
  })
})

describe('what a comparison comes to', () => {
  it('is a warning for each anomaly and a notice for drift, or a line each that fails the step', () => {
    const odd = { ...DRIFTED, rows: { orders: 0 } }
    expect(annotations(evaluation(odd)).warnings).toHaveLength(2)
    expect(annotations(evaluation(odd)).notices).toEqual([expect.stringMatching(/^The schema changed/)])
    expect(reasonsToFail(evaluation(odd))).toEqual([])
    const strict = evaluation(odd, { onAnomaly: 'fail', onDrift: 'fail' })
    expect(annotations(strict)).toEqual({ warnings: [], notices: [] })
    expect(reasonsToFail(strict).map(({ code }) => code)).toEqual([
      'backup-anomaly',
      'backup-anomaly',
      'backup-schema-drift',
    ])
  })

  it('is reported in so few lines that GitHub shows them all', () => {
    const lost = evaluation({ rows: {} }, { onAnomaly: 'fail' }, [backup(1, many(300))])
    const messages = reasonsToFail(lost).map(({ message }) => message)
    expect(messages).toHaveLength(6)
    expect(messages.at(-1)).toBe('And 297 more anomalies: see the job summary.')
  })

  it('of a wide schema begins with what it comes to, wherever it is reported', () => {
    const names = Array.from({ length: 300 }, (_, index) => [`table_${index}`, 50] as const)
    const rows = Object.fromEntries(names)
    const emptied = Object.fromEntries(names.slice(100).map(([name]) => [name, 0]))
    const total = '301 anomalies: 200 tables are empty, 100 are gone, rows in all −100.0 %.'
    const wide = evaluation({ rows: emptied }, { onAnomaly: 'fail' }, [backup(1, { rows })])
    const messages = reasonsToFail(wide).map(({ message }) => message)
    expect(messages[0]).toBe(total)
    expect(messages).toHaveLength(6)
    expect(messages.at(-1)).toBe('And 297 more anomalies: see the job summary.')
    expect(backupSummary(reportOf({ evaluation: wide }))).toContain(`⚠️ ${total}`)
    const { facts, problem } = backupNotice(reportOf({ evaluation: wide }))
    expect(problem?.message).toBe(total)
    expect(facts.find(({ label }) => label === 'Anomalies')?.value).toBe(total)
    const warned = evaluation({ rows: emptied }, {}, [backup(1, { rows })])
    expect(annotations(warned).warnings[0]).toBe(total)
  })

  it('is JSON below 100 kB, however much is odd', () => {
    const objects = Array.from({ length: 5000 }, (_, index) =>
      definition('FUNCTION', `${'é'.repeat(2000)}_${index}`),
    )
    const tables = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`${'"é'.repeat(31)}${index}`, 5]),
    )
    const before = backup(1, { rows: tables, objects: objects.slice(0, 2500) })
    const json = anomalyJson(evaluation({ rows: {}, objects: objects.slice(2500) }, {}, [before]))
    expect(Buffer.byteLength(json)).toBeLessThan(100_000)
    expect(JSON.parse(json)).toMatchObject({
      evaluated: true,
      window: 4,
      percent: 20,
      compared: 1,
      anomalies: 5001,
    })
    expect(anomalyJson({ kind: 'not evaluated', why: 'No.' })).toBe('{"evaluated":false,"why":"No."}')
  })

  it('is in the notice, which is of a warning or a failure then', () => {
    const noticeOf = (each: Evaluation) => backupNotice(reportOf({ evaluation: each }))
    expect(noticeOf(evaluation(DRIFTED))).toMatchObject({ outcome: 'success', problem: undefined })
    const odd = noticeOf(evaluation({ rows: { orders: 0 } }))
    expect(odd).toMatchObject({ outcome: 'warning', title: expect.stringMatching(/unlike those before it$/) })
    expect(odd.facts).toContainEqual({
      label: 'Anomalies',
      value: expect.stringContaining('public.orders: none'),
    })
    expect(noticeOf(evaluation({ rows: { orders: 0 } }, { onAnomaly: 'fail' }))).toMatchObject({
      outcome: 'failure',
      problem: { code: 'backup-anomaly' },
    })
  })
})
