import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { endedChildrenCpu, endedChildrenWritten, familyCpu, machineCpu, ownCpu } from './accounts.ts'

/** The servers that work for a contender without belonging to it. */
export interface Servers {
  readonly postgres: number
  /** undefined: it is not a process of ours. */
  readonly s3: number | undefined
}

export interface Usage {
  readonly wallSeconds: number
  /** The contender's time, and what the servers were given to be done with it. */
  readonly watchedSeconds: number
  /** CPU seconds, user and system. `others`: what the rest of the machine was busy with in `watchedSeconds`. */
  readonly cpu: {
    readonly ours: number
    readonly postgres: number
    readonly s3: number
    readonly others: number
  }
  /** Bytes that our processes caused to be written to a disk. */
  readonly written: number
}

/** How long the servers are given to be done with a contender that has ended. Milliseconds. */
const SETTLE_MS = 150

/** Runs a contender alone and says what it used; what it starts it must have waited for when it ends. */
export async function measure(servers: Servers, contender: () => Promise<void>): Promise<Usage> {
  await sleep(SETTLE_MS)
  const before = look(servers)
  const startedAt = performance.now()
  await contender()
  const wallSeconds = (performance.now() - startedAt) / 1000
  const written = endedChildrenWritten() - before.written
  await sleep(SETTLE_MS)
  const after = look(servers)
  const ours = after.ours - before.ours
  const postgres = after.postgres - before.postgres
  const s3 = after.s3 - before.s3
  const own = after.own - before.own
  const others = Math.max(0, after.machine - before.machine - ours - postgres - s3 - own)
  const watchedSeconds = after.at - before.at
  return { wallSeconds, watchedSeconds, cpu: { ours, postgres, s3, others }, written }
}

function look({ postgres, s3 }: Servers) {
  return {
    at: performance.now() / 1000,
    ours: endedChildrenCpu(),
    written: endedChildrenWritten(),
    postgres: familyCpu(postgres),
    s3: s3 === undefined ? 0 : familyCpu(s3),
    own: ownCpu(),
    machine: machineCpu(),
  }
}

/** How much of the machine others had while a contender was watched: 0 to 1. */
export function othersShare({ cpu, watchedSeconds }: Usage): number {
  return cpu.others / (watchedSeconds * availableParallelism())
}
