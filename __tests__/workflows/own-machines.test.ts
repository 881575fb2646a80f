import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, connectionTo } from '../support/ask-server.ts'
import { filesIn } from '../support/files-in.ts'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { daysAgo, objectsOf } from '../support/stored-backups.ts'
import { urlOf, useExamples } from './examples-world.ts'

const world = useExamples()
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-machine-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** /srv/backups of the machine, below this test's folder. */
const onDisk = (text: string): string => text.replaceAll('/srv/backups', join(folder, 'backups'))

test('self-hosted.yml stores in a folder, then removes what is too old, and its heartbeat is heard', async () => {
  // The last backup of another database would be kept, however old.
  const { database, databaseOid, systemIdentifier } = await ask(connectionTo(urlOf(world(), 'shop')))
  const old = objectsOf({
    startedAt: daysAgo(40),
    source: { database, databaseOid, ...(systemIdentifier !== undefined && { systemIdentifier }) },
  })
  for (const [key, bytes] of old) {
    const path = join(folder, 'backups', key)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
    await utimes(path, daysAgo(40), daysAgo(40))
  }
  const heartbeat = await startHttpReceiver()
  try {
    const run = await world().example('self-hosted.yml', {
      event: 'schedule',
      change: onDisk,
      secrets: { HEARTBEAT_URL: `${heartbeat.origin}/ping` },
    })
    expect(run.result, run.log).toBe('success')
    expect(run.jobs['backup']).toMatchObject({ runsOn: ['self-hosted', 'linux'] })
    const [backedUp, pruned] = run.jobs['backup']?.legs[0]?.steps ?? []
    const { key = '' } = backedUp?.outputs ?? {}
    expect(pruned?.outputs).toMatchObject({ removed: '1' })
    expect(await filesIn(join(folder, 'backups'))).toEqual([key, `${key}.manifest.json`, `${key}.sha256`])
    expect(heartbeat.received.map(({ path }) => path)).toEqual(['/ping/start', '/ping'])
    expect(await world().bucket.contents()).toEqual([])
  } finally {
    await heartbeat.stop()
  }
})

test('a folder that cannot be written to is reported, and nothing is pruned', async () => {
  // As where the disk is not there, and something else is.
  await writeFile(join(folder, 'backups'), '')
  const run = await world().example('self-hosted.yml', { change: onDisk })
  expect(run.result).toBe('failure')
  expect(run.log).toMatch(/##\[error\].*backups.*\[storage-[a-z-]+\]/)
  const steps = run.jobs['backup']?.legs[0]?.steps ?? []
  expect(steps.find(({ name }) => name === 'Prune')?.conclusion).toBe('skipped')
})

test('container.yml backs up by the client that the image has', async () => {
  const { bucket, example } = world()
  const run = await example('container.yml', { event: 'schedule', containers: { backup: {} } })
  expect(run.result, run.log).toBe('success')
  expect(run.jobs['backup']).toMatchObject({ container: 'postgres:17' })
  expect((await bucket.contents()).filter(key => key.endsWith('.manifest.json'))).toHaveLength(1)
})

test('in an image without a client, out of which no repository is reached, it is reported; nothing is stored', async ctx => {
  const { bucket, example } = world()
  const nowhere = 'deb http://127.0.0.1:1/postgresql noble-pgdg main'
  const run = await example('container.yml', {
    change: text => text.replace('class: daily', `class: daily\n          client-repository: '${nowhere}'`),
    containers: { backup: {} },
    runner: { toolCache: folder },
  })
  if (/Client: 17\.\d+, \/usr/.test(run.log)) return ctx.skip('this machine has a client 17 itself')
  expect(run.result).toBe('failure')
  expect(run.log).toMatch(/##\[error\].*\[repository-[a-z-]+\]/)
  expect(await bucket.contents()).toEqual([])
})
