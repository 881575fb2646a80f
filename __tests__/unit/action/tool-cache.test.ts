import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { toolkitCache } from '../../../src/action/tool-cache.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pg-backup-action-cache-'))
  vi.stubEnv('RUNNER_TOOL_CACHE', join(folder, 'tools'))
  vi.stubEnv('RUNNER_TEMP', join(folder, 'temp'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

it("the runner's tool cache finds all of a major version, the newest first, programs still executable", async () => {
  const cache = toolkitCache()
  expect(await cache.find('postgresql-client', 17)).toEqual([])
  await mkdir(join(folder, 'made/bin'), { recursive: true })
  await writeFile(join(folder, 'made/bin/pg_dump'), '#!/bin/sh\n', { mode: 0o755 })
  const older = await cache.store(join(folder, 'made'), 'postgresql-client', '17.9.0')
  const newest = await cache.store(join(folder, 'made'), 'postgresql-client', '17.10.0')
  await cache.store(join(folder, 'made'), 'postgresql-client', '18.1.0')
  expect(await cache.find('postgresql-client', 17)).toEqual([newest, older])
  expect((await stat(join(newest, 'bin/pg_dump'))).mode & 0o111).toBe(0o111)
})

it("the runner's tool cache does not count what was not stored to its end", async () => {
  await mkdir(join(folder, 'tools/postgresql-client/17.10.0', process.arch, 'bin'), { recursive: true })
  expect(await toolkitCache().find('postgresql-client', 17)).toEqual([])
})
