import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Catalog, orphans, type UnreadableManifest } from '../../../src/catalog/catalog.ts'
import { choose, having, skipped, type Wanted } from '../../../src/catalog/choose.ts'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { manifestUnreadable } from '../../../src/catalog/read-manifest.ts'
import { sampleOf } from '../../../src/verify/sample.ts'
import { type Range, type Selected, select } from '../../../src/verify/select.ts'
import { manifestOf } from '../backup/report-example.ts'

const keyOf = (day: number, series = 'shop'): string =>
  `${series}/2026/11/${series}_backup_202611${String(day).padStart(2, '0')}_030000.dump`

function backup(day: number, instead: Partial<Manifest> = {}): Manifest {
  const startedAt = `2026-11-${String(day).padStart(2, '0')}T03:00:00.500Z`
  const finishedAt = startedAt.replace(':00:00', ':10:00')
  return manifestOf({ key: keyOf(day, instead.series), startedAt, finishedAt, ...instead })
}
const unreadable = (key: string): UnreadableManifest => ({
  key,
  error: manifestUnreadable(`${key}.manifest.json`, 'it is not JSON'),
})
const ALL: Range = {
  start: { kind: 'all' },
  series: undefined,
  backupClass: undefined,
  since: undefined,
  sample: undefined,
}
const LATEST: Range = { ...ALL, start: { kind: 'latest' } }

function chosen(catalog: Partial<Catalog>, range: Range): Selected {
  return select({ manifests: [], unreadable: [], elsewhere: [], objects: [], ...catalog }, range, 's3://b')
}
const days = ({ manifests }: Selected): string[] => manifests.map(({ key }) => key.slice(-14, -12))

describe('a choice of backups', () => {
  const manifests = [1, 9, 5].map(day => backup(day))
  const crm = backup(3, { series: 'crm', class: 'daily' })

  it('has the newest first, and of latest one of each series', () => {
    expect(days(chosen({ manifests }, ALL))).toEqual(['09', '05', '01'])
    const latest = chosen({ manifests: [...manifests, crm] }, LATEST).manifests
    expect(latest.map(({ key }) => key)).toEqual([keyOf(9), keyOf(3, 'crm')])
  })

  it('is narrowed down by series, class and time', () => {
    const catalog = { manifests: [...manifests, crm] }
    expect(chosen(catalog, { ...ALL, series: 'crm' }).manifests).toEqual([crm])
    expect(chosen(catalog, { ...ALL, backupClass: 'daily' }).manifests).toEqual([crm])
    const since = new Date('2026-11-05T03:00:00Z')
    expect(days(chosen({ manifests }, { ...ALL, since }))).toEqual(['09', '05'])
  })

  it('is never the copy that a restore made of its target, where the latest is meant and no class is named', () => {
    const copy = backup(20, { class: 'pre-restore', key: `shop/pre-restore/${keyOf(20).slice(13)}` })
    const catalog = { manifests: [...manifests, copy] }
    expect(days(chosen(catalog, LATEST))).toEqual(['09'])
    expect(chosen(catalog, { ...LATEST, backupClass: 'pre-restore' }).manifests).toEqual([copy])
    expect(chosen(catalog, { ...ALL, start: { kind: 'key', key: copy.key } }).manifests).toEqual([copy])
    expect(chosen(catalog, ALL).manifests).toContain(copy)
    expect(() => chosen({ manifests: [copy] }, LATEST)).toThrow('There is no such backup')
    const altered = { manifests, unreadable: [unreadable(copy.key)] }
    expect(chosen(altered, LATEST).unreadable).toEqual([])
    expect(chosen(altered, ALL).unreadable).toHaveLength(1)
  })

  it('of one is never such a copy either, and needs no series where there is no other', () => {
    const newest: Wanted = { kind: 'newest', series: undefined, backupClass: undefined, before: undefined }
    const copy = backup(20, { class: 'pre-restore', series: 'staging' })
    const all = [...manifests, copy]
    expect(choose(all, newest, 's3://b')).toBe(manifests[1])
    expect(choose(all, { ...newest, backupClass: 'pre-restore' }, 's3://b')).toBe(copy)
    expect(choose(all, { kind: 'key', key: copy.key }, 's3://b')).toBe(copy)
    expect(() => choose([copy], newest, 's3://b')).toThrow('There is no such backup')
  })

  it('of one has what is asked for, and of some tables only where there is no other', () => {
    const newest = { kind: 'newest', series: undefined, backupClass: undefined, before: undefined } as const
    const { options } = backup(1)
    const of = (day: number, mode: Manifest['mode'], part: Partial<Manifest['options']> = {}) =>
      backup(day, { mode, options: { ...options, ...part } })
    const [whole, schema, data, some] = [
      of(10, 'full'),
      of(11, 'schema'),
      of(12, 'data'),
      of(13, 'full', { tables: ['orders'] }),
    ]
    if (!(whole && schema && data && some)) throw new Error('no backups')
    const all = [whole, schema, data, some]
    const latest = (mode: Manifest['mode'], from = all) => choose(from, having(mode, newest), 's3://b')
    expect(latest('full')).toBe(whole)
    expect(latest('schema')).toBe(schema)
    expect(latest('data')).toBe(data)
    expect(latest('full', [some])).toBe(some)
    expect(() => latest('full', [schema])).toThrow('the latest that has definitions and rows')
    expect(choose(all, newest, 's3://b')).toBe(some)
    expect(choose(all, { ...newest, prefersWhole: true }, 's3://b')).toBe(whole)
    expect(choose([schema], { ...newest, prefersWhole: true }, 's3://b')).toBe(schema)
    const partial = of(14, 'full', { schemas: ['app'] })
    expect(() => latest('full', [...all, partial])).toThrow(
      `it holds full, schemas app; the newest that holds full is ${whole.key}`,
    )
    expect(latest('full', [partial])).toBe(partial)
  })

  describe('where backups of one series leave out different things', () => {
    const newest = { kind: 'newest', series: undefined, backupClass: undefined, before: undefined } as const
    const asked = having('full', newest)
    const drilled: Wanted = { ...newest, prefersWhole: true }
    const { options } = backup(1)
    const without = (day: number, part: Partial<Manifest['options']>): Manifest =>
      backup(day, { options: { ...options, ...part } })
    const whole = backup(10)
    const rowless = without(11, { excludeTableData: ['*.*'] })

    it('nothing is restored that lacks what another has: both are named; and a drill takes that other', () => {
      expect(() => choose([whole, rowless], asked, 's3://b')).toThrow(
        `${rowless.key}, does not hold all that another does: it holds full, without rows of *.*; the newest that holds full is ${whole.key}.`,
      )
      expect(choose([whole, rowless], drilled, 's3://b')).toBe(whole)
      expect(skipped([whole, rowless], drilled, whole)).toBe(rowless)
      expect(skipped([whole], drilled, whole)).toBeUndefined()
      // Definitions are all there.
      expect(choose([whole, rowless], having('schema', newest), 's3://b')).toBe(rowless)
    })

    it('the newest of those that are all made by one choice is meant, as with a preset', () => {
      const preset = { excludeSchemas: ['vault', 'realtime'] }
      const [older, newer] = [without(12, preset), without(13, { excludeSchemas: ['realtime', 'vault'] })]
      expect(choose([older, newer], asked, 's3://b')).toBe(newer)
      expect(choose([older, newer], drilled, 's3://b')).toBe(newer)
    })

    it('one that holds more than those before is meant, and neither of two that each lack something', () => {
      const [both, logs, audit] = [
        without(12, { excludeTableData: ['logs', 'audit'] }),
        without(13, { excludeTableData: ['logs'] }),
        without(14, { excludeTables: ['audit'] }),
      ]
      expect(choose([both, logs], asked, 's3://b')).toBe(logs)
      expect(() => choose([logs, audit], asked, 's3://b')).toThrow(logs.key)
      expect(() => choose([logs, audit], drilled, 's3://b')).toThrow(logs.key)
    })
  })

  describe('where backups of one series are of several databases', () => {
    const newest: Wanted = { kind: 'newest', series: 'shop', backupClass: undefined, before: undefined }
    const { source: known } = backup(1)
    const { databaseOid: _oid, systemIdentifier: _id, ...named } = known
    const of = (day: number, source: Partial<Manifest['source']>): Manifest =>
      backup(day, { source: { ...named, host: 'db.example.com', port: 5432, ...source } })
    const latest = (...of: Manifest[]): Manifest => choose(of, newest, 's3://b')

    it('none is guessed: both databases are named, with a key of each', () => {
      const production = of(10, { systemIdentifier: '1', databaseOid: '5' })
      const staging = of(11, { systemIdentifier: '2', databaseOid: '5', host: 'staging.example.com' })
      expect(() => latest(production, staging)).toThrow(
        `the newest of ${known.database} on staging.example.com:5432 is ${staging.key}, that of ${known.database} on db.example.com:5432 is ${production.key}`,
      )
      expect(() => choose([production, staging], having('full', newest), 's3://b')).toThrow(production.key)
      const tunnel = { host: 'localhost', databaseOid: '5' }
      expect(() =>
        latest(of(10, { ...tunnel, systemIdentifier: '1' }), of(11, { ...tunnel, systemIdentifier: '2' })),
      ).toThrow('several databases')
      expect(() =>
        latest(of(10, { databaseOid: '16385' }), of(11, { databaseOid: '9', host: 'b.c' })),
      ).toThrow('several databases')
      expect(choose([production, staging], { kind: 'key', key: production.key }, 's3://b')).toBe(production)
    })

    it('a database that was renamed, created again, upgraded or reached by another host is the same', () => {
      const there = { systemIdentifier: '1', databaseOid: '16385' }
      const before = of(10, there)
      for (const source of [
        { ...there, database: 'renamed' },
        { ...there, databaseOid: '20000' },
        { ...there, systemIdentifier: '2', databaseOid: '5' },
        { ...there, host: 'pooler.example.com', port: 6432 },
      ])
        expect(latest(before, of(11, source)).key).toBe(keyOf(11))
      const unknown = of(10, { databaseOid: '16385' })
      expect(latest(unknown, of(11, { databaseOid: '20000' })).key).toBe(keyOf(11))
      expect(latest(unknown, of(11, { databaseOid: '16385', host: 'b.c' })).key).toBe(keyOf(11))
    })
  })

  it('is refused when there is none, in words that say what was looked for', () => {
    expect(() => chosen({ manifests }, { ...LATEST, series: 'crm', backupClass: 'weekly' })).toThrow(
      'There is no such backup in s3://b: the latest of series crm of class weekly.',
    )
    expect(() => chosen({ manifests }, { ...ALL, start: { kind: 'key', key: 'a/b' } })).toThrow(': a/b.')
  })

  it('includes backups whose manifest cannot be read, wherever they may be meant', () => {
    const found = (day: number, range: Range): number =>
      chosen({ manifests, unreadable: [unreadable(keyOf(day))] }, range).unreadable.length
    expect(found(7, ALL)).toBe(1)
    expect(found(7, LATEST)).toBe(0)
    expect(found(10, LATEST)).toBe(1)
    expect(found(7, { ...ALL, series: 'shop' })).toBe(1)
    expect(found(1, { ...ALL, since: new Date('2026-11-05') })).toBe(0)
    expect(chosen({ unreadable: [unreadable(keyOf(7))] }, LATEST).unreadable).toHaveLength(1)
    expect(chosen({ unreadable: [unreadable('odd/name')] }, ALL).unreadable).toHaveLength(1)
  })
})

describe('a sample', () => {
  const many = Array.from({ length: 28 }, (_, index) => backup(28 - index))

  it('is the share asked for, rounded up, with the newest, in the same order, and the same each time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 28 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (count, share) => {
          const list = many.slice(0, count)
          const picked = sampleOf(list, share)
          expect(picked).toHaveLength(Math.ceil(count * share))
          expect(picked[0]).toBe(list[0])
          expect(list.filter(each => picked.includes(each))).toEqual(picked)
          expect(sampleOf([...list], share)).toEqual(picked)
        },
      ),
    )
  })

  it('says how many it left out', () => {
    expect(chosen({ manifests: many }, { ...ALL, sample: 0.25 })).toMatchObject({ leftOut: 21 })
  })
})

describe('orphans', () => {
  const now = new Date('2026-11-22T00:00:00Z')
  const of = (key: string, modified = '2026-11-01') => ({ key, bytes: 1, modified: new Date(modified) })

  it('are what is where only we put things and belongs to no backup, once it is a day old', () => {
    const roles = `${keyOf(1)}.globals.sql`
    const encrypted = backup(2, { key: `${keyOf(2)}.age` })
    const manifests = [backup(1, { globals: { key: roles, bytes: 1, sha256: 'a'.repeat(64) } }), encrypted]
    const own = [keyOf(1), `${keyOf(1)}.sha256`, `${keyOf(1)}.manifest.json`, `${keyOf(1)}.drill.json`, roles]
    const strange = [keyOf(2), keyOf(3), `${keyOf(3)}.sha256`]
    const foreign = ['notes.txt', '2025/10//shop_backup_20251001_030000.dump', `old/${keyOf(3)}`]
    const objects = [...own, encrypted.key, ...strange, ...foreign].map(key => of(key))
    const recent = of(keyOf(4), '2026-11-21T12:00:00Z')
    expect(orphans({ manifests, unreadable: [], objects: [...objects, recent] }, now)).toEqual(strange)
  })

  it('are not those of a backup whose manifest cannot be read', () => {
    const key = `${keyOf(1)}.age`
    const objects = [key, `${key}.sha256`, `${key}.manifest.json`, `${keyOf(1)}.globals.sql.age`]
    const catalog = { manifests: [], unreadable: [unreadable(key)], objects: objects.map(each => of(each)) }
    expect(orphans(catalog, now)).toEqual([])
  })
})
