import { describe, expect, it } from 'vitest'
import { MOST_ENTRIES } from '../../../src/fleet/entry.ts'
import { fleetReport } from '../../../src/fleet/fleet-report.ts'
import { fleetSummary } from '../../../src/fleet/job-summary.ts'
import { fleetNotice } from '../../../src/fleet/notice.ts'
import { FLEET_OUTCOMES } from '../../../src/fleet/outcome.ts'
import { ENDED_BADLY, ENDED_WELL, entryAt, resultOf } from '../../support/fleet-example.ts'

const entries = FLEET_OUTCOMES.map((_, index) => entryAt(index))
const report = fleetReport(
  entries,
  FLEET_OUTCOMES.map((outcome, index) =>
    resultOf(entryAt(index), { outcome, ...(index > 1 && { key: '', stored: false }) }),
  ),
  ENDED_BADLY,
)

const ENDED = { kind: 'ended', tookMs: undefined } as const

/** Names, destinations and keys as long as they can be, of characters that take most in Markdown. */
function longest() {
  const name = (index: number): string => `${'_'.repeat(120)}${index}`.replace('_', 'a')
  const destination = `s3://${'b'.repeat(63)}/${'&'.repeat(900)}`
  const many = Array.from({ length: MOST_ENTRIES }, (_, index) =>
    entryAt(index, { name: name(index), destination }),
  )
  const key = `${'_'.repeat(1_000)}.dump`
  return { many, results: many.map(entry => resultOf(entry, { key, outcome: 'anomalous' })) }
}

describe('the job summary of a fleet', () => {
  it('distinguishes each outcome, what is not as it should be first', () => {
    const rows = fleetSummary(report)
      .split('\n')
      .filter(line => line.startsWith('| shop-'))
      .map(line =>
        line
          .split(' | ')
          .at(-1)
          ?.replace(/ \|$/, '')
          .replace(/<code>.*/, 'key'),
      )
    expect(rows).toEqual([
      '⚠️ stored, but unlike those before it: key',
      '❌ no new backup',
      '❌ no URL',
      '❌ cancelled',
      '❔ not known',
      '✅ key',
    ])
    expect(fleetSummary(report)).toContain(
      '## ❌ 3 of 6 databases have no new backup; 1 of 6 stored, but unlike those before; 1 of 6 not known',
    )
  })

  it('stays below 1 MiB with 256 databases, no matter what they are called', () => {
    const { many, results } = longest()
    const summary = fleetSummary(fleetReport(many, results, ENDED_BADLY))
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
    const common = Array.from({ length: MOST_ENTRIES }, (_, index) => entryAt(index))
    const whole = fleetSummary(
      fleetReport(
        common,
        common.map(entry => resultOf(entry)),
        ENDED_WELL,
      ),
    )
    expect(whole.match(/^\| shop-/gm)).toHaveLength(MOST_ENTRIES)
    expect(whole).not.toContain('cut off')
  })

  it('takes no name for Markdown', () => {
    const odd = entryAt(0, { destination: '/backups/<b>|x' })
    expect(fleetSummary(fleetReport([odd], [], ENDED_BADLY))).toContain('&#60;b&#62;&#124;x')
  })
})

describe('the notification of a fleet', () => {
  it('names the databases of each outcome', () => {
    const { facts, outcome, problem, title } = fleetNotice({
      kind: 'ended',
      report,
      tookMs: 3_723_000,
    })
    expect(outcome).toBe('failure')
    expect(title).toMatch(/^Fleet: 3 of 6 databases have no new backup;/)
    expect(Object.fromEntries(facts.map(({ label, value }) => [label, value]))).toEqual({
      Databases: '6',
      'Backed up': '1',
      'Stored, but unlike those before it': 'shop-1',
      'No new backup': 'shop-2',
      'No URL': 'shop-3',
      Cancelled: 'shop-4',
      'Not known': 'shop-5',
      Took: '1 h 02 min',
    })
    expect(problem?.code).toBe('fleet-failed')
  })

  it('names no more than anybody reads', () => {
    const many = Array.from({ length: MOST_ENTRIES }, (_, index) => entryAt(index))
    const results = many.map(entry => resultOf(entry, { outcome: 'failed', key: '' }))
    const { facts } = fleetNotice({ ...ENDED, report: fleetReport(many, results, ENDED_BADLY) })
    const named = facts.find(({ label }) => label === 'No new backup')?.value
    expect(named).toMatch(/^shop-0, .*, shop-19 and 236 more$/)
  })

  it('does not call the time of its own step that of the fleet, where some jobs were run again', () => {
    const { facts } = fleetNotice({ ...ENDED, report })
    expect(facts.find(({ label }) => label === 'Took')?.value).toMatch(/^not known/)
  })

  it('groups what failed by its cause, the commonest first', () => {
    const many = Array.from({ length: MOST_ENTRIES }, (_, index) => entryAt(index))
    const wrong = { code: 'database-password-wrong', message: 'The server rejected the password.' }
    const gone = (index: number) => ({
      code: 'database-missing',
      message: `There is no database shop-${index}.`,
    })
    const failed = { outcome: 'failed', key: '', stored: false } as const
    const results = many.map((entry, index) => {
      if (index < 41) return resultOf(entry, { ...failed, failure: wrong })
      if (index < 43) return resultOf(entry, { ...failed, failure: gone(index) })
      return index === 43 ? resultOf(entry, failed) : resultOf(entry)
    })
    const { problem } = fleetNotice({ ...ENDED, report: fleetReport(many, results, ENDED_BADLY) })
    expect(problem?.message).toBe(
      '44 of 256 failed: 41 by The server rejected the password [database-password-wrong] (shop-0, shop-1, shop-2, shop-3, shop-4 and 36 more); 2 by such as: There is no database shop-41 [database-missing] (shop-41, shop-42); no new backup (shop-43).',
    )
    expect(fleetSummary(fleetReport(many, results, ENDED_BADLY))).toContain(
      '❌ no new backup: The server rejected the password &#91;database-password-wrong&#93; |',
    )
  })

  it('names five causes at most', () => {
    const many = Array.from({ length: 9 }, (_, index) => entryAt(index))
    const results = many.map((entry, index) =>
      resultOf(entry, { outcome: 'failed', key: '', failure: { code: `code-${index}`, message: 'x.' } }),
    )
    const { problem } = fleetNotice({ ...ENDED, report: fleetReport(many, results, ENDED_BADLY) })
    expect(problem?.message).toMatch(/\[code-4\] \(shop-4\); and 4 more causes\.$/)
  })
})
