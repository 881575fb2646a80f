/**
 * How long a new user waits after the push, by the steps of the README's first backup, run as GitHub runs a workflow:
 * `node bench/first-backup.ts [--write]`. Linux. What it means: docs/benchmarks.md.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import '../__tests__/support/json-imports.ts'
import { clientRepositoryFor } from '../__tests__/support/client-for-tests.ts'
import { firstBackup } from '../__tests__/support/documents.ts'
import { startPostgres } from '../__tests__/support/postgres-server.ts'
import { startRoleService } from '../__tests__/support/role-service.ts'
import { makeBucket, startMockS3 } from '../__tests__/support/s3-server.ts'
import { loadSample } from '../__tests__/support/sample-database.ts'
import { untilInterrupted } from './interruption.ts'
import { machineFacts } from './report/machine.ts'
import { list, table } from './report/markdown.ts'
import { publish } from './report/publish.ts'
import { seconds } from './report/results.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const MAJOR = 17
// Packages of GitHub's import JSON in a way that Node takes only after the import above.
const { ARepository, MAIN } = await import('../__tests__/workflows/harness/a-repository.ts')
const { runWorkflow } = await import('../__tests__/workflows/harness/run-workflow.ts')

await untilInterrupted(async signal => {
  const { jobs } = firstBackup()
  const toolCache = mkdtempSync(join(tmpdir(), 'tools-'))
  await using server = await startPostgres({ major: MAJOR })
  const s3 = await startMockS3()
  try {
    await loadSample(server, 'shop')
    const first = await push(jobs, { toolCache, server, s3, signal })
    const second = await push(jobs, { toolCache, server, s3, signal })
    const secrets = new Set([...jobs.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name))
    const report = [
      '`node bench/first-backup.ts`',
      table(
        ['', 'first run', 'second run'],
        [
          ['lines to add below `jobs:`', String(jobs.split('\n').length - 1), '–'],
          ['secrets to set', String(secrets.size), '–'],
          ['s from the push until the check is done', seconds(first.checked), seconds(second.checked)],
          ['… until a client is there', seconds(first.client), seconds(second.client)],
          ['… until the backup is stored and proven', seconds(first.done), seconds(second.done)],
        ],
      ),
      list(machineFacts()),
    ].join('\n\n')
    console.log(`\n${report}`)
    if (values.write) publish('first-backup', report)
  } finally {
    await s3.stop()
    rmSync(toolCache, { recursive: true, force: true })
  }
})

interface Place {
  readonly toolCache: string
  readonly server: Awaited<ReturnType<typeof startPostgres>>
  readonly s3: Awaited<ReturnType<typeof startMockS3>>
  readonly signal: AbortSignal
}

/** Runs the job, and says when what happened. Seconds since the push. */
async function push(
  jobs: string,
  { s3, server, signal, toolCache }: Place,
): Promise<{ checked: number; client: number; done: number }> {
  const bucket = await makeBucket(s3)
  const repository = await clientRepositoryFor(MAJOR)
  const store = `endpoint: '${s3.endpoint}', ${repository ? `client-repository: '${repository}', ` : ''}region:`
  const own = jobs.replace('s3://my-backups/pg', `s3://${bucket.name}/pg`).replace('region:', store)
  using caller = new ARepository({ [MAIN]: `on: push\npermissions: {}\n${own}\n` })
  const startedAt = performance.now()
  const since = (): number => (performance.now() - startedAt) / 1000
  let [checked, client] = [0, 0]
  await using roles = await startRoleService({ keys: s3.credentials })
  const run = await runWorkflow({
    repository: caller.folder,
    file: MAIN,
    event: 'push',
    repositories: { 'org/pg-backup-action': resolve(import.meta.dirname, '..') },
    secrets: { DATABASE_URL: `${server.url('shop')}?sslmode=disable`, BACKUP_PASSPHRASE: 'any that is long' },
    runner: { toolCache, oidc: roles.oidc, env: { AWS_ENDPOINT_URL_STS: roles.endpoint } },
    cancel: signal,
    onLine: ({ text }) => {
      if (/machine: Clock/.test(text)) checked = since()
      if (text.startsWith('Client: ')) client = since()
    },
  })
  const done = since()
  bucket.close()
  signal.throwIfAborted()
  if (run.result !== 'success') throw new Error(`the workflow failed:\n${run.log}`)
  return { checked, client, done }
}
