import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exampleOf, STEPS } from '../support/document-examples.ts'
import { hasProgram } from '../support/programs.ts'
import { createDatabase } from '../support/sql-folder.ts'
import { type ExampleOptions, type ExamplesWorld, urlOf, useExamples } from './examples-world.ts'
import type { StepRun, WorkflowRun } from './harness/run-workflow.ts'
import { asWorkflow } from './lint/examples-in.ts'
import { pointedAt } from './pointed-at.ts'

/** What the documents speak of, in as many tables and bytes as they demand, and what Supabase has besides. */
const SHOP = `
  CREATE SCHEMA auth; CREATE TABLE auth.users (id int);
  CREATE SCHEMA storage; CREATE TABLE storage.objects (id int);
  CREATE SCHEMA realtime; CREATE TABLE realtime.messages (id int);
  CREATE TABLE customers (id int); CREATE TABLE projects (id int); CREATE TABLE sales (id int, note text);
  CREATE TABLE t1 (); CREATE TABLE t2 (); CREATE TABLE t3 (); CREATE TABLE t4 ();
  INSERT INTO sales SELECT id, 'sold' FROM generate_series(1, 10) AS id;
  CREATE TABLE orders AS SELECT id, md5(id::text) || md5(id || 'b') AS note FROM generate_series(1, 40000) AS id`

export interface StepOptions extends Pick<ExampleOptions, 'runnerEnv' | 'secrets'> {
  readonly change?: (text: string) => string
}

/** A step out of a document, ready to be run. */
export interface DocumentStep {
  run(options?: StepOptions): Promise<{ readonly run: WorkflowRun; readonly step: StepRun }>
  /** The same; it has to succeed. Returns its outputs. */
  succeed(options?: StepOptions): Promise<StepRun['outputs']>
}

export interface DocumentSteps {
  readonly world: () => ExamplesWorld
  /** Stands for /srv/backups; new for each test. */
  readonly folder: () => string
  /** The names of the steps that have a test. */
  readonly executed: readonly string[]
  /** Registers a test that executes the step under a heading of a document. */
  execute(document: string, heading: string, body: (step: DocumentStep) => Promise<void>): void
}

/**
 * Registers the hooks of a world in which a document's step is the only one of a job, with the world's bucket for its own, and
 * credentials and region in AWS's own variables.
 */
export function useDocumentSteps(): DocumentSteps {
  const world = useExamples({
    load: async server => {
      await createDatabase(server, 'shop')
      await server.sql('shop', SHOP)
    },
  })
  const executed: string[] = []
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-machine-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  return {
    world,
    folder: () => folder,
    executed,
    execute: (document, heading, body) => {
      const { name, text } = exampleOf(STEPS, document, heading)
      executed.push(name)
      test(name, async ctx => {
        if (text.includes('encryption: gpg') && !(await hasProgram('gpg')))
          return ctx.skip('no gpg program here')
        await body(stepOf(world(), text.replaceAll('/srv/backups', folder)))
      })
    },
  }
}

function stepOf(world: ExamplesWorld, text: string): DocumentStep {
  const run: DocumentStep['run'] = async (options = {}) => {
    const { change = (own: string) => own, runnerEnv, secrets } = options
    const { accessKeyId, secretAccessKey } = world.s3.credentials
    const run = await world.workflow(pointedAt(world, asWorkflow(change(text)) ?? ''), {
      event: 'push',
      secrets: {
        SUPABASE_SESSION_POOLER_URL: urlOf(world, 'shop'),
        S3_ACCESS_KEY: accessKeyId,
        S3_SECRET_KEY: secretAccessKey,
        ...secrets,
      },
      runnerEnv: {
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_REGION: 'eu-central-1',
        ...runnerEnv,
      },
    })
    const [step] = run.jobs['example']?.legs[0]?.steps ?? []
    if (!step) throw new Error(`${text} is no step`)
    return { run, step }
  }
  const succeed: DocumentStep['succeed'] = async options => {
    const { run: done, step } = await run(options)
    expect(done.result, done.log).toBe('success')
    return step.outputs
  }
  return { run, succeed }
}
