import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { ActionRunner, type StepResult } from '../__tests__/support/action-runner.ts'
import { type PostgresServer, startPostgres } from '../__tests__/support/postgres-server.ts'
import { loadSample } from '../__tests__/support/sample-database.ts'
import { serverFolderForTests } from '../__tests__/support/server-for-tests.ts'
import { manifestSchema } from '../src/catalog/manifest.ts'
import { type Bucket, folderBucket, startBucket } from './bucket.ts'
import { countRows, differences, type TableCount } from './compare.ts'
import { chooseVersion, forgetServerCache } from './database.ts'
import { checkOutMask, countUnmasked, ruin } from './disaster.ts'
import { restoreWithStockTools } from './restore.ts'
import { runStep, type Stage } from './run-step.ts'
import { deployGate, report, restoreIntoStaging, weeklyDrill } from './step.ts'
import { bytesText, columns, type Terminal } from './terminal.ts'

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url))
const STAGING = 'kiosk_staging'

export interface TourParts {
  readonly terminal: Terminal
  /** The folder that stays, to be looked at. */
  readonly results: string
  readonly signal: AbortSignal
}

/** Everything that the demo shows, in its order. No matter what happens, what it started is ended, and only `results` stays. */
export async function tour(parts: TourParts): Promise<void> {
  const { terminal, results, signal } = parts
  terminal.title('pg-backup-action: a backup that is proven while it streams, and again by restoring it')
  if (!existsSync(join(REPOSITORY, 'dist'))) {
    throw new Error('There is no dist/ here; the bundle is built by: npm run build')
  }
  await using stack = new AsyncDisposableStack()
  stack.defer(forgetServerCache())
  const scratch = await mkdtemp(join(tmpdir(), 'pg-backup-demo-scratch-'))
  stack.defer(() => rm(scratch, { recursive: true, force: true }))

  terminal.chapter('A database, and somewhere to keep its backups')
  const { major, client, repository: clientRepository } = await chooseVersion(scratch, signal)
  const server = stack.use(await startPostgres({ major }))
  const before = await fillDatabase(server, terminal)
  const bucket = await openBucket(parts)
  stack.defer(() => bucket.stop())
  signal.throwIfAborted()
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const around = { repository: REPOSITORY, bucket, clientRepository }
  const stage: Stage = { terminal, results, signal, bucket, runner: stack.use(new ActionRunner()) }

  terminal.chapter('The backup, as a step in the workflow')
  const backup = await runStep(deployGate(around, { databaseUrl: server.url('kiosk'), recipient }), stage)
  await keepManifest(backup, results)
  const key = await showStored(bucket, terminal)

  terminal.chapter('Restored without us, with the programs that everybody has')
  const folder = join(scratch, 'restore')
  await mkdir(folder)
  const stock = { terminal, bucket, key, identity, server, client, folder, signal }
  await restoreWithStockTools({ ...stock, database: STAGING })
  mustBeSame(before, await countRows(server, STAGING))
  terminal.good(`${before.length} tables, each with as many rows as before.`)

  terminal.chapter('The drill: restored into a server of its own, and compared to the last byte')
  await runStep(weeklyDrill(around, { identity, serverFolder: await serverFolderForTests(major) }), stage)

  terminal.chapter('A disaster')
  await ruin(server, 'kiosk', terminal)

  terminal.chapter('The restore into staging, over what staging holds')
  await checkOutMask(stage.runner, terminal)
  const target = { targetUrl: server.url(STAGING), database: STAGING, identity }
  await runStep(restoreIntoStaging(around, target), stage)

  terminal.chapter('The proof, by other means')
  mustBeSame(before, await countRows(server, STAGING))
  terminal.good(`${before.length} tables in staging have as many rows as production had before the disaster.`)
  const unmasked = await countUnmasked(server, STAGING)
  if (unmasked > 0) throw new Error(`${unmasked} people can be written to from staging.`)
  terminal.good('Nobody can be written to from staging: every address is masked.')

  terminal.chapter('The report, as a page')
  const page = join(results, 'report')
  await runStep(report(around, { folder: page }), stage)
  terminal.say(`The page, to be opened in a browser: ${join(page, 'index.html')}`)
}

function mustBeSame(before: readonly TableCount[], after: readonly TableCount[]): void {
  const different = differences(before, after)
  if (different.length > 0)
    throw new Error(`These tables have other numbers of rows: ${different.join(', ')}`)
}

async function keepManifest({ outputs }: StepResult, results: string): Promise<void> {
  const manifest = manifestSchema.parse(JSON.parse(outputs['manifest'] ?? ''))
  await writeFile(join(results, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
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

/** Lists the bucket; returns the key of what has a manifest: nothing else is a backup. */
async function showStored(bucket: Bucket, terminal: Terminal): Promise<string> {
  terminal.heading('What is stored')
  const stored = await bucket.list()
  terminal.quote(columns(stored.map(({ key, bytes }) => [key, bytesText(bytes).padStart(9)])))
  const suffix = '.manifest.json'
  const manifest = stored.find(({ key }) => key.endsWith(suffix))
  if (!manifest) throw new Error('Nothing that is stored has a manifest.')
  return manifest.key.slice(0, -suffix.length)
}
