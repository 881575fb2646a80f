import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../../src/action/mask.ts'
import { BackupError } from '../../../src/core/errors.ts'
import { MOST_ENTRIES } from '../../../src/fleet/entry.ts'
import { FLEET_INPUTS } from '../../../src/fleet/input-table.ts'
import { readFleetInputs } from '../../../src/fleet/inputs.ts'
import { environment, sourceOf } from '../action/inputs/run-with.ts'

type With = Readonly<Record<string, string>>

const LIST = '[{ "name": "shop", "secret": "SHOP" }, { "name": "crm", "secret": "CRM" }]'
const ESSENTIAL = { part: 'list', databases: LIST, destination: 's3://backups/pg' }

function problems(inputs: With): string[] {
  try {
    readFleetInputs(sourceOf({ ...ESSENTIAL, ...inputs }))
    return []
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'input-invalid') throw error
    return error.message.split('\n')
  }
}

describe('the inputs of a fleet', () => {
  it('are read together with the list', () => {
    const inputs = readFleetInputs(sourceOf({ ...ESSENTIAL, part: 'url', index: '1' }))
    expect(inputs.entries.map(({ name }) => name)).toEqual(['shop', 'crm'])
    expect(inputs.entry?.name).toBe('crm')
    expect(inputs.ending('backup-result')).toBe('')
    expect(inputs.warnings).toEqual([])
  })

  it('take 256 databases', () => {
    const list = Array.from({ length: MOST_ENTRIES }, (_, index) => ({ name: `db-${index}`, secret: 'ALL' }))
    const inputs = readFleetInputs(sourceOf({ ...ESSENTIAL, databases: JSON.stringify(list) }))
    expect(inputs.entries).toHaveLength(MOST_ENTRIES)
  })

  it('say what is wrong with them and with the list at once', () => {
    expect(problems({ destination: 'gs://b', databases: '[{ "secret": "S" }]' })).toEqual([
      expect.stringContaining('destination: gs: is not known'),
      'databases: entry 1: has no name; write "name": "shop"',
    ])
  })

  it('refuse to remember the last reported outcome where there is no place for it', () => {
    const own = '[{ "name": "shop", "secret": "SHOP", "destination": "/backups" }]'
    expect(problems({ destination: '', databases: own, 'notify-on': 'change' })).toEqual([
      'notify-on: change keeps the last reported outcome in destination, which is empty; give destination too, or write notify-on: failure or always',
    ])
    expect(problems({ 'notify-on': 'change' })).toEqual([])
  })

  it.each([
    ['url', 'part: url needs index; give it too'],
    ['result', 'part: result needs index and results; give it too'],
    ['summary', 'part: summary needs results and backup-result; give it too'],
    ['lists', 'part: "lists" is not one of list, url, result, summary; did you mean list?'],
  ])('are all that %s needs', (part, problem) => {
    expect(problems({ part })).toEqual([problem])
  })

  it('name no place that the list has not', () => {
    expect(problems({ part: 'url', index: '2' })).toEqual(['index: 2 is no place in a list of 2'])
  })
})

describe('the masks of a fleet', () => {
  function masked(secret: string): string[] {
    const told: string[] = []
    maskSecrets(environment({ 'database-urls': secret }), FLEET_INPUTS, each => told.push(each))
    return told
  }

  it('cover every URL, and its password as written, decoded, encoded, and as JSON writes it', () => {
    const urls = { SHOP: 'postgresql://app:p%40ss%2Fword@db/shop', CRM: 'host=db password=\'it "is"\'' }
    expect(masked(JSON.stringify(urls, undefined, 2))).toEqual(
      expect.arrayContaining([urls.SHOP, 'p%40ss%2Fword', 'p@ss/word', 'it "is"', 'it%20%22is%22']),
    )
    expect(masked('{"SHOP": {"url": "postgresql://u:deep-pw@h/d"}}')).toContain('deep-pw')
  })

  it('leave braces alone, which would be blotted out of everything', () => {
    const told = masked('{\n  "SHOP": "postgresql://app:s3cr3t-pw@db/shop"\n  }\n')
    expect(told).toContain('s3cr3t-pw')
    expect(told.filter(each => /^[\s{}[\],]*$/.test(each))).toEqual([])
  })

  it('cover what is no JSON, too', () => {
    expect(masked('{"SHOP": "postgresql://app:s3cr3t-pw@db/shop",}')).toContain('s3cr3t-pw')
  })
})
