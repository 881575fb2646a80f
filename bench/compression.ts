/**
 * What each compression costs and gains, to choose what `auto` means in src/postgres/compression.ts:
 * `node bench/compression.ts [--size=300MB] [--runs=3] [--undisturbed] [--write]`.
 * Linux.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { formatSize } from '../src/core/sizes.ts'
import { readCount, readSize, UNDISTURBED } from './arguments.ts'
import { type Contender, libpq } from './contenders/contender.ts'
import { layOut } from './course.ts'
import { loadMix } from './database/load.ts'
import { untilInterrupted } from './interruption.ts'
import type { Usage } from './measure/measure.ts'
import { runProgram } from './measure/program.ts'
import { type Lap, race } from './race.ts'
import { disturbance, machineFacts } from './report/machine.ts'
import { list, table } from './report/markdown.ts'
import { publish } from './report/publish.ts'
import { ratio, seconds, standings } from './report/results.ts'

/** Each client with what it has: 15 knows gzip's levels only. */
const SPECS = [
  { major: 15, specs: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  { major: 17, specs: ['none', 'gzip:1', 'gzip:6', 'gzip:9', 'zstd:1', 'zstd:3', 'zstd:9', 'lz4:1'] },
] as const

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '300MB' },
    runs: { type: 'string', default: '3' },
    undisturbed: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const size = readSize(values.size)
const rules = { runs: readCount(values.runs), disturbance: values.undisturbed ? UNDISTURBED : 1, say }
await untilInterrupted(compareAll)

async function compareAll(signal: AbortSignal): Promise<void> {
  const facts = machineFacts()
  const repository = fileURLToPath(new URL('..', import.meta.url))
  const sections: string[] = []
  const usages: Usage[] = []
  for (const { major, specs } of SPECS) {
    await using course = await layOut({ major, s3: 'sink', repository }, signal)
    console.log(`PostgreSQL ${major}: filling a database with ${formatSize(size)} of COPY text …`)
    await loadMix(course.server, 'mix', size, signal)
    const laps = await race(course, 'mix', specs.map(dumpWith), rules)
    sections.push(`### Client ${course.client.version}\n\n${comparison(laps)}`)
    usages.push(...laps.map(({ usage }) => usage))
  }
  const circumstances = [
    `about ${formatSize(size)} of COPY text, medians of ${rules.runs} interleaved runs of \`pg_dump -Fc -Z… > file\``,
    ...facts,
    disturbance(usages),
  ]
  const command = `\`node bench/compression.ts --size=${values.size} --runs=${rules.runs}\``
  const report = [command, ...sections, list(circumstances)].join('\n\n')
  console.log(`\n${report}`)
  if (values.write) publish('compression', report)
}

function dumpWith(spec: string): Contender {
  return {
    letter: spec,
    title: `pg_dump -Fc -Z${spec}`,
    run: async (course, database) => {
      const { client, scratch, signal } = course
      const stdout = join(scratch, 'dump')
      const env = libpq(course, database)
      await runProgram(client.program('pg_dump'), ['-Fc', `-Z${spec}`], { env, signal, stdout })
      return { storedBytes: statSync(stdout).size }
    },
  }
}

function say({ contender, usage, outcome }: Lap): void {
  const { wallSeconds, cpu } = usage
  const bytes = formatSize(outcome.storedBytes ?? 0)
  console.log(`-Z${contender.letter}: ${seconds(wallSeconds)} s, CPU ${seconds(cpu.ours)}, ${bytes}`)
}

function comparison(laps: readonly Lap[]): string {
  const all = standings(laps)
  const smallest = Math.min(...all.map(({ stored = Number.NaN }) => stored))
  const rows = all.map(({ letter, wall, cpu, stored = Number.NaN }) => [
    `\`${letter}\``,
    seconds(wall),
    seconds(cpu.ours),
    formatSize(stored),
    ratio(stored / smallest),
  ])
  return table(['compress', 'seconds', 'CPU s of pg_dump', 'size', 'to the smallest'], rows)
}
