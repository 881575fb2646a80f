import { mkdirSync, rmSync } from 'node:fs'
import type { Contender, Course, Outcome } from './contenders/contender.ts'
import { measure, othersShare, type Usage } from './measure/measure.ts'
import { leftAlone } from './measure/quiet.ts'

export interface Lap {
  readonly contender: Contender
  readonly usage: Usage
  readonly outcome: Outcome
}

export interface Rules {
  /** How often round. */
  readonly runs: number
  /** The share of the machine that others may have during a lap, 0 to 1; with more the lap is run again. */
  readonly disturbance: number
  readonly say: (lap: Lap) => void
}

/** After so many laps for one that counts the machine is taken to be busy for good. */
const ATTEMPTS = 20

/** Runs the contenders in turn, several times round: what slows the machine down for a while then slows all of them. */
export async function race(
  course: Course,
  database: string,
  contenders: readonly Contender[],
  rules: Rules,
): Promise<Lap[]> {
  const laps: Lap[] = []
  for (let round = 1; round <= rules.runs; round++) {
    for (const contender of contenders) laps.push(await undisturbed(course, database, contender, rules))
  }
  return laps
}

async function undisturbed(
  course: Course,
  database: string,
  contender: Contender,
  { disturbance, say }: Rules,
): Promise<Lap> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await leftAlone(disturbance, course.signal)
    const lap = await runOnce(course, database, contender)
    say(lap)
    if (othersShare(lap.usage) <= disturbance) return lap
    console.log('  others had too much of the machine: once more')
  }
  throw new Error('others had too much of the machine, all the time')
}

async function runOnce(course: Course, database: string, contender: Contender): Promise<Lap> {
  let outcome: Outcome = {}
  course.signal.throwIfAborted()
  try {
    await contender.prepare?.(course)
    const servers = { postgres: course.server.pid, s3: course.store.pid }
    const usage = await measure(servers, async () => {
      outcome = await contender.run(course, database)
    })
    return { contender, usage, outcome }
  } finally {
    rmSync(course.scratch, { recursive: true, force: true })
    mkdirSync(course.scratch)
  }
}
