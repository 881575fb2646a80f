/**
 * What a prune of many objects asks of the store, and the memory it takes: `node bench/prune.ts [--objects=100000] [--write]`.
 * Linux. What it means: docs/benchmarks.md.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { ActionRunner } from '../__tests__/support/action-runner.ts'
import { untilInterrupted } from './interruption.ts'
import { machineFacts } from './report/machine.ts'
import { list, table } from './report/markdown.ts'
import { publish } from './report/publish.ts'
import { seconds, size } from './report/results.ts'
import type { Shelf } from './s3/catalog-bucket.ts'

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '100000' },
    write: { type: 'boolean', default: false },
  },
})
const many = Number(values.objects)
if (!Number.isInteger(many) || many < 1000)
  throw new Error(`--objects: ${values.objects} is not a whole number from 1000 on`)

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url))
const asked = z.object({ counts: z.record(z.string(), z.number()), left: z.number() })

interface Case {
  readonly title: string
  readonly objects: number
  readonly shelf: Shelf
  readonly dryRun: boolean
}

const CASES: readonly Case[] = [
  { title: 'few: the folder shows the class', objects: 1000, shelf: 'pre-deploy', dryRun: false },
  { title: 'the folder shows the class', objects: many, shelf: 'pre-deploy', dryRun: false },
  { title: 'the same, a dry run', objects: many, shelf: 'pre-deploy', dryRun: true },
  { title: 'the class is in the manifests', objects: many, shelf: 'by month', dryRun: false },
]

await untilInterrupted(measureAll)

async function measureAll(signal: AbortSignal): Promise<void> {
  const rows: string[][] = []
  for (const each of CASES) {
    signal.throwIfAborted()
    const row = await measureCase(each, signal)
    console.log(row.join('  '))
    rows.push(row)
  }
  const head = [
    '',
    'objects',
    'backups removed',
    'listings',
    'manifests read',
    'removals',
    'other requests',
    'seconds',
    'peak memory',
  ]
  const report = [
    `\`node bench/prune.ts${values.objects === '100000' ? '' : ` --objects=${values.objects}`}\``,
    table(head, rows),
    list(machineFacts()),
  ].join('\n\n')
  console.log(`\n${report}`)
  if (values.write) publish('prune', report)
}

async function measureCase({ dryRun, objects, shelf, title }: Case, signal: AbortSignal): Promise<string[]> {
  const program = fileURLToPath(new URL('./s3/catalog.ts', import.meta.url))
  // Its stdin ends with this process, however that ends.
  const store = spawn(process.execPath, [program, String(objects), shelf], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(store.stdout)[Symbol.asyncIterator]()
  try {
    const port = (await lines.next()).value
    using runner = new ActionRunner()
    const startedAt = performance.now()
    const step = await runner.run({
      repository: REPOSITORY,
      action: 'prune',
      with: {
        destination: 's3://bench/backups',
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        'aws-access-key-id': 'AKIABENCH',
        'aws-secret-access-key': 'not-a-secret',
        'max-removals': '100%',
        'dry-run': String(dryRun),
      },
      cancel: { at: signal },
    })
    const took = (performance.now() - startedAt) / 1000
    signal.throwIfAborted()
    if (step.conclusion !== 'success') throw new Error(`the action failed:\n${step.log.masked.slice(-4000)}`)
    store.stdin.write('\n')
    const { counts, left } = asked.parse(JSON.parse(String((await lines.next()).value)))
    const {
      DeleteObjects: removals = 0,
      GetObject: read = 0,
      ListObjectsV2: listings = 0,
      ...others
    } = counts
    const rest = Object.values(others).reduce((sum, each) => sum + each, 0)
    if (!dryRun && left !== Number(step.outputs['kept']) * 3) throw new Error(`${left} objects are left`)
    return [title, objects, Number(step.outputs['removed']), listings, read, removals, rest]
      .map(cell => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell))
      .concat(seconds(took), size(step.peakMemoryBytes))
  } finally {
    store.stdin.end()
    await once(store, 'close')
  }
}
