import type { Reporter } from '../core/reporter.ts'

/** How often the log says how far pg_restore is. Milliseconds. */
const EVERY_MS = 5_000
const FINISHED = /^pg_restore: finished item \d+ /
/** It says so before it does something; connected it is by then. */
const CHANGES = /^pg_restore: (?:creating|dropping|processing|executing|disabling|restoring|launching) /
const TABLE = /^pg_restore: processing data for table "(.+)"$/

/** Reads what `pg_restore --verbose` says, and writes a line every few seconds until stopped. */
export function followItems(
  reporter: Reporter,
  onChange?: () => void,
): { line(stderrLine: string): void; stop(): void } {
  let items = 0
  let at: string | undefined
  const timer = setInterval(
    () => reporter.info(`${items} entries loaded${at === undefined ? '' : `, at ${at}`}`),
    EVERY_MS,
  )
  return {
    line: line => {
      if (CHANGES.test(line)) onChange?.()
      if (FINISHED.test(line)) items += 1
      at = TABLE.exec(line)?.[1] ?? at
    },
    stop: () => clearInterval(timer),
  }
}
