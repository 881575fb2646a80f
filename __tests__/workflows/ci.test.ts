import { chmodSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { useWorld } from '../bundle/world.ts'
import { serverFolderForTests } from '../support/server-for-tests.ts'
import { checkout } from './harness/checkout.ts'
import { runWorkflow } from './harness/run-workflow.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const FILE = '.github/workflows/ci.yml'
const MAJOR = 17
const PASSWORD = 'only-for-this-job'

const world = useWorld(MAJOR, { load: async () => {}, password: PASSWORD })

/** The repository with one job of its CI, for one version on one machine. */
function repositoryWith(job: string): { folder: string } & Disposable {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'ci-'))
  const left = ['.git', 'node_modules', 'lib']
  cpSync(ROOT, folder, { recursive: true, filter: source => !left.includes(basename(source)) })
  const { jobs, ...workflow } = parse(readFileSync(join(ROOT, FILE), 'utf8'))
  const matrix = { postgres: [MAJOR], runner: ['ubuntu-24.04'] }
  const narrowed = { ...jobs[job], strategy: { ...jobs[job].strategy, matrix } }
  writeFileSync(join(folder, FILE), stringify({ ...workflow, jobs: { [job]: narrowed } }))
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A folder with an npm whose `ci` takes what is installed here. */
function npmOf(folder: string): string {
  const program = join(folder, 'npm')
  const rest = `PATH="$\{PATH#*:}"; exec npm "$@"`
  writeFileSync(
    program,
    `#!/bin/sh\n[ "$1" != ci ] || exec ln -s '${ROOT}/node_modules' node_modules\n${rest}\n`,
  )
  chmodSync(program, 0o755)
  return folder
}

test('the job that runs the action on GitHub backs up, checks, verifies, restores and drills', async () => {
  const { runner, server } = world()
  using repository = repositoryWith('action')
  const programs = npmOf(mkdtempSync(join(repository.folder, 'bin-')))
  const { PATH = '' } = process.env
  const run = await runWorkflow({
    repository: repository.folder,
    file: FILE,
    event: 'push',
    stubs: { 'actions/checkout': checkout(repository.folder), 'actions/setup-node': () => {} },
    services: { postgres: { ports: { 5432: String(server.port) } } },
    runner: {
      toolCache: runner.folders.toolCache,
      env: {
        PGBIN: await serverFolderForTests(MAJOR),
        PATH: [programs, join(ROOT, 'node_modules/.bin'), PATH].join(delimiter),
      },
    },
  })
  expect(run.result, run.log).toBe('success')
  const steps = run.jobs['action']?.legs[0]?.steps ?? []
  expect(steps.filter(({ conclusion, stage }) => stage === 'main' && conclusion !== 'success')).toEqual([])
  expect(steps.find(({ name }) => name === 'Drill what the committed bundle stored')?.outputs).toMatchObject({
    outcome: 'proven',
  })
  const [restored] = await server.sql('staging', 'SELECT count(*)::int AS orders FROM sales.orders')
  expect(restored?.['orders']).toBeGreaterThan(0)
})
