import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { s3Store } from '../../src/storage/s3/s3-store.ts'
import { PREFIX, useWorld, type World, type WorldOptions } from '../bundle/world.ts'
import { anotherSecondThan } from '../support/another-second.ts'
import { type RoleService, startRoleService } from '../support/role-service.ts'
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
  /** Who gives the jobs tokens, and a session of any role for them. */
  readonly roles: RoleService
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
  let roles: RoleService | undefined
  beforeEach(async () => {
    roles = await startRoleService({ keys: world().s3.credentials })
  })
  afterEach(async () => {
    await roles?.[Symbol.asyncDispose]()
  })
  return () => {
    if (!roles) throw new Error('there is no token service before the test')
    const here = { ...world(), roles }
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
  world: World & Pick<ExamplesWorld, 'roles'>,
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
      oidc: world.roles.oidc,
      env: {
        PGBIN: await serverFolderForTests(MAJOR),
        AWS_ENDPOINT_URL_STS: world.roles.endpoint,
        ...runnerEnv,
      },
      ...runner,
    },
    ...more,
    stubs: { 'actions/checkout': fetched(files), ...more.stubs },
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
