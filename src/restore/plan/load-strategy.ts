import { formatSize } from '../../core/sizes.ts'
import type { Format } from '../../postgres/dump-choices.ts'

/** How a backup gets into the target. */
export type LoadStrategy =
  /** While it is downloaded. In one transaction: all or nothing. */
  | { readonly kind: 'streamed'; readonly transaction: boolean }
  /** From a file on this machine, by several sessions at once: not all or nothing. */
  | { readonly kind: 'parallel'; readonly jobs: number }

export interface LoadOptions {
  /** Sessions that load at once; `auto` decides by what is at stake and what it would bring. */
  readonly jobs: 'auto' | number
  readonly singleTransaction: 'auto' | boolean
}

export interface LoadContext {
  readonly targetIsEmpty: boolean
  readonly format: Format
  /** Of the dump as pg_dump wrote it. */
  readonly dumpBytes: number
  /** Whether the archive can only be loaded in its own order (`needsItsOrder`). */
  readonly inOrder: boolean
  /** On the disk of the scratch folder. */
  readonly freeBytes: number
  readonly cores: number
}

/** Below this a parallel load saves less than fetching the file costs. Bytes of the dump. */
const WORTH_A_FILE = 64 * 1024 * 1024
/** What is left free beside the file, for anything else this job writes. Bytes. */
const RESERVE = 256 * 1024 * 1024
/** More sessions than these gain nothing on a runner, and hold connections of a small server. */
const MOST_JOBS = 8

/**
 * Streamed in one transaction wherever something could be lost; parallel only into an empty target, where a failure costs
 * nothing but time, or where it was asked for.
 */
export function chooseLoadStrategy(
  { jobs, singleTransaction }: LoadOptions,
  { cores, dumpBytes, format, freeBytes, inOrder, targetIsEmpty }: LoadContext,
): { readonly strategy: LoadStrategy; readonly warnings: readonly string[] } {
  const streamed: LoadStrategy = { kind: 'streamed', transaction: singleTransaction !== false }
  const chosen = (strategy: LoadStrategy, ...warnings: string[]) => ({ strategy, warnings })
  const roomy = dumpBytes + RESERVE <= freeBytes
  if (jobs === 'auto') {
    const wanted = Math.min(MOST_JOBS, cores)
    const gains = targetIsEmpty && !inOrder && format === 'custom' && dumpBytes > WORTH_A_FILE && wanted > 1
    return chosen(
      gains && roomy && singleTransaction !== true ? { kind: 'parallel', jobs: wanted } : streamed,
    )
  }
  if (jobs === 1) return chosen(streamed)
  if (format !== 'custom')
    return chosen(streamed, `jobs: ${jobs} says nothing for a backup of format plain, which is streamed`)
  if (inOrder) {
    return chosen(
      streamed,
      `jobs: ${jobs} cannot be: whether the rows of the backup keep its rules may depend on their order, which several sessions do not keep; it is streamed instead`,
    )
  }
  if (!roomy) {
    return chosen(
      streamed,
      `jobs: ${jobs} needs ${formatSize(dumpBytes + RESERVE)} of disk and ${formatSize(freeBytes)} are free: the backup is streamed instead`,
    )
  }
  return chosen({ kind: 'parallel', jobs })
}

/** For people. */
export function describeStrategy(strategy: LoadStrategy): string {
  if (strategy.kind === 'parallel')
    return `from a file, by ${strategy.jobs} sessions at once, not all or nothing`
  return strategy.transaction
    ? 'streamed, in one transaction: all or nothing'
    : 'streamed, each statement by itself, not all or nothing'
}
