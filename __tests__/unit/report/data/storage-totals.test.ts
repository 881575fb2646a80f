import fc from 'fast-check'
import { expect, it } from 'vitest'
import { storageCounter, storageTotals } from '../../../../src/report/data/storage-totals.ts'

it('storage is added up by class, the largest first', () => {
  const counter = storageCounter()
  counter.add({ bytes: 1, storageClass: 'STANDARD' })
  counter.add({ bytes: 7 })
  counter.add({ bytes: 2, storageClass: 'STANDARD' })
  expect(storageTotals(counter.stored())).toEqual([
    { objects: 1, bytes: 7 },
    { storageClass: 'STANDARD', objects: 2, bytes: 3 },
  ])
})

it('storage totals lose no object and no byte', () => {
  const object = fc.record({ bytes: fc.nat(), storageClass: fc.constantFrom('', 'STANDARD', 'GLACIER') })
  fc.assert(
    fc.property(fc.array(object), objects => {
      const counter = storageCounter()
      for (const { bytes, storageClass } of objects)
        counter.add({ bytes, ...(storageClass !== '' && { storageClass }) })
      const totals = storageTotals(counter.stored())
      expect(totals.reduce((sum, each) => sum + each.objects, 0)).toBe(objects.length)
      expect(totals.reduce((sum, each) => sum + each.bytes, 0)).toBe(
        objects.reduce((sum, each) => sum + each.bytes, 0),
      )
    }),
  )
})
