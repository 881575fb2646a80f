import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import { PREFIX, useWorld, type World, type WorldOptions } from '../bundle/world.ts'
import { anotherSecondThan } from '../support/another-second.ts'
import { loadSample } from '../support/sample-database.ts'
import { serverFolderForTests } from '../support/server-for-tests.ts'
import { type Stored, storeBackups } from '../support/stored-backups.ts'
import { ARepository, MAIN } from './harness/a-repository.ts'
import { type RunOptions, runWorkflow, type Stub, type WorkflowRun } from './harness/run-workflow.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const MAJOR = 17

export interface ExampleOptions extends Partial<Omit<RunOptions, 'repository' | 'file'>> {
  /** Changes to the example's text, before it is run. */
  readonly change?: (text: string) => string
  /** Files of the caller's repository, by their paths. */
  readonly files?: Readonly<Record<string, string>>
  /** The environment of the machine, beside what the world has there. */
  readonly runnerEnv?: Readonly<Record<string, string>>
}

export interface ExamplesWorld extends World {
  /** Runs an example's jobs and the workflows that it calls, on the world's server and bucket. */
  example(name: string, options?: ExampleOptions): Promise<WorkflowRun>
  /** Runs a workflow of the caller's by its text, likewise. */
  workflow(text: string, options?: Omit<ExampleOptions, 'change'>): Promise<WorkflowRun>
  /** Puts backups into the bucket whose bytes nobody restores. */
  store(...backups: readonly Stored[]): Promise<string[]>
}

/** Registers the hooks of a world in which examples are run: a server with the database `shop`, and a bucket for each test. */
export function useExamples(
  options: Partial<Pick<WorldOptions, 'load' | 'dated'>> = {},
): () => ExamplesWorld {
  const world = useWorld(MAJOR, { load: server => loadSample(server, 'shop'), ...options })
  return () => {
    const here = world()
    const workflow: ExamplesWorld['workflow'] = (text, options) =>
      inASecondOfItsOwn(here, () => runCaller(here, text, options))
    return {
      ...here,
      workflow,
      run: step => inASecondOfItsOwn(here, () => here.run(step)),
      example: (name, { change = (text: string) => text, ...options } = {}) =>
        workflow(inThis(here, change(readFileSync(join(ROOT, 'examples', name), 'utf8'))), options),
      store: storeIn(here),
    }
  }
}

/** When the last run into a bucket ended. */
const lastEnded = new Map<string, number>()

async function inASecondOfItsOwn<T>({ bucket }: World, run: () => Promise<T>): Promise<T> {
  await anotherSecondThan(lastEnded.get(bucket.name) ?? 0)
  try {
    return await run()
  } finally {
    lastEnded.set(bucket.name, Date.now())
  }
}

async function runCaller(
  world: World,
  text: string,
  { files = {}, secrets, runner, runnerEnv, ...more }: Omit<ExampleOptions, 'change'> = {},
): Promise<WorkflowRun> {
  using repository = new ARepository({ ...files, [MAIN]: text })
  const { accessKeyId, secretAccessKey } = world.s3.credentials
  return await runWorkflow({
    repository: repository.folder,
    file: MAIN,
    event: 'workflow_dispatch',
    repositories: { 'org/pg-backup-action': ROOT },
    secrets: {
      DATABASE_URL: urlOf(world, 'shop'),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      ...secrets,
    },
    runner: {
      toolCache: world.runner.folders.toolCache,
      env: { PGBIN: await serverFolderForTests(MAJOR), ...runnerEnv },
      ...runner,
    },
    ...more,
    stubs: {
      'actions/checkout': fetched(files),
      'aws-actions/configure-aws-credentials': role(world),
      ...more.stubs,
    },
  })
}

/** The example's bucket and store are those of this test. */
function inThis({ bucket, s3 }: World, text: string): string {
  const own = text.replaceAll('s3://acme-backups/pg', `s3://${bucket.name}/${PREFIX}`)
  return /^ +endpoint:/m.test(own)
    ? own.replace(/endpoint: .*/, `endpoint: ${s3.endpoint}`)
    : own.replace(/^( +)(region: .*)/gm, `$1$2\n$1endpoint: ${s3.endpoint}`)
}

/** The server of the tests speaks no TLS. */
export function urlOf({ server }: World, database: string): string {
  return `${server.url(database)}?sslmode=disable`
}

/** A stand-in for the action that assumes a role: it leaves its keys and the region in the environment. */
function role({ s3 }: World): Stub {
  return ({ with: given }) => {
    const { 'aws-region': region, 'role-to-assume': assumed } = given
    if (!assumed || !region) return { conclusion: 'failure' }
    const { accessKeyId, secretAccessKey } = s3.credentials
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
    return { env: { ...keys, AWS_REGION: region, AWS_DEFAULT_REGION: region } }
  }
}

function fetched(files: Readonly<Record<string, string>>): Stub {
  return async ({ workspace }) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(workspace, path)), { recursive: true })
      // Scripts among them are started.
      await writeFile(join(workspace, path), text, { mode: 0o755 })
    }
  }
}

function storeIn({ bucket }: World): ExamplesWorld['store'] {
  return async (...backups) => {
    const store = s3Store(bucket.options({ prefix: PREFIX }))
    try {
      return await storeBackups(store, ...backups)
    } finally {
      store.close()
    }
  }
}
