import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ActionRunner } from '../support/action-runner.ts'
import { clientRepositoryFor } from '../support/client-for-tests.ts'
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
