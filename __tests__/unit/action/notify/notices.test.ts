import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { composeNotice, noticeRun } from '../../../../src/action/notify/compose.ts'
import { topicOf } from '../../../../src/action/notify/dedup-key.ts'
import { failureNotice, subjectOf } from '../../../../src/action/notify/failure-notice.ts'
import { backupNotice } from '../../../../src/backup/notice.ts'
import { BackupError } from '../../../../src/core/errors.ts'
import { drillNotice } from '../../../../src/drill/notice.ts'
import type { NoticeContent } from '../../../../src/notify/notice.ts'
import { restoreNotice } from '../../../../src/restore/notice.ts'
import { verifyNotice } from '../../../../src/verify/notice.ts'
import { reportOf } from '../../backup/report-example.ts'
import { drillReportOf, findingsOf } from '../../drill/drill-example.ts'
import { RESTORED } from '../../restore/restore-example.ts'
import { environment } from '../inputs/run-with.ts'

const problem = {
  kind: 'integrity',
  code: 'stored-checksum-mismatch',
  message: 'It was altered.',
  hint: 'Do not trust it.',
} as const

const fact = ({ facts }: NoticeContent, label: string): string | undefined =>
  facts.find(each => each.label === label)?.value

describe('a notice', () => {
  it('of a backup says what, where, how large, how long, and what was proven', () => {
    const notice = backupNotice(reportOf({ warnings: ['one', 'two', 'three', 'four'] }))
    expect(notice).toMatchObject({ outcome: 'success', title: 'shop: backup proven and stored' })
    expect(fact(notice, 'Database')).toBe('shop on db.example.com, PostgreSQL 17.10')
    expect(fact(notice, 'Backup')).toContain('shop/2026/11/shop_backup_20261122_030700.dump')
    expect(fact(notice, 'Size')).toBe('471 MB stored, 471 MB dumped')
    expect(fact(notice, 'Took')).toBe('1 min 16 s')
    expect(fact(notice, 'Proof')).toBe('every byte decoded; 1,234,567 rows in 2 tables counted and hashed')
    expect(fact(notice, 'Warnings')).toBe('one; two; three; and 1 more')
  })

  it('of a backup of an earlier run says that nothing was dumped', () => {
    const reuse = { ageMs: 720_000, withinMs: 3_600_000, drilled: undefined }
    const notice = backupNotice(reportOf({ reuse }))
    expect(notice).toMatchObject({ outcome: 'success', title: 'shop: an earlier backup is fresh enough' })
    expect(fact(notice, 'Reused')).toMatch(
      /^Nothing was dumped: .*12 min 00 s ago.*It was not drilled yet\.$/,
    )
  })

  it('of a restore that is not proven is none of a success', () => {
    expect(restoreNotice(RESTORED, {}).outcome).toBe('success')
    expect(restoreNotice({ ...RESTORED, outcome: 'partly proven' }, {}).outcome).toBe('warning')
    const errors = [new BackupError(problem), new Error('and more')]
    const failed = { ...RESTORED, outcome: 'failed', failure: { errors, target: 'partly loaded' } } as const
    const notice = restoreNotice(failed, {})
    expect(notice).toMatchObject({ outcome: 'failure', problem: { code: 'stored-checksum-mismatch' } })
    expect(notice.problem?.message).toBe('It was altered. (And 1 more: see the run.)')
    expect(fact(notice, 'State')).toContain('may hold a part of the backup: do not use it as it is')
  })

  it('of a drill says how long a restore takes', () => {
    const report = drillReportOf()
    expect(fact(drillNotice(report), 'Time to restore (RTO)')).toBeDefined()
    expect(drillNotice(report)).toMatchObject({ outcome: 'success', problem: undefined })
    const late = { ...report, reasons: [{ ...problem, code: 'drill-too-slow' }] }
    expect(drillNotice(late)).toMatchObject({
      outcome: 'failure',
      title: expect.stringMatching(/, but the drill failed$/),
      problem: { code: 'drill-too-slow' },
    })
    const failed = drillReportOf(findingsOf({ restoration: { kind: 'failed', problem } }))
    expect(fact(drillNotice(failed), 'Time to restore (RTO)')).toBe('could not be loaded')
    expect(drillNotice(failed).outcome).toBe('failure')
  })

  it('of a verification names what failed, and says not verified from failed', () => {
    const one = { key: 'a.dump', outcome: 'verified', checked: 'all', problem: undefined, ms: 1 } as const
    const two = { ...one, key: 'b.dump', outcome: 'failed', problem } as const
    const three = { ...one, key: 'c.dump', outcome: 'not verified', problem } as const
    const legacy = { count: 0, bytes: 0, kinds: [] }
    const report = {
      location: 's3://b/p',
      depth: 'full',
      leftOut: 0,
      orphans: [],
      legacy,
      warnings: [],
    } as const
    expect(verifyNotice({ ...report, verifications: [one] }).outcome).toBe('success')
    expect(verifyNotice({ ...report, verifications: [one, three] }).outcome).toBe('warning')
    expect(verifyNotice({ ...report, verifications: [three] }).outcome).toBe('failure')
    const notice = verifyNotice({ ...report, verifications: [two, one] })
    expect(notice).toMatchObject({ outcome: 'failure', title: 's3://b/p: 1 of 2 backups verified, 1 not' })
    expect(fact(notice, 'Failed')).toBe('b.dump')
  })

  it('of a run that failed at once says so from its inputs alone, no matter what they are', () => {
    const error = new BackupError({ ...problem, kind: 'input', code: 'input-invalid', message: 'a: x\nb: y' })
    const env = environment({ series: 'shop', destination: 'not a destination' })
    const notice = failureNotice('backup', error, subjectOf(env))
    expect(notice).toMatchObject({
      outcome: 'failure',
      title: 'shop: backup failed, no backup',
      problem: { code: 'input-invalid', message: 'a: x; b: y' },
    })
    expect(fact(notice, 'Destination')).toBe('not a destination')
    expect(failureNotice('drill', error, subjectOf({})).title).toBe('PostgreSQL drill: not drilled')
  })

  it('holds no secret, is of bounded length, and says when the next run is due', () => {
    const content: NoticeContent = {
      outcome: 'failure',
      title: 'the s3cret',
      facts: Array.from({ length: 200 }, () => ({ label: 'x', value: `s3cret${'y'.repeat(9_000)}` })),
      problem: { code: 'x', message: 'a s3cret', hint: 'that s3cret' },
    }
    const env = environment({ 'next-run': 'when the s3cret is out' })
    const notice = composeNotice(content, noticeRun('backup', env), ['s3cret'])
    expect(JSON.stringify(notice)).not.toContain('s3cret')
    expect(JSON.stringify(notice).length).toBeLessThan(110_000)
    expect(notice.nextRun).toBe('when the *** is out')
  })
})

describe('a notice of no matter what action', () => {
  const content: NoticeContent = { outcome: 'success', title: 'pruned', facts: [], problem: undefined }

  it('says how long it took, unless its own facts do', () => {
    expect(fact(composeNotice(content, noticeRun('prune', {}), [], 61_000), 'Took')).toBe('1 min 01 s')
    const own = { ...content, facts: [{ label: 'Took', value: 'an hour' }] }
    expect(composeNotice(own, noticeRun('prune', {}), [], 61_000).facts).toEqual(own.facts)
  })

  it('says by which schedule it starts again, and no time, since GitHub does not say in which timezone that is', () => {
    const folder = mkdtempSync(join(tmpdir(), 'event-'))
    const next = (schedule: string): string | undefined => {
      const file = join(folder, 'event.json')
      writeFileSync(file, JSON.stringify({ schedule }))
      const env = { GITHUB_EVENT_NAME: 'schedule', GITHUB_EVENT_PATH: file }
      return composeNotice(content, noticeRun('prune', env), []).nextRun
    }
    expect(next('37 4 1 * *')).toBe('by the schedule 37 4 1 * *')
    expect(next('now and then')).toBe('by the schedule now and then')
    rmSync(folder, { recursive: true })
  })
})

describe('the topic of a run', () => {
  const env = { GITHUB_REPOSITORY: 'o/r', GITHUB_WORKFLOW: 'w', GITHUB_JOB: 'j', GITHUB_ACTION: 'a' }
  const dedupKey = (inputs: Readonly<Record<string, string>>, more = {}): string =>
    topicOf('backup', environment(inputs, { ...env, ...more }))
  const shop = { destination: 's3://b/p', series: 'shop' }

  it('is that of the series, in whichever job it is backed up', () => {
    expect(dedupKey(shop, { GITHUB_JOB: 'other' })).toBe(dedupKey(shop))
    expect(dedupKey({ ...shop, series: 'billing' })).not.toBe(dedupKey(shop))
    expect(dedupKey({ ...shop, destination: 's3://b/q' })).not.toBe(dedupKey(shop))
    expect(dedupKey(shop, { GITHUB_REPOSITORY: 'o/other' })).not.toBe(dedupKey(shop))
    expect(topicOf('drill', environment(shop, env))).not.toBe(dedupKey(shop))
    expect(dedupKey({ ...shop, 'dry-run': 'true' })).not.toBe(dedupKey(shop))
    expect(dedupKey({ ...shop, 'dry-run': 'false' })).toBe(dedupKey(shop))
  })

  it('is not that of the full backup for one of the structure, of the rows, or of some tables or schemas', () => {
    const parts = [
      { mode: 'schema' },
      { mode: 'data' },
      { tables: 'public.orders' },
      { schemas: 'public.orders' },
      { mode: 'schema', schemas: 'audit' },
    ].map(part => dedupKey({ ...shop, ...part }))
    expect(new Set([dedupKey(shop), ...parts]).size).toBe(6)
    expect(dedupKey({ ...shop, mode: 'full' })).toBe(dedupKey(shop))
    expect(dedupKey({ ...shop, tables: 'b, a' })).toBe(dedupKey({ ...shop, tables: 'a\nb' }))
    expect(topicOf('check', environment({ ...shop, tables: 'a' }, env))).toBe(
      topicOf('check', environment(shop, env)),
    )
  })

  it('is that of the step where no series is given', () => {
    const { destination } = shop
    expect(dedupKey({ destination }, { GITHUB_JOB: 'other' })).not.toBe(dedupKey({ destination }))
    expect(dedupKey({ destination })).toBe(dedupKey({ destination }))
  })
})
