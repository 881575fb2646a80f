/**
 * How fast the action is, beside the limit, the runbook and pg_restore: `node bench/bench.ts [--only=backup|restore]
 * [--size=1GB] [--major=17] [--runs=3] [--s3=sink|fauxqs|rgw] [--repository=FOLDER] [--undisturbed] [--quick] [--write]`.
 * Linux. What it means: docs/benchmarks.md.
 */
import { fileURLToPath } from 'node:url'
import { formatSize } from '../src/core/sizes.ts'
import { readBenchArguments } from './arguments.ts'
import { measureBackups } from './backups.ts'
import { layOut } from './course.ts'
import { loadMix } from './database/load.ts'
import { untilInterrupted } from './interruption.ts'
import { publish } from './report/publish.ts'
import { measureRestores } from './restores.ts'

const MEASURES = {
  backup: { section: 'bench', measure: measureBackups },
  restore: { section: 'restore', measure: measureRestores },
} as const

const args = process.argv.slice(2).filter(arg => arg !== '--write')
const options = readBenchArguments(process.argv.slice(2), fileURLToPath(new URL('..', import.meta.url)))
await untilInterrupted(bench)

async function bench(signal: AbortSignal): Promise<void> {
  await using course = await layOut(options, signal)
  console.log(`Filling a database with ${formatSize(options.size)} of COPY text …`)
  await loadMix(course.server, 'large', options.size, signal)
  const command = `\`npm run bench${args.length > 0 ? ` -- ${args.join(' ')}` : ''}\``
  for (const part of options.parts) {
    const { measure, section } = MEASURES[part]
    const result = await measure(course, options)
    const report = `${command}: medians of ${options.runs} interleaved runs.\n\n${result}`
    console.log(`\n${report}`)
    if (options.write) publish(section, report)
  }
}
