import type { PriceList } from './prices.ts'
import type { ReportData, StorageClassTotal } from './report-data.ts'

/** What lies in one storage class. */
export interface Stored {
  readonly storageClass: string | undefined
  readonly objects: number
  readonly bytes: number
}

/** As AWS counts: 2^30 bytes. */
const GB = 2 ** 30

/** What each class costs a month, the most bytes first. Of a class without a price nothing is said. */
export function priced(stored: readonly Stored[], prices: PriceList | undefined): StorageClassTotal[] {
  return stored
    .toSorted((one, other) => other.bytes - one.bytes)
    .map(({ bytes, objects, storageClass }) => {
      const price = storageClass === undefined ? undefined : prices?.perGb.get(storageClass)
      return {
        ...(storageClass !== undefined && { storageClass }),
        objects,
        bytes,
        ...(price !== undefined && { pricePerGb: price, costPerMonth: (bytes / GB) * price }),
      }
    })
}

/** The sum of these; undefined where nothing has a price. */
export function costOf(
  totals: readonly StorageClassTotal[],
  prices: PriceList | undefined,
): ReportData['cost'] | undefined {
  if (!prices || totals.every(({ costPerMonth }) => costPerMonth === undefined)) return undefined
  return {
    currency: prices.currency,
    perMonth: totals.reduce((sum, { costPerMonth = 0 }) => sum + costPerMonth, 0),
    prices: prices.source,
    notPricedBytes: totals.reduce((sum, each) => sum + (each.costPerMonth === undefined ? each.bytes : 0), 0),
  }
}

/** Adds up by storage class while a listing passes. */
export function storageCounter(): {
  add(object: { readonly bytes: number; readonly storageClass?: string }): void
  stored(): Stored[]
} {
  const byClass = new Map<string | undefined, { objects: number; bytes: number }>()
  return {
    add({ bytes, storageClass }) {
      const total = byClass.get(storageClass) ?? { objects: 0, bytes: 0 }
      byClass.set(storageClass, { objects: total.objects + 1, bytes: total.bytes + bytes })
    },
    stored: () => [...byClass].map(([storageClass, total]) => ({ storageClass, ...total })),
  }
}
