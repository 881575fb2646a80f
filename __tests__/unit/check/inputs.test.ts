import { describe, expect, it } from 'vitest'
import { readCheckInputs } from '../../../src/check/inputs.ts'
import { sourceOf } from '../action/inputs/run-with.ts'

const DESTINATION = { destination: 's3://backups/shop' }
const read = (isSet: Readonly<Record<string, string>>) => readCheckInputs(sourceOf(isSet))

describe('the inputs of check', () => {
  it('are those of a backup: with a destination alone it looks at that, and at the rest that there is', () => {
    expect(read(DESTINATION)).toMatchObject({
      destination: { kind: 's3', bucket: 'backups', prefix: 'shop' },
      encryption: { kind: 'none' },
      request: {
        database: { problems: [{ input: 'database-url', message: expect.stringContaining('is empty') }] },
        leastPrivilege: { wanted: false },
      },
      s3: { sse: { kind: 'AES256' } },
      warnings: [],
    })
  })

  it('leave out what a preset leaves out', () => {
    const { selection } = read({ ...DESTINATION, preset: 'supabase', 'exclude-schemas': 'scratch' }).request
    expect(selection.excludeSchemas).toEqual(expect.arrayContaining(['scratch', 'vault', 'realtime']))
  })

  it.each([
    [{}, /^destination: is required/],
    [{ ...DESTINATION, 'aws-access-key-id': 'AKIA' }, /^aws-secret-access-key: /],
    [{ ...DESTINATION, encryption: 'gpg' }, /^encryption: /],
    [{ ...DESTINATION, 'object-lock-mode': 'GOVERNANCE' }, /^object-lock-mode: /],
    [{ ...DESTINATION, 'least-privilege': 'perhaps' }, /^least-privilege: /],
  ])('are refused as those of a backup are: %j', (isSet, problem) => {
    expect(() => read(isSet)).toThrow(problem)
  })

  it('warn of what has no effect, and refuse names that check does not have', () => {
    expect(read({ destination: './backups', region: 'eu-central-1' }).warnings).toEqual([
      expect.stringContaining('region is for s3:// only'),
    ])
    const misspelt = { ...DESTINATION, 'least-priviledge': 'true' }
    expect(() => read(misspelt)).toThrow(/^least-priviledge: .*did you mean least-privilege\?/)
  })
})
