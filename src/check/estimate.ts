/**
 * How fast a backup was, proven and encrypted, and what was stored of it: docs/benchmarks.md, run c, 1,024 MB of COPY text
 * in 8.31 s on two cores beside its server, 210 MB stored.
 */
const MEASURED = { bytes: 1024 * 1024 ** 2, ms: 8310, storedBytes: 210 * 1024 ** 2 } as const

/** A database on another continent, or on a small machine, gives its data away ten times as slowly. */
const SLOW = 10

/** What a backup may take. Bytes and milliseconds; no promise. */
export interface Estimate {
  readonly databaseBytes: number
  readonly fastestMs: number
  readonly slowMs: number
  /** What leaves the database's network at most: COPY text, without indexes. */
  readonly egressBytes: number
  /** What is stored, with the default compression. */
  readonly storedBytes: number
}

/** From the size on the server's disk, which indexes and dead rows are part of: so it is rather too much. */
export function estimateOf(databaseBytes: number): Estimate {
  const share = databaseBytes / MEASURED.bytes
  return {
    databaseBytes,
    fastestMs: Math.round(share * MEASURED.ms),
    slowMs: Math.round(share * MEASURED.ms * SLOW),
    egressBytes: databaseBytes,
    storedBytes: Math.round(share * MEASURED.storedBytes),
  }
}
