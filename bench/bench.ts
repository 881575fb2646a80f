/**
 * How fast the action is, beside the limit and the runbook: `node bench/bench.ts [--size=1GB] [--major=17] [--runs=3]
 * [--s3=sink|fauxqs|rgw] [--repository=FOLDER] [--undisturbed] [--quick] [--write]`. Linux. What it means: docs/benchmarks.md.
 */
import { fileURLToPath } from 'node:url'
import { formatSize } from '../src/backup/sizes.ts'
import { readBenchArguments } from './arguments.ts'
import { ACTION, FOLDER_ACTION, PLAIN_ACTION } from './contenders/action.ts'
import { LIMIT } from './contenders/limit.ts'
import { RUNBOOK } from './contenders/runbook.ts'
import { layOut } from './course.ts'
import { loadMix } from './database/load.ts'
import { untilInterrupted } from './interruption.ts'
import { type Lap, race } from './race.ts'
import { goalsTable } from './report/goals.ts'
import { disturbance, machineFacts } from './report/machine.ts'
import { list } from './report/markdown.ts'
import { publish } from './report/publish.ts'
import { memoryTable, resultTable, seconds, size, standings } from './report/results.ts'

const ACTIONS = [ACTION, PLAIN_ACTION, FOLDER_ACTION]

const args = process.argv.slice(2).filter(arg => arg !== '--write')
const options = readBenchArguments(process.argv.slice(2), fileURLToPath(new URL('..', import.meta.url)))
await untilInterrupted(bench)

async function bench(signal: AbortSignal): Promise<void> {
  await using course = await layOut(options, signal)

  const sizes = { small: Math.ceil(options.size / 10), large: options.size }
  for (const [database, bytes] of Object.entries(sizes)) {
    console.log(`Filling a database with ${formatSize(bytes)} of COPY text …`)
    await loadMix(course.server, database, bytes, signal)
  }
  // The first run installs the client into the tool cache, as the first one on a machine does: not measured.
  console.log('Warming up …')
  await race(course, 'small', [FOLDER_ACTION], { runs: 1, disturbance: 1, tell })
  await race(course, 'large', [LIMIT], { runs: 1, disturbance: 1, tell })

  const facts = machineFacts()
  const rules = { runs: options.runs, disturbance: options.disturbance, tell }
  // For the memory they take: who else runs does not matter.
  const small = await race(course, 'small', ACTIONS, { ...rules, disturbance: 1 })
  const large = await race(course, 'large', [LIMIT, RUNBOOK, ...ACTIONS], rules)

  const copied = (laps: readonly Lap[]): string =>
    size(laps.find(({ outcome }) => outcome.copyBytes)?.outcome.copyBytes)
  const standing = { small: standings(small), large: standings(large) }
  const report = [
    `\`npm run bench${args.length > 0 ? ` -- ${args.join(' ')}` : ''}\`: medians of ${options.runs} interleaved runs.`,
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
  console.log(`\n${report}`)
  if (options.write) publish('bench', report)
}

function tell({ contender, usage, outcome }: Lap): void {
  const { cpu, wallSeconds, written } = usage
  console.log(
    `(${contender.letter}) ${seconds(wallSeconds)} s, CPU ${seconds(cpu.ours)} ours, ${seconds(cpu.postgres)} PostgreSQL,`,
    `${seconds(cpu.s3)} S3, ${seconds(cpu.others)} others; ${size(written)} written; peak ${size(outcome.peakMemory)}`,
  )
}
