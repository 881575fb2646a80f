import { describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { AWS_PRICES } from '../../../src/report/data/prices.ts'
import { type ReportInputs, readReportInputs } from '../../../src/report/inputs.ts'
import { environment } from '../action/inputs/run-with.ts'

type With = Readonly<Record<string, string>>

function read(inputs: With): ReportInputs {
  return readReportInputs(environment({ destination: 's3://backups/shop', ...inputs }))
}

function problems(inputs: With): string[] {
  try {
    read(inputs)
    return []
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'input-invalid') throw error
    return error.message.split('\n')
  }
}

describe('the inputs of report', () => {
  it('need a destination only: everything is reported, nothing fails, and AWS’s prices are assumed', () => {
    expect(read({})).toMatchObject({
      series: undefined,
      maxAges: { others: undefined },
      thresholds: { window: 4, percent: 20 },
      locks: true,
      prices: AWS_PRICES,
      reportPath: undefined,
      warnings: [],
    })
  })

  it('assume no price for another store, or for a folder', () => {
    expect(read({ endpoint: 'https://s3.example.com' }).prices).toBeUndefined()
    expect(read({ destination: '/backups' }).prices).toBeUndefined()
    const isSet = read({ destination: '/backups', prices: 'STANDARD: 1', currency: 'EUR' }).prices
    expect(isSet).toEqual({ currency: 'EUR', source: 'the prices input', perGb: new Map([['STANDARD', 1]]) })
  })

  it.each<[With, string]>([
    [{ 'max-age': 'tomorrow' }, 'max-age: "tomorrow" is no length of time'],
    [{ 'max-age': 'billing: 1h', series: 'shop' }, 'max-age: max-age names billing'],
    [{ currency: 'EUR' }, 'currency: currency is what prices are in'],
    [{ currency: '€', prices: 'STANDARD: 1' }, 'currency: not a currency'],
    [{ prices: 'free' }, 'prices: "free" is no price'],
    [{ locks: 'yes' }, 'locks: "yes" is neither'],
    [{ 'report-path': '~/report' }, 'report-path: "~/report"'],
    [{ 'aws-access-key-id': 'AKIA' }, 'aws-secret-access-key: aws-access-key-id and'],
  ])('refuse %o', (inputs, wanted) => {
    const [first = '', ...others] = problems(inputs)
    expect(first).toContain(wanted)
    expect(others).toEqual([])
  })

  it('are all checked at once', () => {
    expect(problems({ 'max-age': 'x', prices: 'x', locks: 'x', destination: '' })).toHaveLength(4)
  })
})
