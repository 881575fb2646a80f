import { counted } from '../../core/words.ts'

/** Dumps without manifests, by kinds. */
interface LegacyDumps {
  readonly count: number
  readonly kinds: readonly { readonly newestAt: string }[]
}

/** `141 older dumps, the newest of 2026-11-01: none of them is proven`. */
export function legacyWords({ count, kinds }: LegacyDumps): string {
  const [newest = ''] = kinds
    .map(({ newestAt }) => newestAt)
    .toSorted()
    .reverse()
  const all = counted(count, 'dump of before this action', 'dumps of before this action')
  return `${all}, the newest of ${newest.slice(0, 10)}, which nothing has proven`
}
