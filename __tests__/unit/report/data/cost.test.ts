import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf, priced, storageCounter } from '../../../../src/report/data/cost.ts'
import { AWS_PRICES, parsePrices } from '../../../../src/report/data/prices.ts'

const GB = 2 ** 30
const stored = (storageClass: string | undefined, bytes: number): Parameters<typeof priced>[0][number] => ({
  ...{ storageClass, bytes, objects: 1 },
})

describe('the cost of storage', () => {
  it('is bytes in binary GB times the price of their class', () => {
    const totals = priced([stored('DEEP_ARCHIVE', 1000 * GB), stored('STANDARD', 100 * GB)], AWS_PRICES)
    expect(totals.map(({ costPerMonth, storageClass }) => [storageClass, costPerMonth?.toFixed(4)])).toEqual([
      ['DEEP_ARCHIVE', '0.9900'],
      ['STANDARD', '2.3000'],
    ])
    expect(costOf(totals, AWS_PRICES)).toMatchObject({ currency: 'USD', notPricedBytes: 0 })
    expect(costOf(totals, AWS_PRICES)?.perMonth.toFixed(4)).toBe('3.2900')
  })

  it('leaves out what has no price, and says how much that is; nothing where nothing has one', () => {
    const totals = priced([stored('STANDARD', GB), stored('OUTPOSTS', 7), stored(undefined, 5)], AWS_PRICES)
    expect(costOf(totals, AWS_PRICES)).toMatchObject({ perMonth: 0.023, notPricedBytes: 12 })
    expect(costOf(priced([stored(undefined, 5)], AWS_PRICES), AWS_PRICES)).toBeUndefined()
    expect(costOf(priced([stored('STANDARD', 5)], undefined), undefined)).toBeUndefined()
    expect(costOf([], AWS_PRICES)).toBeUndefined()
  })

  it('adds up: no byte is lost between the listing and the sum', () => {
    const object = fc.record({
      bytes: fc.nat(2 ** 31),
      storageClass: fc.constantFrom('STANDARD', 'STANDARD_IA', 'OTHER', ''),
    })
    fc.assert(
      fc.property(fc.array(object), objects => {
        const counter = storageCounter()
        for (const { bytes, storageClass } of objects)
          counter.add({ bytes, ...(storageClass !== '' && { storageClass }) })
        const totals = priced(counter.stored(), AWS_PRICES)
        const bytes = objects.reduce((sum, each) => sum + each.bytes, 0)
        expect(totals.reduce((sum, each) => sum + each.bytes, 0)).toBe(bytes)
        expect(totals.reduce((sum, each) => sum + each.objects, 0)).toBe(objects.length)
        const cost = costOf(totals, AWS_PRICES)
        const dearest = (bytes / GB) * 0.023
        expect(cost?.perMonth ?? 0).toBeLessThanOrEqual(dearest * 1.000001)
        expect(cost?.perMonth ?? 0).toBeCloseTo(
          objects.reduce(
            (sum, each) => sum + (each.bytes / GB) * (AWS_PRICES.perGb.get(each.storageClass) ?? 0),
            0,
          ),
          6,
        )
      }),
    )
  })

  it('is read from a price a line, with all mistakes at once', () => {
    expect(parsePrices('STANDARD: 0.0245\n\n GLACIER = .0045 ')).toEqual({
      ok: true,
      value: new Map([
        ['STANDARD', 0.0245],
        ['GLACIER', 0.0045],
      ]),
    })
    const read = parsePrices(
      'standard: 0.02\nGLACIER: 0,004\nGLACIER_IR: -1\nSTANDARD: 1\nSTANDARD: 2\nA: 1001',
    )
    expect(read).toMatchObject({ ok: false })
    expect(read.ok ? [] : read.problem.split('; ').filter(each => !each.startsWith('write'))).toHaveLength(5)
  })
})
