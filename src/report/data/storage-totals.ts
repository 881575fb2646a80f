import type { StorageClassTotal } from './report-data.ts'

/** What is stored in one storage class. */
export interface Stored {
  readonly storageClass: string | undefined
  readonly objects: number
  readonly bytes: number
}

/** The totals of the storage classes, the one with the most bytes first. */
export function storageTotals(stored: readonly Stored[]): StorageClassTotal[] {
  return stored
    .toSorted((one, other) => other.bytes - one.bytes)
    .map(({ bytes, objects, storageClass }) => ({
      ...(storageClass !== undefined && { storageClass }),
      objects,
      bytes,
    }))
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
