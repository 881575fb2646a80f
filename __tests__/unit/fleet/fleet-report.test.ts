import { describe, expect, it } from 'vitest'
import { failedRows, fleetReport, shownNames } from '../../../src/fleet/fleet-report.ts'
import { fleetProblem, fleetTitle } from '../../../src/fleet/fleet-words.ts'
import { outcomeOf } from '../../../src/fleet/outcome.ts'
import { readResult, resultFile, writeResult } from '../../../src/fleet/result.ts'
import { ENDED_BADLY, ENDED_WELL, entryAt, resultOf } from '../../support/fleet-example.ts'

describe('what became of one database', () => {
  const well = { url: 'success', backup: 'success', job: 'success', key: 'shop/a.dump' } as const

  it.each([
    ['backed-up', {}],
    ['anomalous', { backup: 'failure', job: 'failure' }],
    ['failed', { backup: 'failure', job: 'failure', key: '' }],
    ['no-url', { url: 'failure', backup: 'skipped', job: 'failure', key: '' }],
    ['cancelled', { backup: 'cancelled', job: 'cancelled', key: '' }],
    ['cancelled', { url: 'cancelled', backup: 'skipped', job: 'cancelled', key: '' }],
    // Another step before the backup failed, such as the one that assumes the role.
    ['failed', { backup: 'skipped', job: 'failure', key: '' }],
    // Cancelled when it had failed, or was stored, already.
    ['failed', { backup: 'failure', job: 'cancelled', key: '' }],
    ['backed-up', { job: 'cancelled' }],
  ] as const)('is %s where its steps ended as %o', (outcome, ending) => {
    expect(outcomeOf({ ...well, ...ending })).toBe(outcome)
  })

  it('is written down and read again; what is no result is none', () => {
    const result = resultOf(entryAt(7), { outcome: 'anomalous' })
    expect(readResult(writeResult(result))).toEqual(result)
    expect(resultFile(7)).toBe('7.json')
    const failure = { code: 'database-missing', message: 'There is no database shop.' }
    expect(readResult(writeResult({ ...result, failure }))?.failure).toEqual(failure)
    const wrong = [
      { ...result, index: -1 },
      { ...result, failure: { ...failure, code: '<script>' } },
      { ...result, failure: { ...failure, message: 'x'.repeat(501) } },
    ].map(writeResult)
    for (const text of ['', '{}', 'null', '{"index": 7', ...wrong]) expect(readResult(text)).toBeUndefined()
  })
})

describe('what became of all', () => {
  const entries = [0, 1, 2].map(index => entryAt(index))
  const [first = entryAt(0), second = entryAt(1), third = entryAt(2)] = entries

  it('is a success where each is backed up', () => {
    const report = fleetReport(
      entries,
      entries.map(entry => resultOf(entry)),
      ENDED_WELL,
    )
    expect(report.verdict).toBe('success')
    expect(fleetTitle(report)).toBe('All 3 databases are backed up')
    expect(fleetProblem(report)).toBeUndefined()
  })

  it('is joined by the place in the list, regardless of the names and the order', () => {
    const there = entryAt(1, { name: first.name, destination: 's3://other/pg' })
    const results = [resultOf(there, { outcome: 'failed', key: '' }), resultOf(first)]
    const report = fleetReport([first, there], results, ENDED_BADLY)
    expect(report.rows.map(({ outcome }) => outcome)).toEqual(['backed-up', 'failed'])
    expect(shownNames(report, failedRows(report))).toEqual(['shop-0 (s3://other/pg)'])
  })

  it('counts what is stored, but unlike those before it, apart from what has no new backup', () => {
    const results = [
      resultOf(first, { outcome: 'anomalous' }),
      resultOf(second, { outcome: 'no-url', key: '', stored: false }),
      resultOf(third),
    ]
    const report = fleetReport(entries, results, ENDED_BADLY)
    expect(fleetTitle(report)).toBe(
      '1 of 3 databases has no new backup; 1 of 3 stored, but unlike those before',
    )
    expect(shownNames(report, failedRows(report))).toEqual(['shop-0', 'shop-1'])
    expect(fleetProblem(report)).toMatchObject({
      code: 'fleet-failed',
      message: '2 of 3 failed: stored, but unlike those before it (shop-0); no URL (shop-1).',
    })
  })

  it('calls nothing a failure where no job failed and the results are lost', () => {
    const report = fleetReport(entries, [], { ...ENDED_WELL, collected: 'failure' })
    expect(report.rows.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown'])
    expect(report.verdict).toBe('warning')
    expect(failedRows(report)).toEqual([])
    expect(fleetProblem(report)?.code).toBe('fleet-results-lost')
  })

  it('does not trust a failure that an earlier attempt left, where every job of this one went well', () => {
    const report = fleetReport([first], [resultOf(first, { outcome: 'failed', key: '' })], ENDED_WELL)
    expect(report.rows[0]?.outcome).toBe('unknown')
    expect(report.verdict).toBe('warning')
  })

  it('takes no result of another list for its own', () => {
    const stranger = resultOf(first, { name: 'other' })
    expect(fleetReport([first], [stranger], ENDED_WELL).rows[0]?.outcome).toBe('unknown')
  })

  it('is a failure where a job failed, though no result says so', () => {
    const lost = fleetReport(entries, [resultOf(first), resultOf(second)], ENDED_BADLY)
    expect(lost.verdict).toBe('failure')
    expect(lost.rows.map(({ outcome }) => outcome)).toEqual(['backed-up', 'backed-up', 'unknown'])
    expect(fleetProblem(lost)?.code).toBe('fleet-job-failed')
    const all = fleetReport([first], [resultOf(first)], ENDED_BADLY)
    expect(fleetTitle(all)).toBe('The only database is backed up, and yet a job failed')
  })

  it('knows of the jobs that never began that they were cancelled, or that nothing was backed up', () => {
    const outcomes = (ending: object): string[] =>
      fleetReport(entries, [resultOf(first)], { ...ENDED_WELL, ...ending }).rows.map(({ outcome }) => outcome)
    expect(outcomes({ backup: 'cancelled' })).toEqual(['backed-up', 'cancelled', 'cancelled'])
    expect(outcomes({ backup: 'cancelled', collected: 'failure' })).toEqual([
      'backed-up',
      'unknown',
      'unknown',
    ])
    const none = fleetReport([first], [], { list: 'failure', backup: 'skipped', collected: 'skipped' })
    expect(none.rows[0]?.outcome).toBe('failed')
    const stopped = fleetReport([first], [], { list: 'cancelled', backup: 'skipped', collected: 'skipped' })
    expect(stopped.rows[0]?.outcome).toBe('cancelled')
  })
})
