import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toolkitCommands } from '../../src/action/commands.ts'
import { clientsIn, likelyFolders } from '../../src/postgres/client/directories.ts'
import { ActionRunner } from '../support/action-runner.ts'
import { clientRepositoryFor } from '../support/client-for-tests.ts'
import { programsIn } from '../support/programs-in.ts'
import { loadBig } from './big-database.ts'
import { expectSuccess, useWorld } from './world.ts'

const world = useWorld(17, {
  load: server => loadBig(server, { database: 'small', megabytes: 1 }),
})

test('on a new machine the client is installed; the next run finds it in the tool cache', async ctx => {
  const { on, from, into } = world()
  using runner = new ActionRunner()
  const repository = await clientRepositoryFor(17)
  const inputs = { ...from('small'), ...into(), ...(repository && { 'client-repository': repository }) }

  const first = await on(runner, { with: inputs })
  expectSuccess(first)
  if (first.log.masked.includes('Client: 17.') && !first.log.masked.includes('Installed PostgreSQL client'))
    return ctx.skip('this machine has a client 17 already')
  expect(first.log.masked).toMatch(/Installed PostgreSQL client 17\.\d+ from /)
  expect(await readdir(join(runner.folders.toolCache, 'postgresql-client'))).toHaveLength(1)

  const second = await on(runner, { with: { ...inputs, series: 'again' } })
  expectSuccess(second)
  expect(second.log.masked).toMatch(/Client: 17\.\d+, tool-cache/)
  expect(second.outputs['client-version']).toBe(first.outputs['client-version'])
})

test('a client with known security holes in the tool cache is named by check, and replaced by backup', async ctx => {
  const { on, from, into } = world()
  if ((await clientsIn(17, likelyFolders(17, {}), toolkitCommands())).length > 0)
    return ctx.skip('this machine has a client 17 already')
  using runner = new ActionRunner()
  const old = join(runner.folders.toolCache, 'postgresql-client/17.2.0', process.arch)
  await programsIn(join(old, 'bin'), '17.2')
  await writeFile(`${old}.complete`, '')
  const repository = await clientRepositoryFor(17)
  const inputs = { ...from('small'), ...into(), ...(repository && { 'client-repository': repository }) }

  const checked = await on(runner, { action: 'check', with: inputs })
  expect(checked.log.masked).toMatch(
    /pg_dump 17\.2 in tool-cache has known security holes, which 17\.6 fixed/,
  )

  const step = await on(runner, { with: inputs })
  expectSuccess(step)
  expect(step.log.masked).toMatch(/Installed PostgreSQL client 17\.\d+ from /)
  expect(step.outputs['client-version']).not.toBe('17.2')
  expect(await readdir(join(runner.folders.toolCache, 'postgresql-client'))).toHaveLength(2)

  const offline = {
    ...inputs,
    series: 'offline',
    'client-repository': 'deb [trusted=yes] http://127.0.0.1:1 none main',
  }
  using other = new ActionRunner()
  const same = join(other.folders.toolCache, 'postgresql-client/17.2.0', process.arch)
  await programsIn(join(same, 'bin'), '17.2')
  await writeFile(`${same}.complete`, '')
  const refused = await on(other, { with: offline })
  expect(refused.exitCode).toBe(1)
  expect(refused.log.masked).toContain('client-unsafe')
  expect(refused.log.masked).toContain('Update it to 17.6 or newer')
})
