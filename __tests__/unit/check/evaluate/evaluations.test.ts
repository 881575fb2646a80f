import { describe, expect, it } from 'vitest'
import { outcomeOf, reasonsToFail, serializeCheck } from '../../../../src/check/check-report.ts'
import { estimateOf } from '../../../../src/check/estimate.ts'
import {
  evaluateLock,
  evaluatePublicAccess,
  evaluateVersions,
} from '../../../../src/check/evaluate/bucket.ts'
import {
  type CertificateFacts,
  evaluateTls,
  type TlsFacts,
} from '../../../../src/check/evaluate/certificate.ts'
import {
  evaluateClient,
  evaluateClock,
  evaluateDisk,
  evaluateFolder,
} from '../../../../src/check/evaluate/machine.ts'
import { evaluateRights } from '../../../../src/check/evaluate/rights.ts'
import { evaluateSize, evaluateVersion } from '../../../../src/check/evaluate/server.ts'
import { SUBJECTS } from '../../../../src/check/evaluate/subjects.ts'
import { type Finding, fine, skipped, warned } from '../../../../src/check/finding.ts'

const GB = 1024 ** 3
const NOW = new Date('2026-11-23T09:00:00Z')

const clockFailure = evaluateClock(NOW, new Date(NOW.getTime() + 16 * 60_000))

describe('the clock', () => {
  it.each([
    [0, 'ok'],
    [59, 'ok'],
    [-61, 'warning'],
    [899, 'warning'],
    [901, 'failed'],
    [-7200, 'failed'],
  ])('that is %d s off is %s', (seconds, outcome) => {
    expect(evaluateClock(NOW, new Date(NOW.getTime() + seconds * 1000)).outcome).toBe(outcome)
  })
})

describe('TLS', () => {
  const certificate: CertificateFacts = {
    issuer: 'Example CA',
    until: new Date('2027-11-23T00:00:00Z'),
    trusted: true,
    byOwnRoot: false,
    ofHost: true,
  }
  const facts = { version: 'TLSv1.3', verified: false, local: false, howToVerify: undefined }
  const evaluate = (change: Partial<CertificateFacts>, other: Partial<TlsFacts> = {}) =>
    evaluateTls(
      { ...facts, sslmode: 'require', certificate: { ...certificate, ...change }, ...other },
      NOW,
    ).at(-1)

  it('that is missing is a warning, unless nobody stands between', () => {
    const none = { ...facts, sslmode: 'prefer', version: undefined, certificate: undefined }
    expect(evaluateTls({ ...none, local: false }, NOW)).toMatchObject([{ outcome: 'warning' }])
    expect(evaluateTls({ ...none, local: true }, NOW)).toMatchObject([{ outcome: 'ok' }])
  })

  it('whose certificate is not verified is a warning, with what verify-full needs', () => {
    const fixOf = (change: Partial<CertificateFacts>, howToVerify?: string) => {
      const finding = evaluate(change, { howToVerify })
      expect(finding).toMatchObject({ outcome: 'warning', message: expect.stringContaining('not verified') })
      return finding && 'fix' in finding ? finding.fix : ''
    }
    expect(fixOf({})).toContain('ssl-root-cert: system')
    expect(fixOf({ trusted: false })).toContain("the certificate of the server's authority")
    expect(fixOf({ ofHost: false })).toContain('by a name that the certificate is for')
    expect(fixOf({}, 'Neon: set it.')).toBe('Neon: set it.')
  })

  it('whose certificate is verified, or that does not leave the machine, is none', () => {
    const verified = { sslmode: 'verify-ca', verified: true }
    expect(evaluate({ byOwnRoot: true }, verified)?.message).toContain('would work with this ssl-root-cert')
    expect(evaluate({}, { sslmode: 'verify-full', verified: true })?.message).toContain('Verified')
    expect(evaluate({}, { local: true })?.outcome).toBe('ok')
  })

  it('whose certificate ends soon, or has ended, is a warning', () => {
    expect(evaluate({ until: new Date('2026-12-01T00:00:00Z') })).toMatchObject({
      outcome: 'warning',
      message: expect.stringContaining('ends in 7 days'),
    })
    expect(evaluate({ until: new Date('2026-11-01T00:00:00Z') })).toMatchObject({
      outcome: 'warning',
      message: expect.stringContaining('expired on 2026-11-01'),
    })
  })
})

describe('the bucket', () => {
  it('that cannot lock, where locks are asked for, would refuse backups; what may not be asked is skipped', () => {
    expect(evaluateLock({ kind: 'off' }, true).outcome).toBe('failed')
    expect(evaluateLock({ kind: 'off' }, false).outcome).toBe('ok')
    expect(evaluateLock({ kind: 'unknown' }, true).outcome).toBe('skipped')
    expect(evaluateVersions('unknown').outcome).toBe('skipped')
    expect(evaluatePublicAccess('unknown').outcome).toBe('skipped')
    expect(evaluatePublicAccess('public').outcome).toBe('warning')
    expect(evaluatePublicAccess('blocked').outcome).toBe('ok')
  })
})

describe('the server', () => {
  it('that is a standby, or gets no fixes any more, is a warning', () => {
    expect(evaluateVersion({ unlogged: [], version: '17.6', major: 17, isInRecovery: true }).outcome).toBe(
      'warning',
    )
    expect(evaluateVersion({ unlogged: [], version: '13.23', major: 13, isInRecovery: false }).outcome).toBe(
      'warning',
    )
    expect(evaluateVersion({ unlogged: [], version: '17.6', major: 17, isInRecovery: false }).outcome).toBe(
      'ok',
    )
  })

  it('hides a hundred tables: ten are named, and how many others there are', () => {
    const unreadable = Array.from({ length: 100 }, (_, i) => ({ schema: 'public', name: `t${i}` }))
    const none = { rowSecured: [], largeObjects: 0, unreadableLargeObjects: 0 }
    const [privileges] = evaluateRights({ ...none, role: 'r', major: 17, tables: 100, unreadable })
    expect(privileges?.message).toBe(
      `Role r may not read ${Array.from({ length: 10 }, (_, i) => `public.t${i}`).join(', ')} and 90 more.`,
    )
  })

  it('has a size, from which the time is estimated, and said to be an estimate', () => {
    const estimate = estimateOf(10 * GB)
    expect(estimate).toEqual({
      databaseBytes: 10 * GB,
      fastestMs: 83_100,
      slowMs: 831_000,
      egressBytes: 10 * GB,
      storedBytes: 2100 * 1024 ** 2,
    })
    expect(evaluateSize(estimate).message).toMatch(
      /^10 GB on the server's disk\. An estimate .*1 min 23 s to 13 min 51 s/,
    )
    expect(evaluateSize(undefined).outcome).toBe('skipped')
  })
})

describe('the machine', () => {
  it('without room, or without a client that it could get, is reported', () => {
    expect(evaluateDisk('/tmp', 1024).outcome).toBe('warning')
    expect(evaluateDisk('/tmp', GB).outcome).toBe('ok')
    expect(evaluateFolder('/backups', GB, 2 * GB).outcome).toBe('warning')
    expect(evaluateFolder('/backups', GB, undefined).outcome).toBe('ok')
  })
})

describe('the client', () => {
  const server = { major: 17, version: '17.12' }
  const none = { found: undefined, safeSince: '17.6', installable: true, advice: 'Run apk.', from: 'PGDG' }
  const given = (version: string, standing: 'fits' | 'older' | 'unsafe', installable = true) =>
    evaluateClient(server, { ...none, found: { version, origin: '/usr/bin', standing }, installable })

  it('that is as new as the server is fine, and is named with its place', () => {
    expect(given('17.12', 'fits')).toMatchObject({ outcome: 'ok', message: 'pg_dump 17.12 is in /usr/bin.' })
  })

  it.each([true, false])(
    'of an older minor version is a warning with both versions (installable: %s)',
    can => {
      const { outcome, message, fix } = { fix: '', ...given('17.10', 'older', can) }
      expect(outcome).toBe('warning')
      expect(message).toContain('17.10 in /usr/bin is older than the server, 17.12')
      expect(message.includes('looks for a newer one in PGDG')).toBe(can)
      expect(fix).toContain('17.12 or newer')
    },
  )

  it('with known security holes is a warning if it can be replaced, and fails if not', () => {
    expect(given('17.2', 'unsafe')).toMatchObject({ outcome: 'warning' })
    expect(given('17.2', 'unsafe', false)).toMatchObject({
      outcome: 'failed',
      code: 'client-unsafe',
      fix: expect.stringContaining('17.6 or newer. Run apk.'),
    })
  })

  it('that is missing is skipped if it can be installed, and fails if not', () => {
    expect(evaluateClient(server, none)).toMatchObject({
      outcome: 'skipped',
      message: expect.stringContaining('from PGDG'),
    })
    expect(evaluateClient(server, { ...none, installable: false })).toMatchObject({
      outcome: 'failed',
      code: 'client-unsupported-platform',
      fix: 'Run apk.',
    })
  })
})

describe('a report', () => {
  const good: Finding = fine(SUBJECTS.address, 'Good.')
  const report = (...findings: Finding[]) => ({
    ...{ database: undefined, location: 's3://b', estimate: undefined, leastPrivilege: undefined },
    findings,
  })

  it('fails by what failed, warns by what is a warning, and is not changed by what was skipped', () => {
    const odd = warned(SUBJECTS.locks, 'Odd.', 'Wait.')
    expect(outcomeOf(report(good, skipped(SUBJECTS.size, 'No.')))).toBe('ok')
    expect(outcomeOf(report(good, odd))).toBe('warning')
    expect(outcomeOf(report(good, odd, clockFailure))).toBe('failed')
    expect(reasonsToFail(report(odd, clockFailure))).toMatchObject([{ code: 'storage-clock-skew' }])
  })

  it('is JSON for programs', () => {
    expect(JSON.parse(serializeCheck(report(good, clockFailure)))).toEqual({
      ...{
        schema: 'pg-backup-check/1',
        outcome: 'failed',
        database: null,
        location: 's3://b',
        estimate: null,
      },
      findings: [
        { area: 'database', what: 'Address', outcome: 'ok', message: 'Good.' },
        {
          ...{ area: 'machine', what: 'Clock', outcome: 'failed', code: 'storage-clock-skew' },
          ...{ message: expect.any(String), fix: expect.any(String) },
        },
      ],
    })
  })
})
