import { describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { type ReportInputs, readReportInputs } from '../../../src/report/inputs.ts'
import { sourceOf } from '../action/inputs/run-with.ts'

type With = Readonly<Record<string, string>>

function read(inputs: With): ReportInputs {
  return readReportInputs(sourceOf({ destination: 's3://backups/shop', ...inputs }))
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
  it('need a destination only: everything is reported, and nothing fails', () => {
    expect(read({})).toMatchObject({
      request: {
        series: undefined,
        maxAges: { others: undefined },
        thresholds: { window: 4, percent: 20 },
        locks: true,
      },
      reportPath: undefined,
      warnings: [],
    })
  })

  it.each<[With, string]>([
    [{ 'max-age': 'tomorrow' }, 'max-age: "tomorrow" is no length of time'],
    [{ 'max-age': 'billing: 1h', series: 'shop' }, 'max-age: max-age names billing'],
    [{ locks: 'yes' }, 'locks: "yes" is neither'],
    [{ 'report-path': '~/report' }, 'report-path: "~/report"'],
    [{ 'aws-access-key-id': 'AKIA' }, 'aws-secret-access-key: aws-access-key-id and'],
  ])('refuse %o', (inputs, wanted) => {
    const [first = '', ...others] = problems(inputs)
    expect(first).toContain(wanted)
    expect(others).toEqual([])
  })

  it('are all checked at once', () => {
    expect(problems({ 'max-age': 'x', 'anomaly-window': 'x', locks: 'x', destination: '' })).toHaveLength(4)
  })
})
