import { describe, expect, it } from 'vitest'
import { orphans } from '../../../../src/catalog/catalog.ts'
import { drillRecordSchema, serializeDrillRecord } from '../../../../src/catalog/drill-record.ts'
import { drillRecordKey } from '../../../../src/catalog/drill-record-key.ts'
import { timeInName } from '../../../../src/catalog/time-in-name.ts'
import { formatAge, parseBudget } from '../../../../src/core/ages.ts'
import { isScratchName, scratchName } from '../../../../src/drill/database/scratch-name.ts'
import { createdExtensions } from '../../../../src/drill/extensions.ts'
import { composeDrillRecord } from '../../../../src/drill/record/compose-record.ts'
import type { DrillFindings } from '../../../../src/drill/record/findings.ts'
import { stopwatch } from '../../../../src/drill/record/stages.ts'
import { brokenInSource, ofSource, outcomeOf, reasonsToFail } from '../../../../src/drill/record/verdict.ts'
import type { Comparison } from '../../../../src/restore/verify/comparison.ts'
import { manifestOf } from '../../backup/report-example.ts'
import { EQUAL, findingsOf } from '../drill-example.ts'

function loaded(instead: Partial<Extract<DrillFindings['restoration'], { kind: 'loaded' }>>): DrillFindings {
  return findingsOf({
    restoration: { kind: 'loaded', comparison: EQUAL, broken: [], ofSource: [], checks: [], ...instead },
  })
}

const compared = (instead: Partial<Comparison>): DrillFindings =>
  loaded({ comparison: { ...EQUAL, ...instead } })

const altered = {
  kind: 'integrity',
  code: 'backup-altered',
  message: 'It is another one.',
  hint: 'Do not trust it.',
} as const

describe('what a drill says of a backup', () => {
  it.each([
    ['proven', 'all of it is equal', findingsOf()],
    ['partly proven', 'something was left out', compared({ skipped: ['extension x: is missing'] })],
    ['partly proven', 'something could not be compared', compared({ notVerified: ['definitions'] })],
    ['failed', 'something differs', compared({ differences: ['public.orders is missing'] })],
    ['failed', 'a check failed', loaded({ checks: [{ check: 'orders', outcome: 'failed' }] })],
    ['failed', 'it does not load', findingsOf({ restoration: { kind: 'failed', problem: altered } })],
    [
      'proven',
      'a sequence is behind in an equal copy, and so in the source',
      loaded({ broken: ['sequence is behind'], ofSource: ['sequence is behind'] }),
    ],
    [
      'failed',
      'an index is invalid, and not known to be so in the source',
      loaded({ broken: ['index'], comparison: { ...EQUAL, notVerified: ['definitions'] } }),
    ],
  ] as const)('%s where %s', (outcome, _why, findings) => {
    expect(outcomeOf(findings)).toBe(outcome)
    const codes = reasonsToFail(findings).map(({ code }) => code)
    expect(codes.length > 0).toBe(outcome === 'failed')
  })

  it('is not changed by budgets, which fail the drill all the same', () => {
    const findings = findingsOf({ budgets: { rtoMs: 90_000, ageMs: 3_599_999 } })
    expect(outcomeOf(findings)).toBe('proven')
    expect(reasonsToFail(findings).map(({ code, message }) => [code, message])).toEqual([
      [
        'drill-too-slow',
        expect.stringContaining('took 1 min 31 s, longer than rto-budget allows: 1 min 30 s.'),
      ],
      ['drill-too-old', expect.stringContaining('was 1 h 00 min old, older than max-age allows')],
    ])
    const generous = findingsOf({ budgets: { rtoMs: 90_500, ageMs: 3_600_000 } })
    expect(reasonsToFail(generous)).toEqual([])
  })

  it('is a failure under max-age where the backup is dated after the drill', () => {
    const { manifest, startedAt } = findingsOf()
    const ahead = { ...manifest, startedAt: new Date(startedAt.getTime() + 2 * 86_400_000).toISOString() }
    const findings = findingsOf({ manifest: ahead, budgets: { rtoMs: undefined, ageMs: 26 * 3_600_000 } })
    const reasons = reasonsToFail(findings)
    expect(reasons.map(({ code }) => code)).toEqual(['drill-age-unknown'])
    expect(composeDrillRecord(findings, reasons).rpo).toMatchObject({ within: false })
    const unlimited = findingsOf({ manifest: ahead, budgets: { rtoMs: undefined, ageMs: undefined } })
    expect(reasonsToFail(unlimited)).toEqual([])
  })

  it('names the first of many differences, and counts the others', () => {
    const differences = Array.from({ length: 12 }, (_, index) => `public.t${index} is missing`)
    const [reason] = reasonsToFail(compared({ differences }))
    expect(reason?.message).toContain('public.t4 is missing; and 7 more.')
  })

  const s = {
    line: 's is behind',
    by: { sequence: 'public.s', tables: [{ schema: 'public', name: 'orders' }] },
  }
  const index = { line: 'index' }
  const partly = { ...EQUAL, notVerified: ['definitions'] }
  const [orders, ...others] = EQUAL.tables.map(table => ({ ...table, outcome: 'different' as const }))
  it.each([
    ['all of it, where all compared equal', EQUAL, ['s is behind', 'index']],
    ['what follows from values that did, where not all could be compared', partly, ['s is behind']],
    [
      'the same, where something else differs',
      { ...EQUAL, differences: ['INDEX public.i is missing'] },
      ['s is behind'],
    ],
    [
      'not what follows from a sequence that differs',
      { ...EQUAL, differences: ['sequence public.s is at 1, expected 2'] },
      [],
    ],
    ['not what follows from rows that differ', { ...partly, tables: orders ? [orders, ...others] : [] }, []],
  ])('leaves to the source %s', (_what, comparison, lines) => {
    expect(ofSource([s, index], comparison, [{ sequence: 'public.s' }])).toEqual(lines)
  })

  it('does not leave to the source a sequence that was not compared', () => {
    expect(ofSource([s], partly, [])).toEqual([])
  })

  it('leaves to the source what is equal there, and no more', () => {
    const findings = loaded({ broken: ['a', 'b'], ofSource: ['a'], comparison: partly })
    expect(brokenInSource(findings.restoration)).toEqual(['a'])
    expect(reasonsToFail(findings).map(({ message }) => message)).toEqual([
      expect.stringMatching(/users: b\.$/),
    ])
  })
})

describe('the record of a drill', () => {
  it('has the time to restore and the age, each against its budget', () => {
    const findings = findingsOf({ budgets: { rtoMs: 60_000, ageMs: 7_200_000 } })
    const record = composeDrillRecord(findings, reasonsToFail(findings))
    expect(drillRecordSchema.parse(JSON.parse(serializeDrillRecord(record)))).toEqual(record)
    expect(record).toMatchObject({
      ...{ key: findings.manifest.key, outcome: 'proven', passed: false },
      manifestSha256: findings.manifest.manifestSha256,
      reasons: [{ code: 'drill-too-slow' }],
      rto: { ms: 90_500, budgetMs: 60_000, within: false },
      rpo: { ms: 3_600_000, budgetMs: 7_200_000, within: true },
      compared: { tables: { equal: 2, different: 0, skipped: 0, notVerified: 0 }, rows: 4 },
    })
  })

  it('has no time to restore where the backup could not be loaded', () => {
    const findings = findingsOf({
      restoration: { kind: 'failed', problem: altered },
      times: { server: 1, fetch: 2 },
      budgets: { rtoMs: 1, ageMs: undefined },
    })
    const record = composeDrillRecord(findings, reasonsToFail(findings))
    expect(record).toMatchObject({ outcome: 'failed', rto: { budgetMs: 1 }, rpo: { ms: 3_600_000 } })
    expect(record.rto.ms).toBeUndefined()
    expect(record.reasons).toEqual([{ code: 'backup-altered', message: 'It is another one.' }])
    expect(drillRecordSchema.parse(record)).toEqual(record)
  })

  it('stays small, no matter what differs', () => {
    const differences = Array.from({ length: 10_000 }, () => 'x'.repeat(10_000))
    const record = composeDrillRecord(compared({ differences }), [])
    expect(record.differenceCount).toBe(10_000)
    expect(serializeDrillRecord(record).length).toBeLessThan(100_000)
  })

  it('is beside its backup, belongs to it, and is not taken for one', () => {
    const manifest = manifestOf()
    const key = drillRecordKey(manifest.key, new Date('2026-11-22T04:09:00.700Z'))
    expect(key).toBe(`${manifest.key}.drill-20261122-040900.json`)
    expect(timeInName(key)).toEqual(timeInName(manifest.key))
    const modified = new Date(0)
    const stranger = drillRecordKey(manifest.key.replace('_0307', '_0407'), new Date())
    const objects = [manifest.key, key, stranger].map(each => ({ key: each, bytes: 1, modified }))
    expect(orphans({ manifests: [manifest], unreadable: [], objects }, new Date())).toEqual([stranger])
  })
})

describe('the clock of a drill', () => {
  it('adds up what a stage took, also where it failed', async () => {
    let time = 0
    const watch = stopwatch(() => time)
    for (const step of [10, 5]) {
      await watch.time('server', async () => {
        time += step
      })
    }
    const failing = watch.time('load', async () => {
      time += 7
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(watch.times()).toEqual({ server: 15, load: 7 })
  })
})

describe('a budget', () => {
  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['26h', 93_600_000],
    ['1.5 h', 5_400_000],
    ['8d', 691_200_000],
    ['60 D', 5_184_000_000],
    ['2w', 1_209_600_000],
  ])('is read from %s', (text, ms) => {
    expect(parseBudget(text)).toEqual({ ok: true, value: ms })
  })

  it.each(['30', '0m', '-1h', 'soon', '1h30m', ''])('is not read from %j', text => {
    expect(parseBudget(text).ok).toBe(false)
  })

  it('is reported in days from two days on', () => {
    expect(formatAge(47 * 3_600_000)).toBe('47 h 00 min')
    expect(formatAge(76 * 3_600_000)).toBe('3 d 04 h')
  })
})

describe('the extensions of a backup', () => {
  const contents = manifestOf().contents
  it('are those of its table of contents; before that is read, those of the manifest where they are as many', () => {
    const extensions = ['plpgsql', 'citext', 'hstore'].map(name => ({ name, version: '1' }))
    const entries = { TABLE: 1, EXTENSION: 2 }
    const whole = manifestOf({ contents: { ...contents, entries, extensions } })
    expect(createdExtensions(whole)).toEqual(['citext', 'hstore'])
    const some = manifestOf({ contents: { ...contents, entries: { TABLE: 1 }, extensions } })
    expect(createdExtensions(some)).toEqual([])
  })
})

describe('the name of a scratch database', () => {
  it('is known again, and no other is taken for it', () => {
    const name = scratchName(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 255]))
    expect(name).toBe('pgbackup_drill_00010203040506ff')
    expect(isScratchName(name)).toBe(true)
    for (const other of ['postgres', 'pgbackup_drill_', 'pgbackup_drill_shop', `x${name}`, `${name}"`])
      expect(isScratchName(other)).toBe(false)
  })
})
