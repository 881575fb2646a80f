import type { Reporter } from '../core/reporter.ts'

/** How often the log says how far the stream is. Milliseconds. */
const EVERY_MS = 5_000

export interface Progress {
  /** Bytes that pg_dump has written so far. */
  readonly dumped: number
  /** The table that pg_dump is at. */
  readonly at: string | undefined
}

/** Writes a line every few seconds until the returned function is called. */
export function startProgress(reporter: Reporter, look: () => Progress, now: () => number): () => void {
  const startedAt = now()
  let last = { at: startedAt, dumped: 0 }
  const timer = setInterval(() => {
    const { dumped, at } = look()
    const time = now()
    const speed = (dumped - last.dumped) / Math.max(1, time - last.at)
    last = { at: time, dumped }
    reporter.info(
      `${megabytes(dumped)} MB dumped and proven, ${(speed / 1000).toFixed(1)} MB/s, ${seconds(time - startedAt)} s${at ? `, at ${at}` : ''}`,
    )
  }, EVERY_MS)
  return () => clearInterval(timer)
}

/** pg_dump says on stderr which table it is at; undefined for its other lines. */
export function tableInProgress(stderrLine: string): string | undefined {
  return /dumping contents of table "(.+)"$/.exec(stderrLine)?.[1]
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(0)
}
