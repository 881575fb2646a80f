import type { Lap } from '../race.ts'
import { seconds, size } from './results.ts'

/** One lap on one line, as it has ended. */
export function say({ contender, usage, outcome }: Lap): void {
  const { cpu, wallSeconds, written } = usage
  console.log(
    `(${contender.letter}) ${seconds(wallSeconds)} s, CPU ${seconds(cpu.ours)} ours, ${seconds(cpu.postgres)} PostgreSQL,`,
    `${seconds(cpu.s3)} S3, ${seconds(cpu.others)} others; ${size(written)} written; peak ${size(outcome.peakMemory)}`,
  )
}
