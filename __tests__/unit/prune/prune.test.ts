import { describe, expect, it } from 'vitest'
import { type Manifest, serializeManifest } from '../../../src/catalog/manifest.ts'
import { parseManifest } from '../../../src/catalog/read-manifest.ts'
import { BackupError } from '../../../src/core/errors.ts'
import { archivedManifest } from '../../../src/prune/archive/archive-backup.ts'
import { backupOfManifest, classify, factsOfManifest, withFacts } from '../../../src/prune/classify.ts'
import { parseMostRemovals, tooManyRemovals } from '../../../src/prune/max-removals.ts'
import { countOf, freedBytes } from '../../../src/prune/prune-report.ts'
import type { Verdict } from '../../../src/retention/plan-retention.ts'
import { DEFAULT_POLICY } from '../../../src/retention/policy.ts'
import type { StoredBackup } from '../../../src/retention/stored-backup.ts'
import { manifestOf } from '../backup/report-example.ts'

const KEY = 'shop/2026/11/shop_backup_20261122_030700.dump'
const modified = new Date('2026-11-22T03:08:00Z')
const listed = (key: string, instead = {}) => ({
  ...{
    key,
    dumpBytes: 10,
    manifestBytes: 5,
    drills: [],
    companions: [],
    bytes: 20,
    modifiedMs: 0,
    storedMs: 0,
    checksum: true,
  },
  ...instead,
})

function backup(key: string): StoredBackup {
  const classified = classify(listed(key), DEFAULT_POLICY)
  if (classified.kind !== 'backup') throw new Error(classified.kind)
  return classified.backup
}

describe('a backup in a listing', () => {
  it('has the class that its folder says, and else none until its manifest was read', () => {
    expect(backup(KEY)).toMatchObject({
      backupClass: undefined,
      group: { series: 'shop', what: 'full' },
      startedAt: new Date('2026-11-22T03:07:00Z'),
      complete: true,
    })
    expect(backup('shop/pre-deploy/shop_backup_20261122_030700_pre-deploy.dump').backupClass).toBe(
      'pre-deploy',
    )
    expect(backup(`archive/${KEY}`)).toMatchObject({
      backupClass: 'monthly',
      group: { series: 'shop', what: 'archived' },
    })
  })

  it('is not complete without its dump, or with one of another size than its manifest says', () => {
    const facts = { ...factsOfManifest(manifestOf()), storedBytes: 10 }
    expect(withFacts(backup(KEY), listed(KEY), facts)).toMatchObject({
      complete: true,
      backupClass: 'weekly',
    })
    expect(withFacts(backup(KEY), listed(KEY, { dumpBytes: 9 }), facts).complete).toBe(false)
    expect(classify(listed(KEY, { dumpBytes: undefined }), DEFAULT_POLICY)).toMatchObject({
      backup: { complete: false },
    })
  })

  it('holds what its manifest says, even where a table is called "backup"', () => {
    const key = 'shop/pre-deploy/shop_backup_20261122_030700_pre-deploy.dump'
    const options = { ...manifestOf().options, tables: ['backup'] }
    const facts = factsOfManifest(manifestOf({ key, options }))
    expect(withFacts(backup(key), listed(key), facts).group).toEqual({
      series: 'shop',
      what: 'tables backup',
    })
  })

  it('stands in for another of the same choice only, in any order it was written', () => {
    const what = (options: Partial<Manifest['options']>, mode: Manifest['mode'] = 'full'): string =>
      factsOfManifest(manifestOf({ mode, options: { ...manifestOf().options, ...options } })).group.what
    expect(what({})).toBe('full')
    expect(what({}, 'schema')).toBe('schema')
    expect(what({ schemas: ['audit'] })).toBe('full, schemas audit')
    expect(what({ tables: ['users', 'items'] })).toBe('tables items, users')
    expect(what({ tables: ['items', 'users'] })).toBe('tables items, users')
    expect(what({ tables: ['items, users'] })).toBe('tables "items, users"')
    expect(what({ tables: ['items'] }, 'data')).toBe('data, tables items')
    expect(what({ excludeSchemas: ['a'], excludeTables: ['b'], excludeTableData: ['c'] })).toBe(
      'full, without schemas a, without tables b, without rows of c',
    )
  })

  it('with a name that has no time has that of its manifest', () => {
    const odd = listed('shop/odd.dump')
    expect(classify(odd, DEFAULT_POLICY)).toEqual({ kind: 'unnamed' })
    const facts = factsOfManifest(manifestOf({ key: odd.key }))
    expect(backupOfManifest(odd, facts)).toMatchObject({
      startedAt: new Date('2026-11-22T03:07:00Z'),
      group: { what: 'full' },
    })
  })

  it('without a manifest is an orphan where only we put things, and else a stranger', () => {
    expect(classify(listed(KEY, { manifestBytes: undefined }), DEFAULT_POLICY)).toEqual({ kind: 'orphan' })
    expect(
      classify(
        listed('2026/11/shop_backup_20261122_030700.dump', { manifestBytes: undefined }),
        DEFAULT_POLICY,
      ),
    ).toEqual({ kind: 'strange' })
  })
})

describe('an archived copy', () => {
  const at = new Date('2026-12-01T00:00:00Z')
  const globals = { key: `${KEY}.globals.sql`, bytes: 1, sha256: 'a'.repeat(64) }

  it('has a manifest of its own, which is read like any other where it is, and nowhere else', () => {
    const key = `archive/${KEY}`
    const original = manifestOf({ globals })
    const copy = archivedManifest(original, { key, globalsKey: `${key}.globals.sql`, at, confirmed: 'size' })
    const text = serializeManifest(copy)
    expect(parseManifest(text, `${key}.manifest.json`)).toEqual({
      ...original,
      key,
      globals: { ...globals, key: `${key}.globals.sql` },
      stored: { ...original.stored, confirmed: 'size' },
      archived: { from: KEY, fromManifestSha256: original.manifestSha256, at: at.toISOString() },
      manifestSha256: copy.manifestSha256,
    })
    expect(() => parseManifest(text, `${KEY}.manifest.json`)).toThrow('another place')
    expect(() => parseManifest(text.replace(KEY, KEY.replace('11', '10')), `${key}.manifest.json`)).toThrow(
      'altered',
    )
  })
})

describe('a plan that takes too much', () => {
  const verdicts = (removed: number, kept: number): Verdict[] =>
    Array.from({ length: removed + kept }, (_, index) => ({
      backup: { ...backup(KEY), key: `${index}` },
      verdict: index < removed ? 'remove' : 'keep',
      rule: 'r',
      hasPlace: false,
    }))

  it('takes more than its share of a series, and ten backups or more', () => {
    expect(tooManyRemovals(verdicts(9, 1), 0.8)).toEqual([])
    expect(tooManyRemovals(verdicts(80, 20), 0.8)).toEqual([])
    expect(tooManyRemovals(verdicts(81, 19), 0.8)).toEqual(['81 of the 100 backups of shop'])
    expect(tooManyRemovals(verdicts(99, 1), 1)).toEqual([])
  })

  it('is measured by a percentage', () => {
    expect(parseMostRemovals('80%')).toEqual({ ok: true, value: 0.8 })
    for (const text of ['0%', '101%', '80', '0.8', 'x%'])
      expect(parseMostRemovals(text)).toMatchObject({ ok: false })
  })
})

describe('what a prune came to', () => {
  const dispositions = [
    { kind: 'removed', rule: 'r' },
    { kind: 'planned', rule: 'r' },
    { kind: 'locked', rule: 'r' },
    {
      kind: 'failed',
      rule: 'r',
      problem: new BackupError({ kind: 'storage', code: 'c', message: 'm.', hint: 'h.' }),
    },
  ] as const
  const all = dispositions.map(disposition => ({
    ...{
      key: KEY,
      series: 'shop',
      what: 'full',
      backupClass: undefined,
      startedAt: modified,
      bytes: 10,
      disposition,
    },
  }))

  it('counts as freed what is gone, and not what is locked or failed', () => {
    expect(countOf(all, 'removed', 'locked')).toBe(2)
    expect(freedBytes({ backups: all, leftovers: [] })).toBe(20)
  })
})
