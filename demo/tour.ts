import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { ActionRunner, type Step, type StepResult } from '../__tests__/support/action-runner.ts'
import { type PostgresServer, startPostgres } from '../__tests__/support/postgres-server.ts'
import { loadSample } from '../__tests__/support/sample-database.ts'
import { type Manifest, manifestSchema } from '../src/backup/manifest.ts'
import { type Bucket, folderBucket, startBucket } from './bucket.ts'
import { countRows, differences, type TableCount } from './compare.ts'
import { chooseVersion, forgetServerCache } from './database.ts'
import { restoreWithStockTools } from './restore.ts'
import { deployGate, stepYaml } from './step.ts'
import { summaryView } from './summary-view.ts'
import { bytesText, columns, type Terminal } from './terminal.ts'

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url))

export interface TourParts {
  readonly terminal: Terminal
  /** The folder that stays, to be looked at. */
  readonly results: string
  readonly signal: AbortSignal
}

/** Everything that the demo shows, in its order. Whatever happens, what it started is ended, and only `results` stays. */
export async function tour(parts: TourParts): Promise<void> {
  const { terminal, signal } = parts
  terminal.title('pg-backup-action: a backup that is proven while it streams, and what a user sees of it')
  if (!existsSync(join(REPOSITORY, 'dist'))) {
    throw new Error('There is no dist/ here; the bundle is built by: npm run build')
  }
  await using stack = new AsyncDisposableStack()
  stack.defer(forgetServerCache())
  const scratch = await mkdtemp(join(tmpdir(), 'pg-backup-demo-scratch-'))
  stack.defer(() => rm(scratch, { recursive: true, force: true }))

  terminal.chapter('A database, and somewhere to keep its backups')
  const { major, client, repository } = await chooseVersion(scratch, signal)
  const server = stack.use(await startPostgres({ major }))
  const before = await fillDatabase(server, terminal)
  const bucket = await openBucket(parts)
  stack.defer(() => bucket.stop())
  signal.throwIfAborted()

  terminal.chapter('The step in the workflow')
  const identity = await generateX25519Identity()
  const step = deployGate({
    repository: REPOSITORY,
    databaseUrl: server.url('kiosk'),
    bucket,
    recipient: await identityToRecipient(identity),
    clientRepository: repository,
  })
  terminal.quote(stepYaml(step, bucket))

  const runner = stack.use(new ActionRunner())
  const manifest = await showRun(runner, step, parts)
  const key = await showStored(bucket, terminal)

  terminal.chapter('Restored without us, with the programs that everybody has')
  const folder = join(scratch, 'restore')
  await mkdir(folder)
  const database = 'kiosk_restored'
  await restoreWithStockTools({ terminal, bucket, key, identity, server, client, database, folder, signal })
  const after = await countRows(server, database)
  const different = differences(before, after)
  if (different.length > 0)
    throw new Error(`These tables have other numbers of rows: ${different.join(', ')}`)
  terminal.good(`${after.length} tables, each with as many rows as before.`)

  terminal.chapter('The same to the last byte? The restored database, backed up again')
  const again = {
    ...step,
    with: { ...step.with, 'database-url': server.url(database), series: 'kiosk-restored', class: 'manual' },
    secrets: [server.url(database)],
  }
  const second = await runner.run({ ...again, cancel: { at: signal } })
  signal.throwIfAborted()
  compareFingerprints(manifest, second, terminal)
}

async function fillDatabase(server: PostgresServer, terminal: Terminal): Promise<TableCount[]> {
  terminal.aside(`PostgreSQL ${server.major} is up on port ${server.port}; loading the sample …`)
  await loadSample(server, 'kiosk')
  const counts = await countRows(server, 'kiosk')
  const rows = counts.reduce((sum, each) => sum + each.rows, 0).toLocaleString('en')
  terminal.say(
    `"kiosk", a marketplace: ${counts.length} tables, ${rows} rows, in PostgreSQL ${server.major}.`,
  )
  return counts
}

async function openBucket({ terminal, results }: TourParts): Promise<Bucket> {
  const bucket = await startBucket().catch((error: unknown) => {
    terminal.aside(`The embedded S3 server can't run here (${String(error)}): a folder takes its place.`)
    return folderBucket(join(results, 'backups'))
  })
  terminal.say(`Its backups go to ${bucket.destination}.`)
  return bucket
}

/** Runs the step, shows what GitHub would show of it, and keeps it in the folder. */
async function showRun(
  runner: ActionRunner,
  step: Step,
  { terminal, results, signal }: TourParts,
): Promise<Manifest> {
  terminal.chapter('Its log, as it comes')
  const run = await runner.run({ ...step, cancel: { at: signal }, onLine: line => terminal.logLine(line) })
  await writeFile(join(results, 'summary.md'), run.summary)
  signal.throwIfAborted()
  if (run.conclusion !== 'success')
    throw new Error(`The step failed with exit code ${run.exitCode}: see above.`)
  terminal.good('The step succeeded.')

  terminal.chapter('Its outputs')
  const shortened = (text: string) => (text.length > 90 ? `${text.slice(0, 89)}…` : text)
  terminal.quote(columns(Object.entries(run.outputs).map(([name, value]) => [name, shortened(value)])))
  const manifest = manifestOf(run)
  await writeFile(join(results, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)

  terminal.chapter('Its job summary (folded parts closed; the whole is in summary.md)')
  terminal.quote(summaryView(run.summary))
  return manifest
}

/** Lists the bucket; returns the key of what has a manifest: nothing else is a backup. */
async function showStored(bucket: Bucket, terminal: Terminal): Promise<string> {
  terminal.chapter('What is stored')
  const stored = await bucket.list()
  terminal.quote(columns(stored.map(({ key, bytes }) => [key, bytesText(bytes).padStart(9)])))
  const suffix = '.manifest.json'
  const manifest = stored.find(({ key }) => key.endsWith(suffix))
  if (!manifest) throw new Error('Nothing that is stored has a manifest.')
  return manifest.key.slice(0, -suffix.length)
}

function compareFingerprints(manifest: Manifest, second: StepResult, terminal: Terminal): void {
  if (second.conclusion !== 'success') throw new Error(`The second backup failed:\n${second.log.masked}`)
  const { fingerprint } = manifest
  if (JSON.stringify(manifestOf(second).fingerprint) !== JSON.stringify(fingerprint)) {
    throw new Error('The restored database has another fingerprint than the backup.')
  }
  const { ddlSha256, tables, largeObjects } = fingerprint
  terminal.good(`All definitions: SHA-256 ${ddlSha256.slice(0, 16)}… as in the manifest.`)
  terminal.good(`All rows of ${tables.length} tables, and ${largeObjects.count} large objects: likewise.`)
}

function manifestOf({ outputs }: StepResult): Manifest {
  return manifestSchema.parse(JSON.parse(outputs['manifest'] ?? ''))
}
