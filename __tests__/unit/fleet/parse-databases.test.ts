import { describe, expect, it } from 'vitest'
import { parseDatabases } from '../../../src/fleet/inputs.ts'

const DEFAULTS = { destination: 's3://backups/pg', backupClass: 'daily' } as const

function problems(list: unknown, destination: string | undefined = DEFAULTS.destination): readonly string[] {
  const text = typeof list === 'string' ? list : JSON.stringify(list)
  return parseDatabases(text, { ...DEFAULTS, destination }).problems
}

describe('a list of databases', () => {
  it('says of each its name, the name of its URL, and where it differs from all', () => {
    const list = [
      { name: 'shop', secret: 'SHOP' },
      { name: 'crm', secret: 'CRM', destination: '/backups', class: 'weekly' },
      { name: 'billing', secret: 'SHOP', destination: '', class: '' },
    ]
    expect(parseDatabases(JSON.stringify(list), DEFAULTS)).toEqual({
      problems: [],
      entries: [
        { index: 0, name: 'shop', secret: 'SHOP', destination: 's3://backups/pg', backupClass: 'daily' },
        { index: 1, name: 'crm', secret: 'CRM', destination: '/backups', backupClass: 'weekly' },
        { index: 2, name: 'billing', secret: 'SHOP', destination: 's3://backups/pg', backupClass: 'daily' },
      ],
    })
  })

  it.each([
    [
      'nothing that is JSON',
      '[{"name": postgresql://u:pw@h/d}]',
      /^is not JSON.*; write a list such as \[\{/,
    ],
    ['an object', '{"name": "shop"}', /^is JSON, but no list; write one/],
    ['an empty list', '[]', /^names no database; write at least one/],
  ])('is refused where it is %s, and nothing of it is repeated', (_, text, problem) => {
    const [first = '', ...others] = problems(text)
    expect(first).toMatch(problem)
    expect(others).toEqual([])
    expect(first).not.toContain('pw')
  })

  it('has no key twice in one entry, of which nobody knows which is meant', () => {
    const twice =
      '[{ "name": "a", "secret": "A",\n "name": "b" }, { "name": "c", "secret": "C", "n\\u0061me": "d" }]'
    expect(problems(twice)).toEqual([
      'has a key for the second time in one entry (line 2 column 2); leave one of them',
      expect.stringContaining('(line 2 column '),
    ])
  })

  it('has 256 entries at most, since GitHub makes no more jobs of it', () => {
    const many = Array.from({ length: 257 }, (_, index) => ({ name: `db-${index}`, secret: 'ALL' }))
    expect(problems(many.slice(1))).toEqual([])
    expect(problems(many)).toEqual([expect.stringContaining('257 entries')])
  })

  it.each([
    ['no object', 'shop', 'entry 1: is no object; write'],
    ['without a name', { secret: 'S' }, 'entry 1: has no name; write "name": "shop"'],
    [
      'with a number as its name',
      { name: 7, secret: 'S' },
      'entry 1: has a name that is no text; write it in',
    ],
    ['with a name that is no folder', { name: '../up', secret: 'S' }, `entry 1: its name "../up" can't name`],
    ['without a secret', { name: 'shop' }, 'entry 1 (shop): has no secret; write the name that its URL has'],
    ['with a list as its secret', { name: 'shop', secret: ['S'] }, 'entry 1 (shop): has a secret that is no'],
    ['with a class that is none', { name: 'shop', secret: 'S', class: 'dayly' }, 'did you mean daily?'],
    ['of the class that restores take', { name: 'shop', secret: 'S', class: 'pre-restore' }, 'is not one of'],
    [
      'with a key too many',
      { name: 'shop', secret: 'S', clas: 'daily' },
      '"clas" is no key of an entry; did you mean class?',
    ],
    [
      'with a strange key',
      { name: 'shop', secret: 'S', on: 1 },
      'write only name, secret, destination, class',
    ],
    [
      'with an odd destination',
      { name: 'shop', secret: 'S', destination: 'gs://b' },
      'gs: is not known; write',
    ],
    [
      'with a number as destination',
      { name: 'shop', secret: 'S', destination: 1 },
      'has a destination that is no text',
    ],
  ])('has no entry %s', (_, entry, problem) => {
    const found = problems([entry, { name: 'other', secret: 'O' }])
    expect(found).toEqual([expect.stringContaining(problem)])
    expect(found[0]).toMatch(/^entry 1( \(shop\))?: .*write|^entry 1 \(shop\): .*(not one of|did you mean)/)
  })

  it('says all problems at once, a line each', () => {
    const found = problems([{ clas: 'x' }, 7, { name: 'shop', secret: 'S', class: 'x' }])
    expect(found.map(line => line.slice(0, 18))).toEqual([
      'entry 1: "clas" is',
      'entry 1: has no na',
      'entry 1: has no se',
      'entry 2: is no obj',
      'entry 3 (shop): it',
    ])
    expect(found.join('')).not.toContain('\n')
  })

  it('may have two entries of one name, but not in one place, however that is written', () => {
    const [shop, there] = [
      { name: 'shop', secret: 'S' },
      { name: 'shop', secret: 'T', destination: 's3://other/pg' },
    ]
    expect(problems([shop, there])).toEqual([])
    expect(problems([shop, there, { ...shop, destination: 's3://backups/pg/' }])).toEqual([
      'entry 3 (shop): has the name and the destination of entry 1; write another name, or another destination',
    ])
    const folders = ['/backups', '/backups/'].map(destination => ({ ...shop, destination }))
    expect(problems(folders)).toHaveLength(1)
  })

  it('must say where each is stored, if nothing says so for all', () => {
    const list = [
      { name: 'shop', secret: 'S' },
      { name: 'crm', secret: 'C', destination: '/backups' },
    ]
    expect(parseDatabases(JSON.stringify(list), { ...DEFAULTS, destination: undefined }).problems).toEqual([
      'entry 1 (shop): has no destination, nor is there one for all; write either',
    ])
  })

  it('that has a URL where a name belongs is refused without repeating it', () => {
    const found = problems([{ name: 'shop', secret: 'postgresql://u:s3cr3t@db/shop' }])
    expect(found).toEqual([expect.stringContaining('has a URL as its secret')])
    expect(found.join('')).not.toContain('s3cr3t')
  })
})
