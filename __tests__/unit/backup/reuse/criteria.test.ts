import { describe, expect, it } from 'vitest'
import { type ReuseWanted, whyNotLocked, whyNotReusable } from '../../../../src/backup/reuse/criteria.ts'
import type { Manifest } from '../../../../src/catalog/manifest.ts'
import { manifestOf } from '../report-example.ts'

const HOUR_MS = 3_600_000
const SOURCE = {
  ...{ database: 'shop', databaseOid: '16384', host: 'db.example.com', port: 5432 },
  systemIdentifier: '7500000000000000001',
}
const { source, options, contents, ...REST } = manifestOf()

function stored(instead: Partial<Manifest> = {}): Manifest {
  return manifestOf({ ...REST, source: { ...source, ...SOURCE }, ...instead })
}

function from(of: Partial<Manifest['source']>): Manifest {
  return stored({ source: { ...source, ...SOURCE, ...of } })
}

function wanted(instead: Partial<ReuseWanted> = {}): ReuseWanted {
  return {
    ...{ series: 'shop', mode: 'full', format: 'custom', noOwner: true, noAcl: true, globals: false },
    selection: { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] },
    clientMajor: 17,
    encryption: { method: 'none' },
    minimums: { bytes: 1, tables: 1, expectTables: [] },
    source: SOURCE,
    withinMs: HOUR_MS,
    ...instead,
  }
}

/** `ago` after it was begun. */
function why(manifest: Manifest, want = wanted(), agoMs = HOUR_MS / 2): string | undefined {
  return whyNotReusable(manifest, want, new Date(Date.parse(manifest.startedAt) + agoMs))
}

describe('an earlier backup stands in for a new one', () => {
  it('where it is young enough, of the same database, and what would be made now', () => {
    expect(why(stored())).toBeUndefined()
    expect(why(stored(), wanted(), HOUR_MS)).toBeUndefined()
    for (const each of ['manual', 'daily', 'pre-deploy', 'post-release'] as const)
      expect(why(stored({ class: each }))).toBeUndefined()
  })

  it('regardless of the order in which patterns and recipients are written', () => {
    const selection = { ...wanted().selection, excludeTables: ['a', 'b'] }
    const manifest = stored({
      options: { ...options, excludeTables: ['b', 'a'] },
      encryption: { method: 'age', to: ['age1b', 'age1a'] },
    })
    const encryption = { method: 'age', to: ['age1a', 'age1b'] }
    expect(why(manifest, wanted({ selection, encryption }))).toBeUndefined()
  })
})

describe('an earlier backup does not stand in', () => {
  it('where it is too old, or dated ahead of the clock', () => {
    expect(why(stored(), wanted(), HOUR_MS + 1)).toBe('is 1 h 00 min old')
    expect(why(stored(), wanted(), -1)).toMatch(/^is dated ahead/)
  })

  it('where it is dated after the store received it, by a clock that was ahead', () => {
    const manifest = stored()
    const startedMs = Date.parse(manifest.startedAt)
    const reasons = [-2 * 86_400_000, -60_000, 60_000].map(storedAfterMs =>
      whyNotReusable(manifest, wanted(), new Date(startedMs + 1_000), startedMs + storedAfterMs),
    )
    expect(reasons).toEqual([
      expect.stringMatching(/^is dated after the store received it/),
      undefined,
      undefined,
    ])
  })

  it('where a restore took it of its target, or it is an archived copy', () => {
    expect(why(stored({ class: 'pre-restore' }))).toBe('was taken by a restore, of its target')
    const archived = {
      from: 'shop/a.dump',
      fromManifestSha256: 'a'.repeat(64),
      at: '2026-11-22T03:10:00.000Z',
    }
    expect(why(stored({ archived }))).toBe('is an archived copy')
    expect(why(stored({ series: 'staging' }))).toBe('is of the series staging')
  })

  it('where it is of another database, or of one created again under the name', () => {
    expect(why(from({ database: 'till' }))).toMatch(/^is of another database/)
    expect(why(from({ databaseOid: '99999' }))).toMatch(/^is of another database/)
  })

  it('where it is of a copy of the server, which has the same identifier at another address', () => {
    expect(why(from({ host: 'staging.example.com' }))).toMatch(/^was taken at another address/)
    expect(why(from({ port: 5433 }))).toMatch(/^was taken at another address/)
  })

  it('where it is of another server, or that is not known', () => {
    const { systemIdentifier: _, ...unnamed } = SOURCE
    const manifest = stored({ source: { ...source, ...unnamed } })
    expect(why(from({ systemIdentifier: '1' }))).toMatch(/^is of another server/)
    expect(why(manifest)).toMatch(/^may be of another server: only one/)
    expect(why(manifest, wanted({ source: unnamed }))).toBeUndefined()
    for (const host of ['localhost', '127.0.0.1', '::1', 'postgres', '/var/run/postgresql'])
      expect(
        why(stored({ source: { ...source, ...unnamed, host } }), wanted({ source: { ...unnamed, host } })),
      ).toMatch(/^may be of another server: the role/)
  })

  it.each([
    ['is of mode full', { mode: 'schema' }],
    ['is of format custom', { format: 'plain' }],
    ['was made by pg_dump 17, and pg_dump 16 would be taken now', { clientMajor: 16 }],
    ['holds another selection', { selection: { ...wanted().selection, tables: ['orders'] } }],
    ['was taken with another no-owner or no-acl', { noOwner: false }],
    ['was taken without globals', { globals: true }],
    ['is encrypted in another way', { encryption: { method: 'age', to: ['age1a'] } }],
    [
      'holds less than min-size, min-tables or expect-tables ask for',
      { minimums: { bytes: 1, tables: 3, expectTables: [] } },
    ],
    [
      'holds less than min-size, min-tables or expect-tables ask for',
      { minimums: { bytes: 1, tables: 1, expectTables: ['invoices'] } },
    ],
  ] satisfies [string, Partial<ReuseWanted>][])('where it %s', (reason, instead) => {
    expect(why(stored(), wanted(instead))).toBe(reason)
  })
})

describe('an object lock that is asked for', () => {
  const { startedAt } = stored()
  const until = new Date(Date.parse(startedAt) + 30 * 86_400_000)
  const is = (mode: string, end: Date, asked: 'COMPLIANCE' | 'GOVERNANCE' = 'COMPLIANCE') =>
    whyNotLocked(
      { kind: 'locked', retention: { mode, until: end }, legalHold: false, why: 'locked until then' },
      { mode: asked, days: 30 },
      { startedAt },
    )

  it('is met by one that lasts as long from the begin of the backup, in the same mode or a stronger one', () => {
    expect(is('COMPLIANCE', until)).toBeUndefined()
    expect(is('COMPLIANCE', until, 'GOVERNANCE')).toBeUndefined()
    expect(is('GOVERNANCE', until, 'GOVERNANCE')).toBeUndefined()
  })

  it('is not met by a weaker or shorter one, a legal hold, none, or one that is not known', () => {
    const asked = { mode: 'COMPLIANCE', days: 30 } as const
    const hold = { kind: 'locked', retention: undefined, legalHold: true, why: 'on legal hold' } as const
    const unknown = { kind: 'unknown', why: 's3:GetObjectRetention is missing.' } as const
    expect(is('GOVERNANCE', until)).toContain('in mode GOVERNANCE')
    expect(is('COMPLIANCE', new Date(until.getTime() - 60_000))).toContain('object-lock-days: 30')
    for (const lock of [hold, undefined])
      expect(whyNotLocked(lock, asked, { startedAt })).toMatch(/^not locked/)
    expect(whyNotLocked(unknown, asked, { startedAt })).toMatch(/^perhaps not locked/)
  })
})
