/**
 * The stages of a drill, in their order: the machine made ready; the backup downloaded, checked and opened; the database
 * created with its roles and extensions; loaded; compared with the manifest; and put to the checks.
 */
export const STAGES = ['server', 'fetch', 'prepare', 'load', 'prove', 'check'] as const
export type Stage = (typeof STAGES)[number]

/** How long each stage took that was come to. Milliseconds. */
export type StageTimes = Readonly<Partial<Record<Stage, number>>>

/** What a restore in need would take as well: a server is there then, and nobody waits for the proof. */
const OF_RESTORE: readonly Stage[] = ['fetch', 'prepare', 'load']

/** The time to restore: from the first byte of the download to the loaded database. Milliseconds. */
export function restoreTimeMs(times: StageTimes): number {
  return OF_RESTORE.reduce((sum, stage) => sum + (times[stage] ?? 0), 0)
}

/** A clock for the stages of one drill. */
export function stopwatch(now: () => number = () => performance.now()): {
  /** Runs `body` and adds what it took to the stage, also where it fails. */
  time<T>(stage: Stage, body: () => Promise<T>): Promise<T>
  times(): StageTimes
} {
  const times = new Map<Stage, number>()
  return {
    async time(stage, body) {
      const startedAt = now()
      try {
        return await body()
      } finally {
        times.set(stage, (times.get(stage) ?? 0) + Math.round(now() - startedAt))
      }
    },
    times: () => Object.fromEntries(times),
  }
}
