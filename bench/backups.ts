import { formatSize } from '../src/core/sizes.ts'
import type { BenchArguments } from './arguments.ts'
import { ACTION, FOLDER_ACTION, PLAIN_ACTION } from './contenders/action.ts'
import type { Course } from './contenders/contender.ts'
import { LIMIT } from './contenders/limit.ts'
import { RUNBOOK } from './contenders/runbook.ts'
import { loadMix } from './database/load.ts'
import { type Lap, race } from './race.ts'
import { goalsTable } from './report/goals.ts'
import { disturbance, machineFacts } from './report/machine.ts'
import { list } from './report/markdown.ts'
import { memoryTable, resultTable, size, standings } from './report/results.ts'
import { say } from './report/say.ts'

const ACTIONS = [ACTION, PLAIN_ACTION, FOLDER_ACTION]

/** Measures backups of a small and of a large database. Returns what to publish; the large one is there afterwards. */
export async function measureBackups(course: Course, options: BenchArguments): Promise<string> {
  console.log(`Filling a small database with ${formatSize(Math.ceil(options.size / 10))} of COPY text …`)
  await loadMix(course.server, 'small', Math.ceil(options.size / 10), course.signal)
  // The first run installs the client into the tool cache, as the first one on a machine does: not measured.
  console.log('Warming up …')
  await race(course, 'small', [FOLDER_ACTION], { runs: 1, disturbance: 1, say })
  await race(course, 'large', [LIMIT], { runs: 1, disturbance: 1, say })

  const facts = machineFacts()
  const rules = { runs: options.runs, disturbance: options.disturbance, say }
  // For the memory they take: who else runs does not matter.
  const small = await race(course, 'small', ACTIONS, { ...rules, disturbance: 1 })
  const large = await race(course, 'large', [LIMIT, RUNBOOK, ...ACTIONS], rules)

  const copied = (laps: readonly Lap[]): string =>
    size(laps.find(({ outcome }) => outcome.copyBytes)?.outcome.copyBytes)
  const standing = { small: standings(small), large: standings(large) }
  return [
    resultTable(standing.large),
    memoryTable(standing.small, standing.large, [copied(small), copied(large)]),
    goalsTable(standing.small, standing.large),
    list([
      `${copied(large)} of COPY text; PostgreSQL ${options.major}, client ${course.client.version}, over TCP without TLS`,
      `S3: ${course.store.name}`,
      ...facts,
      disturbance(large.map(({ usage }) => usage)),
    ]),
  ].join('\n\n')
}
